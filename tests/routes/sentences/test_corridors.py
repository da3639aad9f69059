"""The sentence over the map is true for every combination of switches."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from routes.files.load import load_atlas, load_tables
from routes.sentences.corridors import OnMap, summarise
from routes.verdict.judge import judge_corridor
from routes.verdict.ownership import owners_of

ROOT = Path(__file__).resolve().parents[3]
ATLAS, TABLES = load_atlas(), load_tables()
OWNERS = owners_of(TABLES, ATLAS.state_names)
PLACES = {place.place_id: place.label for place in ATLAS.places.values()}


def shown(avoid: frozenset[str]) -> dict[str, OnMap]:
    return {
        c: OnMap(
            ATLAS.corridors[c],
            ATLAS.status(c),
            judge_corridor(ATLAS, c, avoid, OWNERS, TABLES.jurisdictions.rows),
        )
        for c in ATLAS.corridors
    }


@pytest.mark.parametrize("avoid", ["RU", "KZ", "AZ,GE", "CN", "TR", "BR"])
def test_the_sentence_is_true_for_every_combination(avoid: str) -> None:
    """Counts in the sentence are recounted from the verdicts, for every combination."""
    codes = frozenset(avoid.split(","))
    every = shown(codes)
    assert len(every) == len(ATLAS.corridors) >= 12
    for size in range(1, len(every) + 1):
        for chosen in combinations(every.values(), size):
            text = summarise(chosen, codes, ATLAS.state_names, PLACES)
            own = [s for s in chosen if s.corridor.rule == "own" and s.status != "proposed"]
            real = [s for s in chosen if s.status != "proposed"]
            counted = re.match(r"\*\*(\d+) of (\d+)\*\* (existing )?corridors? shown", text)
            assert bool(counted) == bool(own)
            if counted:
                good = sum(s.judged.verdict == "bypasses" for s in own)
                # Whoever counts the switches that are on must come to the same number.
                assert counted.groups()[:2] == (str(good), str(len(real)))
                assert bool(counted[3]) == (len(real) < len(chosen))
            crossing = [s for s in own if s.judged.verdict == "crosses"]
            named = sum(f"{s.corridor.name} crosses it" in text for s in crossing)
            more = re.search(r"and (1(?= more crosses it)|(?!1 )\d+(?= more cross it))", text)
            assert named + int(more.group(1) if more else 0) == len(crossing)
            for s in own:
                if s.judged.verdict != "crosses":
                    assert f"{s.corridor.name} crosses" not in text
                assert (s.judged.verdict == "cannot_tell") == (
                    s.corridor.name in text
                    and "data cannot tell" in text
                    and s.judged.verdict == "cannot_tell"
                )
            assert ("in no total" in text) == any(s.status == "proposed" for s in chosen)
            assert text.count("**") % 2 == 0
            assert text.endswith(".")


@pytest.mark.parametrize("avoid", ["RU", "KZ", "AZ,GE", "TR"])
def test_the_kilometres_of_the_sentence_are_those_of_the_layer_files(avoid: str) -> None:
    """Added up here from the files that the map reads, without the engine."""
    codes = frozenset(avoid.split(","))
    checked = 0
    for one in shown(codes).values():
        text = summarise([one], codes, ATLAS.state_names, PLACES)
        told = re.search(r"crosses it for \*\*([\d,.]+) km\*\*[.;]", text)
        if not told:
            continue
        path = ROOT / "geodata" / "layers" / f"{one.corridor.corridor_id}.geojson"
        legs = {
            f["properties"]["leg_id"]: f["properties"]
            for f in json.loads(path.read_text("utf-8"))["features"]
        }
        zones = [zone for leg in legs.values() for zone in leg["zones"]]
        km = sum(z["km"] for z in zones if z["state"] in codes and z["kind"] == "land")
        assert float(told[1].replace(",", "")) == pytest.approx(km, abs=0.5)
        checked += 1
    assert checked >= 2


def test_the_real_sentence_names_kilometres_and_ports() -> None:
    every = shown(frozenset({"RU"}))
    text = summarise(
        [every[c] for c in ("cpc", "btc", "rotterdam", "aktau_makhachkala")],
        frozenset({"RU"}),
        ATLAS.state_names,
        PLACES,
    )
    assert text.startswith("**1 of 4** corridors shown bypasses Russian territory; ")
    assert re.search(r"CPC pipeline crosses it for \*\*1,0\d\d km\*\*", text)
    assert "Makhachkala" in text
    assert "only when loaded at" in text


def test_nothing_shown_and_nothing_avoided_are_said() -> None:
    assert summarise([], frozenset({"RU"}), {}, {}) == "No corridor is switched on."
    every = list(shown(frozenset()).values())
    assert "no verdict" in summarise(every, frozenset(), {}, PLACES)
