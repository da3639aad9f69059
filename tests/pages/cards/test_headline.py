"""The sentences over the map, from the data: true for any corridors, year and states."""

from __future__ import annotations

import json
import re
from random import Random

import pytest

from pages.shared import store
from pages.shared.cards.headline import headline_of, year_told
from routes.files.load import LAYERS_DIR
from routes.model.terms import YEARS

RAW = json.loads((LAYERS_DIR / "balance.json").read_text("utf-8"))["years"]
CORRIDORS = tuple(store.library().atlas.corridors)
STATES = {
    "none": (),
    "one": ("RU",),
    "Belarus": ("BY", "RU"),
    "China": ("CN", "RU"),
    "Iran": ("IR",),
    "Kazakhstan": ("KZ",),
    "six": ("AZ", "CN", "GE", "IR", "RU", "TR"),
}
PAIRS = 12
"""Pairs of corridors drawn at random for each year and set of states."""
LONGEST = 190
"""Characters of a lead with one state: two lines and a half at 1,366 pixels."""
TOLD = 0.051
"""Mt by which a number of one decimal may differ from what it tells."""


def chosen(year: int) -> list[tuple[str, ...]]:
    """List every corridor alone, some pairs, all, and none."""
    chance = Random(year)  # noqa: S311  not for secrets
    pairs = [tuple(sorted(chance.sample(CORRIDORS, 2))) for _ in range(PAIRS)]
    return [(), CORRIDORS, *((one,) for one in CORRIDORS), *pairs]


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("year", YEARS)
def test_an_editor_finds_nothing(year: int, name: str) -> None:
    avoid = frozenset(STATES[name])
    for routes in chosen(year):
        for as_article in (False, True):
            said = headline_of(routes, avoid, year, as_article)
            told = f"{said.count} {said.rest}"
            for text in filter(None, (said.lead, said.count, said.cargo, said.rest)):
                plain = text.replace("**", "")
                assert re.match(r"[A-Z0-9]", plain), f"begins with a small letter: {text}"
                assert plain.endswith(".")
                assert not re.search(r"  |\.\.| [,.;:]|\binf\b|\bnan\b|-\d", plain), text
                assert not re.search(
                    r"(?<![\d.])0 of (the )?\d|\b1 corridors|\b1 of the 1\b", plain
                ), text
                assert not re.search(r"only when loaded at .* and .* and .* and .* and", plain), (
                    text
                )
            if it := re.search(r"(crosses|bypass|bypasses|cross) it\b", told):
                assert "territory" in told[: it.start()], f"'it' before a name: {told}"
            if len(avoid) > 1:
                assert not re.search(r"(cross(es)?|bypass(es)?|round) it\b", said.text)
            if len(avoid) == 1:
                assert len(said.lead.replace("**", "")) <= LONGEST
            assert said.lead == headline_of((), avoid, year, as_article).lead


@pytest.mark.parametrize("year", [int(year) for year, one in RAW.items() if one["closes"]])
def test_the_tonnes_of_the_lead_are_those_of_the_balance(year: int) -> None:
    """Added up here from balance.json, way by way: what surely crossed Russia, and by CPC."""
    raw = RAW[str(year)]["estimates"]
    text = headline_of((), frozenset({"RU"}), year).lead
    crossing = ("cpc_atyrau_kropotkin", "bolshoy_chagan_samara", "aktau_makhachkala")
    clean = ("atasu_alashankou", "aktau_baku", "beyneu_kungrad")
    told = re.search(
        r"\*\*at least (\d+) %\*\* .* "
        r"\*\*([\d.]+)(?: to ([\d.]+))? of ([\d.]+)(?:–([\d.]+))? Mt\*\*",
        text,
    )
    assert told, text
    share, low, high, total = int(told[1]), float(told[2]), told[3], float(told[4])
    total_most = float(told[5] or told[4])
    assert total == pytest.approx(raw["kazakhstan"][2 if told[5] is None else 0], abs=TOLD)
    assert total_most == pytest.approx(raw["kazakhstan"][2 if told[5] is None else 1], abs=TOLD)
    surely = sum(raw[way][0] for way in crossing)
    assert low >= surely - TOLD, "no less than the least of each way that crosses, added up"
    assert low <= raw["kazakhstan"][1] - sum(raw[way][0] for way in clean[:1]) + TOLD
    if high:
        assert low <= float(high)
        assert float(high) <= raw["kazakhstan"][1] - raw["atasu_alashankou"][0] + TOLD
    assert share <= 100 * (low + TOLD) / raw["kazakhstan"][0]
    drawn = sum(raw[way][2] for way in crossing) / raw["kazakhstan"][2]
    assert share <= 100 * drawn + 1
    by = re.search(r"([\d.]+)(?: to ([\d.]+))? Mt of it by CPC pipeline", text)
    assert by, text
    assert float(by[1]) == pytest.approx(raw["cpc_atyrau_kropotkin"][0], abs=2 * TOLD)
    assert float(by[2] or by[1]) == pytest.approx(raw["cpc_atyrau_kropotkin"][1], abs=2 * TOLD)
    assert float(by[2] or by[1]) <= float(high or total_most)


def test_of_2022_it_says_what_a_journalist_asks() -> None:
    said = headline_of(
        ("cpc", "btc", "china", "trans_caspian", "rotterdam", "btk", "trans_caspian_pipeline"),
        frozenset({"RU"}),
        2022,
    )
    assert said.lead == (
        "In 2022 **at least 97 %** of Kazakhstan’s oil exports, **62.3 to 62.8 of 64.3 Mt**, "
        "crossed Russian territory, 52.2 Mt of it by CPC pipeline; **1.5 to 1.9 Mt** went round it."
    )
    assert said.count == (
        "**4 of the 6** existing corridors shown bypass Russian territory and carried **3 %** of "
        "the oil."
    )
    assert said.cargo.startswith("Baku–Tbilisi–Kars railway carries cargo")


def test_low_is_no_more_than_high_for_any_states(subtests: pytest.Subtests) -> None:
    for year in YEARS:
        for name, states in STATES.items():
            told = year_told(year, frozenset(states))
            if told.total is None:
                continue
            with subtests.test(year=year, states=name):
                for low, high in (told.share, told.met, told.clean):
                    assert 0 <= low <= high
                assert told.share[1] <= 1
                assert told.met[1] <= told.total[2] + 1e-6
                assert told.met[0] + told.clean[1] >= told.total[0] - 1e-6
                assert told.met[1] + told.clean[0] <= told.total[2] + 1e-6
                assert told.met[0] <= told.share[1] * told.total[2] + 1e-6


def test_what_two_corridors_carried_in_turn_counts_once() -> None:
    both = store.carried(2022, frozenset({"btc", "trans_caspian"}))
    alone = store.carried(2022, frozenset({"trans_caspian"}))
    assert both
    assert alone
    assert both == pytest.approx(alone, abs=1e-4), "its tanker oil is the oil of the pipeline"
    assert store.carried(2022, frozenset({"btk", "cac"})) == (0.0, 0.0)
    assert store.carried(2021, frozenset({"btc"})) is None
    assert store.carried(2019, frozenset({"cpc"})) is None


def test_as_the_article_saw_it_is_2022_whatever_the_year() -> None:
    one = headline_of(("cpc",), frozenset({"RU"}), 2025, True)
    assert one.lead.startswith("In 2022, by later figures, ")
    assert one.lead == headline_of(("cpc",), frozenset({"RU"}), 2019, True).lead
