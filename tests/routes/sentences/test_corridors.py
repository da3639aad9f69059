"""The sentences over the map are true for every combination of switches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from math import inf
from pathlib import Path
from random import Random

import pytest

from routes.evidence.moment import Standing
from routes.files.load import load_atlas, load_tables
from routes.sentences.corridors import (
    Headline,
    OnMap,
    Way,
    Year,
    headline,
    lead_of,
    mt_of,
    share_of,
)
from routes.verdict.judge import judge_corridor
from routes.verdict.ownership import owners_of

ROOT = Path(__file__).resolve().parents[3]
ATLAS, TABLES = load_atlas(), load_tables()
OWNERS = owners_of(TABLES, ATLAS.state_names)
PLACES = {place.place_id: place.label for place in ATLAS.places.values()}
NAMES = ATLAS.state_names
FEW, AT_RANDOM = 3, 800
"""Corridors of which every combination is tried, and combinations of more."""
OIL = frozenset(ATLAS.corridors) - {"btk", "cac", "cagp", "northern", "kti"}
YEAR = Year(
    year=2022,
    as_article=False,
    total=(64.25, 64.31, 64.35),
    most=64.35,
    share=(0.9702, 0.9761),
    met=(62.335, 62.8155),
    clean=(1.5345, 1.915),
    way=Way("cpc", "CPC pipeline", (52.15, 52.2, 52.25)),
)
GAP = Year(2019, as_article=False, total=None, most=90.55)


def drawn(every: list[OnMap]) -> Iterator[tuple[OnMap, ...]]:
    """Yield few, nearly all, and many at random: what a sentence does with one, two or all."""
    for size in range(1, len(every) + 1):
        if size <= FEW or size >= len(every) - 1:
            yield from combinations(every, size)
    chance = Random(13)  # noqa: S311  not for secrets
    for _ in range(AT_RANDOM):
        yield tuple(one for one in every if chance.random() < 0.5) or (every[0],)


def shown(avoid: frozenset[str]) -> dict[str, OnMap]:
    return {
        c: OnMap(
            ATLAS.corridors[c],
            ATLAS.status(c),
            judge_corridor(ATLAS, c, avoid, OWNERS, TABLES.jurisdictions.rows),
        )
        for c in ATLAS.corridors
    }


def told(chosen: list[OnMap], avoid: frozenset[str], year: Year = YEAR) -> Headline:
    return headline(chosen, avoid, NAMES, PLACES, year, OIL, (0.0279, 0.0279))


def of(avoid: str, *corridors: str, idle: str = "", year: Year = YEAR) -> Headline:
    codes = frozenset(filter(None, avoid.split(",")))
    every = shown(codes)
    chosen = [
        replace(every[c], standing=Standing("idle")) if c == idle else every[c] for c in corridors
    ]
    return told(chosen, codes, year)


@pytest.mark.parametrize("avoid", ["RU", "KZ", "AZ,GE", "CN", "TR", "BR"])
def test_the_sentences_are_true_for_every_combination(avoid: str) -> None:
    """Counts in the sentence are recounted from the verdicts, for every combination."""
    codes = frozenset(avoid.split(","))
    every = shown(codes)
    assert len(every) == len(ATLAS.corridors) >= 12
    counts = 0
    for chosen in drawn(list(every.values())):
        said = told(list(chosen), codes)
        depends = [s for s in chosen if s.judged.verdict == "depends"]
        proposed = [s for s in chosen if s.status == "proposed"]
        own = [s for s in chosen if s not in depends and s not in proposed]
        used = own + depends
        text = f"{said.count} {said.rest}".strip()
        assert bool(said.count) == bool(used)
        counted = re.match(
            r"\*\*(None of the|Both|All|(\d+) of the)(?: (\d+))?\*\* (existing )?corridors",
            said.count,
        )
        assert bool(counted) == (len(used) > 1)
        if counted:
            counts += 1
            good = sum(s.judged.verdict == "bypasses" for s in used)
            of_all = int(counted[3] or 2)
            assert of_all == len(used)
            words = {"None of the": 0, "Both": of_all, "All": of_all}
            assert words.get(counted[1], int(counted[2] or 0)) == good
            assert bool(counted[4]) == bool(proposed)
            assert ("3 %" in said.count) == (good > 0)
        crossing = [s for s in own if s.judged.verdict == "crosses"]
        named = sum(f"{s.corridor.name} crosses " in text for s in crossing)
        more = re.search(r"(1(?= more crosses )|(?!1 )\d+(?= more cross ))", text)
        assert named + int(more.group(1) if more else 0) == len(crossing)
        for s in own:
            if s.judged.verdict != "crosses":
                assert not re.search(rf"(?<!Whether ){s.corridor.name} crosses", text)
        assert ("in no total" in text) == bool(proposed)
        others = [s for s in chosen if s.corridor.corridor_id not in OIL]
        assert bool(said.cargo) == bool(others)
        edited(said, codes)
    assert counts > 1_000


def edited(said: Headline, avoid: frozenset[str]) -> None:
    """Assert what an editor looks for in any sentence."""
    for text in (said.lead, said.count, said.cargo, said.rest):
        if not text:
            continue
        plain = text.replace("**", "")
        assert text.count("**") % 2 == 0
        assert re.match(r"[A-Z0-9]", plain), f"a sentence begins with a capital: {text}"
        assert plain.endswith(".")
        assert not re.search(
            r"  |\.\.| [,.;:]|(?<![\d.])0 of \d|\b1 corridors|\b1 of the 1\b", plain
        ), text
        assert "$" not in plain
        assert "{" not in plain
    if len(avoid) > 1:
        assert not re.search(r"(cross(es)?|bypass(es)?|round) it\b", said.text)
    first = re.search(r"(cross(es)?|bypass(es)?|round) it\b", f"{said.count} {said.rest}")
    if first:
        before = f"{said.count} {said.rest}"[: first.start()]
        assert "territory" in before, f"'it' before a state was named: {said.text}"


@pytest.mark.parametrize("avoid", ["RU", "KZ", "AZ,GE", "TR"])
def test_the_kilometres_of_the_sentence_are_those_of_the_layer_files(avoid: str) -> None:
    """Added up here from the files that the map reads, without the engine."""
    codes = frozenset(avoid.split(","))
    checked = 0
    ground = {"RU": "Russian territory"}
    for one in shown(codes).values():
        if one.status == "proposed":
            continue
        text = told([one], codes).count
        crossed = re.findall(
            r"(?:crosses|and) (?:the territory of )?([\w ]+) for "
            r"\*\*([\d,.]+)(?: to ([\d,.]+))? km\*\*",
            text,
        )
        if not crossed or "within 12 nm" in text:
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
            by_name = {ground.get(avoid, NAMES[avoid]): wanted[avoid]}
        for name, least, most in crossed:
            some = [km for km in by_name[name] if km > 0]  # told in 100 m, then in km
            assert float(least.replace(",", "")) == pytest.approx(min(some), abs=0.55)
            assert float((most or least).replace(",", "")) == pytest.approx(max(some), abs=0.55)
            checked += 1
    assert checked >= 2


def test_the_real_sentence_names_kilometres_and_ports() -> None:
    said = of("RU", "cpc", "btc", "rotterdam", "aktau_makhachkala")
    assert said.lead == (
        "In 2022 **at least 97 %** of Kazakhstan’s oil exports, **62.3 to 62.8 of 64.3 Mt**, "
        "crossed Russian territory, 52.2 Mt of it by CPC pipeline; **1.5 to 1.9 Mt** went round it."
    )
    assert said.count == (
        "**1 of the 4** corridors shown bypasses Russian territory and carried **3 %** of the oil."
    )
    assert re.match(r"CPC pipeline crosses it for \*\*1,0\d\d km\*\*", said.rest)
    assert "Makhachkala" in said.rest
    assert "only when loaded at" in said.rest


def test_nothing_shown_and_nothing_avoided_are_said() -> None:
    assert of("RU").count == "No corridor is switched on."
    said = of("", "cpc", "btk")
    assert said.count == "No state to avoid is picked, so there is no verdict."
    assert said.lead == (
        "In 2022 **64.3 Mt** of oil left Kazakhstan, **81 %** of it, 52.2 Mt, by CPC pipeline."
    )
    assert said.rest == ""


def test_what_is_crossed_is_named_before_it_is_it() -> None:
    """Alone, neither a corridor of lanes nor a proposed one has a count before it."""
    assert of("RU", "rotterdam").count == (
        "Shipping to Rotterdam crosses Russian territory "
        "**only when loaded at Novorossiysk (CPC)**."
    )
    said = of("RU", "trans_caspian_pipeline")
    assert said.count == ""
    assert said.rest == (
        "The proposed Trans-Caspian oil pipeline would bypass Russian territory and counts in no "
        "total."
    )
    assert "Rotterdam crosses it **only when" in of("RU", "btc", "rotterdam").rest


def test_one_corridor_alone_is_no_count() -> None:
    """Never "0 of 1 corridor shown bypasses"."""
    assert re.fullmatch(
        r"CPC pipeline crosses Russian territory for \*\*1,0\d\d km\*\*\.", of("RU", "cpc").count
    )
    assert of("RU", "cpc").rest == ""
    assert of("RU", "btc").count == (
        "Baku–Tbilisi–Ceyhan pipeline **bypasses** Russian territory and carried **3 %** of the "
        "oil."
    )
    assert of("CN", "trans_caspian").count == (
        "Whether Trans-Caspian corridor crosses the territory of China **cannot be told** from the "
        "data."
    )
    assert of("RU", "cpc", "druzhba").count == (
        "**None of the 2** corridors shown bypasses Russian territory."
    )
    assert of("RU", "btc", "china").count.startswith("**Both** corridors shown bypass Russian ")
    assert of("UZ", "btc", "china", "cpc").count.startswith("**All 3** corridors shown bypass ")


def test_of_several_states_each_is_named() -> None:
    text = of("GE,TR", "btc", "rotterdam").text
    assert re.search(
        r"Ceyhan pipeline crosses Türkiye for \*\*1,0\d\d km\*\* and Georgia for", text
    )
    assert of("GE,RU", "rotterdam").count == (
        "Shipping to Rotterdam crosses Russia **only when loaded at Novorossiysk (CPC)** and "
        "Georgia **only when loaded at Supsa, Poti and Batumi**."
    )
    assert of("BY,PL,DE,RU", "druzhba").count.count(" for **") == 3
    lead = of("BY,RU", "cpc").lead
    assert "crossed the territory of Russia or Belarus, " in lead
    assert lead.endswith("went round both.")
    lead = of("CN,IR,RU", "cpc").lead
    assert "crossed at least one of the 3 states to avoid, " in lead
    assert lead.endswith("went round all of them.")
    assert (
        of("RU,CN,TR", "cpc", "btc", "china", "trans_caspian", "rotterdam").rest.count(" it") == 0
    )


def test_lanes_that_agree_count_as_what_they_are() -> None:
    assert of("UZ", "btc", "rotterdam").count.startswith("**Both** corridors shown bypass ")
    said = of("ES", "btc", "rotterdam")
    assert said.count.startswith("**1 of the 2** corridors shown bypasses the territory of Spain")
    assert re.match(
        r"Shipping to Rotterdam crosses it for \*\*\d+ km\*\* within 12 nm of the coast\.$",
        said.rest,
    )
    assert re.search(
        r"crosses the territory of Türkiye for \*\*\d+ to \d+ km\*\* within 12 nm of the coast, "
        "by branch",
        of("TR", "rotterdam").count,
    )
    six = of("RU,CN,TR,AZ,GE,IR", "rotterdam").count
    assert "only when" not in six
    assert "from every port" in six or "Türkiye for" in six


def test_branches_are_told_from_shortest_to_longest() -> None:
    assert re.search(
        r"Trans-Caspian corridor crosses the territory of Kazakhstan for "
        r"\*\*2,8\d\d to 3,1\d\d km\*\*, by branch",
        of("KZ", "trans_caspian").count,
    )


def test_idle_corridors_are_counted_apart() -> None:
    said = of("RU", "btc", "baku_supsa", "cpc", idle="baku_supsa")
    assert said.count.startswith(
        "**1 of the 2** corridors shown and in use bypasses Russian territory "
    )
    assert said.rest.endswith("; Baku–Supsa pipeline was idle.")
    alone = of("RU", "baku_supsa", idle="baku_supsa")
    assert alone.count == "Baku–Supsa pipeline **bypasses** Russian territory, but was idle."
    beside = of("RU", "baku_supsa", "cpc", idle="baku_supsa")
    assert beside.count.startswith("CPC pipeline crosses Russian territory for ")
    assert beside.rest == "Baku–Supsa pipeline was idle."
    codes = frozenset({"RU"})
    every = shown(codes)
    both = [replace(every[c], standing=Standing("idle")) for c in ("baku_supsa", "cpc")]
    assert told(both, codes).count == (
        "None of the 2 corridors shown was in use; one of them bypasses Russian territory."
    )


def test_cargo_and_gas_have_a_sentence_of_their_own() -> None:
    assert of("RU", "cpc").cargo == ""
    assert of("RU", "btk", "cpc").cargo == (
        "Baku–Tbilisi–Kars railway carries cargo: none of that is in these tonnes."
    )
    assert of("RU", "cac", "cagp").cargo == (
        "Central Asia–Centre gas pipeline and Central Asia–China gas pipeline carry gas: none of "
        "that is in these tonnes."
    )
    assert " carries cargo, Central Asia–Centre gas pipeline carries gas: " in (
        of("RU", "btk", "cac").cargo
    )


def lead(avoid: str, year: Year = YEAR) -> str:
    return lead_of(year, frozenset(filter(None, avoid.split(","))), NAMES)


def test_a_year_without_a_balance_says_what_is_known() -> None:
    assert lead("RU", GAP) == (
        "How much oil left Kazakhstan in 2019 is **not known** (at most 90.6 Mt), nor how much of "
        "it crossed Russian territory."
    )
    assert (
        lead("", GAP) == "How much oil left Kazakhstan in 2019 is **not known** (at most 90.6 Mt)."
    )
    assert "(" not in lead("RU", replace(GAP, most=inf))
    assert "carried" not in of("RU", "btc", "cpc", year=GAP).count


def test_a_state_that_nothing_crosses_is_said() -> None:
    none = replace(YEAR, share=(0.0, 0.065), met=(0.0, 4.2), clean=(60.145, 64.35), way=None)
    assert lead("IR", none) == (
        "In 2022 **none** of the **60.1 Mt** of Kazakhstan’s oil exports that are accounted for "
        "crossed the territory of Iran; whether any of the rest did is **not known**."
    )
    surely = replace(none, share=(0.0, 0.0), met=(0.0, 0.0), clean=(64.25, 64.35))
    assert lead("IR", surely).endswith(" crossed the territory of Iran.")
    unknown = replace(none, share=(0.0, 0.98), met=(0.0, 63.1), clean=(1.29, 64.35))
    assert lead("NL", unknown).endswith(" is **not known**: at most **63.1 Mt**.")


def test_kazakhstan_itself_can_be_picked() -> None:
    assert lead("KZ") == (
        "In 2022 **all** of Kazakhstan’s oil exports, **64.3 Mt**, came from Kazakhstan itself: "
        "nothing can go round it."
    )
    assert "one of the states to avoid" in lead("KZ,RU")


def test_as_the_article_saw_it_its_figures_were_to_come() -> None:
    assert lead("RU", replace(YEAR, as_article=True)).startswith(
        "In 2022, by later figures, **at least 97 %** of "
    )


def test_a_range_that_reaches_nothing_or_all_has_one_end() -> None:
    wide = replace(
        YEAR, year=2021, total=(67.55, 67.59, 67.65), share=(0.7842, 1.0), met=(53.06, 67.65)
    )
    text = lead("RU", replace(wide, clean=(0.0, 14.6)))
    assert "**at least 78 %** of Kazakhstan’s oil exports, **53.1 of 67.6 Mt**, crossed" in text
    assert text.endswith("; at most **14.6 Mt** went round it.")


@pytest.mark.parametrize(
    ("ends", "drawn", "text"),
    [
        ((0.812, 0.813), None, "81 %"),
        ((0.9702, 0.9761), None, "at least 97 %"),
        ((0.02, 0.085), None, "2 to 9 %"),
        ((0.0078, 0.073), None, "at most 8 %"),
        ((0.001, 0.004), None, "less than 1 %"),
        ((0.8104, 0.8132), 0.8117, "81 %"),
        ((0.6, 1.0), None, "at least 60 %"),
        ((0.2, 0.7), None, "20 to 70 %"),
    ],
)
def test_a_share_is_never_told_too_exactly(
    ends: tuple[float, float], drawn: float | None, text: str
) -> None:
    assert share_of(ends, drawn) == text


@pytest.mark.parametrize(
    ("ends", "drawn", "text"),
    [
        ((52.15, 52.25), 52.2, "52.2"),
        ((62.335, 62.8155), None, "62.3 to 62.8"),
        ((0.249, 0.251), 0.25, "0.25"),
        ((0.245, 1.915), None, "0.2 to 1.9"),
        ((1.29, 1.29), None, "1.3"),
    ],
)
def test_an_amount_is_one_number_or_two(
    ends: tuple[float, float], drawn: float | None, text: str
) -> None:
    assert mt_of(ends, drawn) == text
