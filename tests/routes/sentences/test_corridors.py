"""The sentence over the map is true for every combination of switches."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from routes.evidence.moment import Standing
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
            depends = [s for s in chosen if s.judged.verdict == "depends"]
            own = [s for s in chosen if s not in depends and s.status != "proposed"]
            real = [s for s in chosen if s.status != "proposed"]
            counted = re.match(r"\*\*(\d+) of (\d+)\*\* (existing )?corridors? shown", text)
            assert bool(counted) == bool(own)
            if counted:
                good = sum(s.judged.verdict == "bypasses" for s in own)
                # Whoever counts the switches that are on must come to the same number.
                assert counted.groups()[:2] == (str(good), str(len(real)))
                assert bool(counted[3]) == (len(real) < len(chosen))
            crossing = [s for s in own if s.judged.verdict == "crosses"]
            named = sum(f"{s.corridor.name} crosses " in text for s in crossing)
            more = re.search(r"(1(?= more crosses )|(?!1 )\d+(?= more cross ))", text)
            assert named + int(more.group(1) if more else 0) == len(crossing)
            told = re.sub(r"^(The proposed|\*\*\d|[A-Z])", "", text, count=1)
            assert told != text, "a sentence begins with a capital letter"
            if len(codes) > 1:
                assert not re.search(r"\bit\b", text)
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
        told = re.findall(
            r"(?:crosses|and) ([\w ]+) for \*\*([\d,.]+)(?: to ([\d,.]+))? km\*\*", text
        )
        if not told or "within 12 nm" in text:
            continue
        path = ROOT / "geodata" / "layers" / f"{one.corridor.corridor_id}.geojson"
        legs = {
            f["properties"]["leg_id"]: f["properties"]
            for f in json.loads(path.read_text("utf-8"))["features"]
        }
        wanted = {
            state: [
                sum(
                    zone["km"]
                    for leg in branch
                    for zone in legs[leg]["zones"]
                    if (zone["state"], zone["kind"]) == (state, "land")
                )
                for branch in one.corridor.branches
            ]
            for state in codes
        }
        by_name = {ATLAS.state_names[state]: km for state, km in wanted.items()}
        if len(codes) == 1:
            by_name = {"it": wanted[avoid]}
        for name, least, most in told:
            some = [km for km in by_name[name] if km > 0]  # told in 100 m, then in km
            assert float(least.replace(",", "")) == pytest.approx(min(some), abs=0.55)
            assert float((most or least).replace(",", "")) == pytest.approx(max(some), abs=0.55)
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


def said(avoid: str, *corridors: str, idle: str = "") -> str:
    codes = frozenset(avoid.split(","))
    every = shown(codes)
    chosen = [
        replace(every[c], standing=Standing("idle")) if c == idle else every[c] for c in corridors
    ]
    return summarise(chosen, codes, ATLAS.state_names, PLACES)


def test_what_is_crossed_is_named_before_it_is_it() -> None:
    """Alone, neither a corridor of lanes nor a proposed one has a count before it."""
    assert said("RU", "rotterdam") == (
        "Shipping to Rotterdam crosses Russian territory "
        "**only when loaded at Novorossiysk (CPC)**."
    )
    assert said("RU", "trans_caspian_pipeline") == (
        "The proposed Trans-Caspian oil pipeline would bypass Russian territory and counts in no "
        "total."
    )
    assert "Rotterdam crosses it **only when" in said("RU", "btc", "rotterdam")


def test_of_several_states_each_is_named() -> None:
    text = said("GE,TR", "btc", "rotterdam")
    assert re.search(
        r"Ceyhan pipeline crosses Türkiye for \*\*1,0\d\d km\*\* and Georgia for", text
    )
    text = said("GE,RU", "rotterdam")
    assert text == (
        "Shipping to Rotterdam crosses Russia **only when loaded at Novorossiysk (CPC)** and "
        "Georgia **only when loaded at Supsa, Poti and Batumi**."
    )
    text = said("BY,PL,DE,RU", "druzhba")
    assert text.count(" for **") == 3


def test_lanes_that_agree_count_as_what_they_are() -> None:
    assert said("UZ", "btc", "rotterdam").startswith("**2 of 2** corridors shown bypass ")
    assert re.match(
        r"\*\*1 of 2\*\* corridors shown bypasses the territory of Spain; Shipping to Rotterdam "
        r"crosses it for \*\*\d+ km\*\* within 12 nm of the coast\.$",
        said("ES", "btc", "rotterdam"),
    )
    assert re.search(
        r"crosses it for \*\*\d+ to \d+ km\*\* within 12 nm of the coast, by branch",
        said("TR", "rotterdam"),
    )


def test_branches_are_told_from_shortest_to_longest() -> None:
    assert re.search(
        r"Trans-Caspian corridor crosses it for \*\*2,8\d\d to 3,1\d\d km\*\*, by branch",
        said("KZ", "trans_caspian"),
    )


def test_idle_corridors_are_counted_apart() -> None:
    count = "**2 of 3** corridors shown bypass Russian territory, of them one idle; "
    assert said("RU", "btc", "baku_supsa", "cpc", idle="baku_supsa").startswith(count)
    alone = said("RU", "baku_supsa", "cpc", idle="baku_supsa")
    assert alone.startswith(
        "**1 of 2** corridors shown bypasses Russian territory, and stood idle; "
    )
    # One that crosses is none of those that bypass.
    text = said("RU", "btc", "cpc", idle="cpc")
    assert text.startswith("**1 of 2** corridors shown bypasses Russian territory; CPC")
    assert text.endswith("; CPC pipeline was idle.")


def test_one_of_one_takes_a_verb_in_the_singular() -> None:
    assert said("RU", "cpc").startswith("**0 of 1** corridor shown bypasses ")
    assert said("RU", "cpc", "druzhba").startswith("**0 of 2** corridors shown bypass ")
