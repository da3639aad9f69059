"""What is known of Kazakh oil on a way, on the committed data and on rows of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from routes.evidence.moment import Moment
from routes.files.load import load_atlas, load_tables
from routes.model.rows import Use
from routes.model.tables import Table
from routes.network.journeys import Journey, journeys, rank, whole_year
from routes.network.uses import KNOWN, Uses
from tests.routes.network.test_network import PAIRS

ATLAS, TABLES = load_atlas(), load_tables()
RU = frozenset({"RU"})


def found(origin: str, market: str, year: int) -> list[Journey]:
    return journeys(ATLAS, TABLES, origin, market, RU, moment=Moment(year))


def way(origin: str, market: str, year: int, *through: str) -> Journey:
    (one,) = (j for j in found(origin, market, year) if set(through) <= set(j.ids))
    return one


@pytest.mark.parametrize(
    ("origin", "market", "through", "year", "known", "most"),
    [
        # Of 1.392 Mt by BTC in 2023 Tengiz had 1.057, of 56 by CPC 27.46.
        ("tengiz", "turkey", "btc", 2023, "in_year", 1.057),
        ("tengiz", "rotterdam", "cpc_atyrau_kropotkin", 2023, "in_year", 27.463081),
        # By Batumi nothing is known for 2023; what left Aktau for Baku is the most.
        ("tengiz", "georgia", "samtredia_batumi", 2023, "before", 1.057),
        ("kashagan", "turkey", "btc", 2023, "in_year", 1.392),
        # A test cargo of 2023 is the first: before it nobody had sent any by rail.
        ("kashagan", "turkey", "btc", 2022, "possible", 0.25),
        # No source tells of oil of Karachaganak in tank cars.
        ("karachaganak", "turkey", "btc", 2023, "possible", 1.392),
        ("karachaganak", "schwedt", "unecha_schwedt", 2023, "in_year", 0.993),
        ("tengiz", "rotterdam", "baku_supsa", 2021, "never", 0.0),
        ("tengiz", "rotterdam", "sangachal_makhachkala", 2023, "never", 0.0),
        # In 2023 the ministry counted oil for Uzbekistan for nine months only.
        ("kashagan", "uzbekistan", "beyneu_kungrad", 2023, "in_year", None),
        ("kashagan", "china", "atasu_alashankou", 2025, "before", 1.1),
    ],
)
def test_what_is_known(
    origin: str, market: str, through: str, year: int, known: str, most: float | None
) -> None:
    ways = [j.used for j in found(origin, market, year) if through in j.ids]
    if through == "samtredia_batumi":
        ways = ways[:1]
    (used,) = ways
    assert used is not None
    assert (used.known, used.most_mt, used.year) == (known, most, year)


def test_a_way_that_nobody_took_stands_before_none_that_was_taken() -> None:
    """For each verdict, between all gates and in all years with figures."""
    compared = 0
    for origin, market in PAIRS:
        for year in (2021, 2023, 2025):
            of_verdict: dict[str, list[int]] = {}
            for journey in found(origin, market, year):
                if journey.used:
                    known = of_verdict.setdefault(journey.judged.verdict, [])
                    known.append(KNOWN.index(journey.used.known))
            for known in of_verdict.values():
                # in_year and before both were taken; then possible, then never
                assert known == sorted(known)
                compared += len(known) > 1
    assert compared > 20


def test_cargo_has_no_oil_on_it() -> None:
    cargo = found("dostyk", "rotterdam", 2023)
    assert cargo
    assert all(journey.used is None for journey in cargo)
    assert cargo == sorted(cargo, key=rank)


def test_the_year_of_the_article_is_the_last_that_was_over() -> None:
    assert whole_year(Moment(2022, as_article=True)) == 2021
    assert whole_year(Moment(2022)) == 2022


def used(rows: Sequence[Use], origin: str = "tengiz", year: int = 2023) -> tuple[str, float | None]:
    tables = replace(
        TABLES,
        uses=Table("made up", tuple(rows), tuple(range(2, 2 + len(rows)))),
        capacities=Table("made up", (), ()),
    )
    legs = [ATLAS.legs["tengiz_beyneu"], ATLAS.legs["beyneu_mangystau"]]
    one = Uses(ATLAS, tables, origin, year).of(legs, ())
    return one.known, one.most_mt


def row(leg: str, years: str, carried: str = "yes", origin: str = "", figures: str = "") -> Use:
    cells = {"element_id": leg, "years": years, "carried": carried, "source_id": "someone"}
    cells |= {"origin_id": origin} if origin else {}
    return Use.model_validate(cells | ({"figures": figures} if figures else {}))


def test_rows_by_hand() -> None:
    """A line that stands there proves nothing; another field's oil is no evidence."""
    both = [row("tengiz_beyneu", "2023"), row("beyneu_mangystau", "2023")]
    assert used([]) == ("possible", None)
    assert used(both[:1]) == ("possible", None)
    assert used(both) == ("in_year", None)
    assert used(both, year=2024) == ("before", None)
    assert used(both, year=2022) == ("possible", None)
    assert used([both[0], row("beyneu_mangystau", "2023", origin="kashagan")])[0] == "possible"
    assert used([both[0], row("beyneu_mangystau", "2000..2023", "no")]) == ("never", 0.0)
    assert used([*both, row("beyneu_mangystau", "2000..2020", "no")])[0] == "in_year"


def test_a_figure_of_a_part_of_the_year_bounds_nothing() -> None:
    whole = "btc:kazakh_oil:trend_menafn_20240115:2023@1.057"
    part = "btc:kazakh_oil:azvision_20240718:2024-01..2024-06"
    legs = ("tengiz_beyneu", "beyneu_mangystau")
    assert used([row(leg, "2023", origin="tengiz", figures=whole) for leg in legs])[1] == 1.057
    rows = [row(leg, "2024", origin="tengiz", figures=part) for leg in legs]
    assert used(rows, year=2024) == ("in_year", None)
