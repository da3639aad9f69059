"""What the map writes beside a point is a place's name, and each place has one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from routes.build.lines import NO_PLACE, ONE_PLACE_KM, name_on_map
from routes.geometry.geodesic import segment_km

LINES = Path(__file__).resolve().parents[3] / "static" / "lines.json"
WORKING = re.compile(
    r"\b(?:N|NE|E|SE|S|SW|W|NW) of |\bcrossing\b|\blandfall\b|\bjunction\b|\bsill\b|^Off |^Middle "
    r"|\bborder\b| (?:N|E|S|W)$"
)
"""Words of whoever drew a line, not of a map."""


@pytest.fixture(scope="module")
def places() -> list[dict[str, Any]]:
    """Return the places of the map."""
    found: list[dict[str, Any]] = json.loads(LINES.read_text("utf-8"))["places"]
    assert len(found) > 300
    return found


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        ("W of Çıldır", "waypoint", ""),
        ("Middle Caspian", "sea_waypoint", ""),
        ("Absheron sill", "sea_waypoint", ""),
        ("Bozoy N", "station", ""),
        ("Borzhakty junction", "station", "Borzhakty"),
        ("Georgian-Turkish border at Türkgözü", "border", "Türkgözü"),
        ("Russian-Belarusian border, S of Zlynka", "border", ""),
        ("Kigach river: Kazakh-Russian border", "border", "Kigach river"),
        ("Karakoin pump station", "pump_station", "Karakoin"),
        ("Frankfurt (Oder)", "station", "Frankfurt"),
        ("North Station", "station", "North Station"),
    ],
)
def test_a_point_is_called_by_its_place(name: str, kind: str, written: str) -> None:
    assert name_on_map(name, kind) == written


def test_no_working_name_is_on_the_map(places: list[dict[str, Any]]) -> None:
    assert [p["name"] for p in places if WORKING.search(p["name"])] == []
    assert {p["kind"] for p in places} & NO_PLACE == set()
    nameless = [p for p in places if not p["name"]]
    assert {p["kind"] for p in nameless} == {"border"}


def twins(places: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the names of two places on one spot that differ in their spelling alone."""

    def plain(name: str) -> str:
        letters = re.sub(r"[^a-z]", "", name.lower())
        return re.sub("[iy]+", "i", letters.replace("q", "k"))

    for i, one in enumerate(places):
        for other in places[i + 1 :]:
            if one["name"] == other["name"] or plain(one["name"]) != plain(other["name"]):
                continue
            here = np.array([[one["lon"], one["lat"]]])
            there = np.array([[other["lon"], other["lat"]]])
            if segment_km(here, there)[0] < ONE_PLACE_KM:
                yield one["name"], other["name"]


def test_a_place_has_one_spelling(places: list[dict[str, Any]]) -> None:
    """The map writes one name once: it must be told that Saksaulsky and Saksaul’skiy are one."""
    assert list(twins(places)) == []
