"""The card holds every answer, with its number and its source, and escapes what it is given."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from pages.shared.cards.corridor import (
    CARD,
    FigureRow,
    corridor_card,
    corridor_html,
    oil_rows,
)
from pages.shared.cards.ribbon import segments
from pages.shared.store import CorridorAnswer
from routes.evidence.key_figures import KeyFigure, key_figures
from routes.evidence.lengths import Compared, compare
from routes.evidence.moment import Moment, of_corridor, standings
from routes.evidence.subjects import cargo_carriers
from routes.files.load import load_atlas, load_tables
from routes.geometry.ribbon import unroll
from routes.model.atlas import Atlas
from routes.model.rows import Figure
from routes.model.terms import YEARS
from routes.model.units import in_mtpa
from routes.verdict.judge import judge_corridor
from routes.verdict.ownership import owners_of
from routes.verdict.tests import TESTS

ATLAS, TABLES = load_atlas(), load_tables()
OWNERS = owners_of(TABLES, ATLAS.state_names)
CARGO = cargo_carriers(TABLES)
RU = frozenset({"RU"})


def answered(
    corridor_id: str, avoid: frozenset[str] = RU, year: int = 2022, atlas: Atlas = ATLAS
) -> CorridorAnswer:
    """Ask the engine about a corridor, with nothing kept."""
    corridor = atlas.corridors[corridor_id]
    events = tuple(event for event in TABLES.events if event.date.startswith(str(year)))
    return CorridorAnswer(
        corridor_id=corridor_id,
        avoid=avoid,
        moment=Moment(year),
        judged=judge_corridor(atlas, corridor_id, avoid, OWNERS, TABLES.jurisdictions.rows),
        standing=of_corridor(
            atlas, corridor_id, standings(atlas, TABLES.events.rows, Moment(year))
        ),
        events=events,
        ribbons=tuple(unroll(atlas, branch, events) for branch in corridor.branches),
        figures=tuple(key_figures(TABLES.figures, (corridor_id, *corridor.leg_ids), year, CARGO)),
        lengths=tuple(compare(ATLAS, TABLES.figures, TABLES.stretches)),
        registers=OWNERS.along(atlas.legs_of(corridor_id)),
    )


def rendered(corridor_id: str, atlas: Atlas = ATLAS) -> str:
    return CARD.fill(corridor_card(atlas, TABLES, answered(corridor_id, atlas=atlas)))


def test_a_card_has_every_test_with_an_answer(subtests: pytest.Subtests) -> None:
    assert ATLAS.corridors
    for corridor_id in ATLAS.corridors:
        with subtests.test(corridor=corridor_id):
            text = rendered(corridor_id)
            answers = re.findall(r'<td><span class="mv-answer (yes|no|cannot_tell|depends)">', text)
            assert len(answers) == len(TESTS)
            assert "undefined" not in text.lower()
            assert "None" not in text


def test_a_ribbon_is_as_long_as_its_path(subtests: pytest.Subtests) -> None:
    assert ATLAS.corridors
    for corridor_id in ATLAS.corridors:
        with subtests.test(corridor=corridor_id):
            for branch in ATLAS.corridors[corridor_id].branches:
                ribbon = unroll(ATLAS, branch)
                length = sum(ATLAS.legs[leg].length_km for leg in branch)
                assert ribbon.length_km == pytest.approx(length)
                assert sum(part.km for part in ribbon.stretches) == pytest.approx(length, rel=1e-5)
                drawn = segments(ribbon, RU, ATLAS.state_names)
                assert sum(part.percent for part in drawn) == pytest.approx(100, abs=0.01)
                assert [mark.km for mark in ribbon.places] == sorted(
                    mark.km for mark in ribbon.places
                )


def test_a_line_is_drawn_above_the_first_row_of_exposure() -> None:
    """Rows say what they are part of, in the order of the registry; one begins the exposure."""
    parts = re.findall(r'<tr class="(headline|exposure[a-z ]*)">', rendered("cpc"))
    assert parts == ["headline"] * 3 + ["exposure begin"] + ["exposure"] * 2
    assert "<h3>Six tests: avoiding Russia</h3>" in rendered("cpc")
    assert "The first three make the verdict." in rendered("cpc")


def test_every_figure_of_a_card_names_a_source() -> None:
    text = rendered("cpc")
    figures = re.findall(r"<div><dt>.*?</dd></div>", text, re.DOTALL)
    shown = [row for row in figures if "stated" in row]
    assert len(shown) >= 4
    assert all("<a href=" in row or "unsourced" in row for row in shown)


def test_no_figure_stands_twice(subtests: pytest.Subtests) -> None:
    """`btc` is a corridor and its only leg: their figures are the same rows."""
    assert ATLAS.corridors
    for corridor_id in ATLAS.corridors:
        with subtests.test(corridor=corridor_id):
            found = key_figures(
                TABLES.figures, (corridor_id, *ATLAS.corridors[corridor_id].leg_ids), 2022
            )
            told = [(figure.subject_id, figure.label) for figure in found]
            assert len(told) == len(set(told))


def test_quotes_stand_verbatim_with_their_endnote() -> None:
    text = unescape(rendered("cpc"))
    quotes = [q for q in TABLES.quotes if "cpc" in q.subject_ids.split("|")]
    assert len(quotes) >= 5
    for quote in quotes:
        assert f"“{quote.text}{'' if quote.text.endswith('”') else '”'}</p>" in text
        assert not quote.endnote or f"endnote {quote.endnote}" in text


def test_the_avoided_part_of_the_ribbon_is_marked() -> None:
    ribbon = unroll(ATLAS, ATLAS.corridors["cpc"].branches[0])
    parts = segments(ribbon, RU, ATLAS.state_names)
    assert [part.css for part in parts] == ["out land", "in land", "in territorial_sea"]


def test_what_is_given_is_escaped() -> None:
    """A name that holds markup comes out as text."""
    atlas = ATLAS.__class__(
        ATLAS.data_version,
        ATLAS.corridors,
        ATLAS.legs,
        ATLAS.places,
        {**ATLAS.state_names, "RU": "<script>alert(1)</script>"},
    )
    text = rendered("cpc", atlas)
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_nothing_is_lost_by_folding_a_card(subtests: pytest.Subtests) -> None:
    """Whatever stands behind a summary is still all there, and nothing stands twice."""
    assert ATLAS.corridors
    for corridor_id in ATLAS.corridors:
        with subtests.test(corridor=corridor_id):
            text = unescape(rendered(corridor_id))
            legs = ATLAS.corridors[corridor_id].leg_ids
            figures = key_figures(TABLES.figures, (corridor_id, *legs), 2022)
            assert text.count("<div><dt>") == len(figures)
            assert text.count("<blockquote") == sum(
                bool({corridor_id, *legs} & set(q.subject_ids.split("|"))) for q in TABLES.quotes
            )
            direct = [
                e
                for e in TABLES.events
                if e.date.startswith("2022") and corridor_id in e.subject_ids.split("|")
            ]
            assert all(text.count(f"</b> {event.title} ") == 1 for event in direct)


def test_what_the_article_tells_stands_open_and_the_rest_is_folded() -> None:
    text = rendered("cpc")
    opened = re.sub(r"<details class=\"mv-more\">.*?</ul>\s*</details>", "", text, flags=re.DOTALL)
    assert opened != text
    told = {
        e.title: e.in_article
        for e in TABLES.events
        if e.date.startswith("2022") and "cpc" in e.subject_ids.split("|")
    }
    assert {"yes", "no"} == set(told.values())
    for title, named in told.items():
        assert (f"</b> {title} " in unescape(opened)) == (named == "yes"), title


def test_the_share_on_the_map_is_of_the_published_length() -> None:
    """The map cuts corners: 940 km of 1,000 published are 94 % of them, not 106."""
    answer = answered("cpc")
    length = Figure(
        subject_id="cpc",
        quantity="length_km",
        value=1000,
        unit="km",
        source_id="unsourced",
        period=None,
        as_of=None,
        locator=None,
        note=None,
    )
    figures = (KeyFigure("cpc", "Length, published", length, ()),)
    lengths = (
        Compared("cpc", "CPC", "Tengiz–sea", "KZ", 500.0, "unsourced", "", 300.0, 0.6),
        Compared("cpc", "CPC", "Tengiz–sea", "", 1000.0, "unsourced", "", 940.0, 0.94),
    )
    card = corridor_card(ATLAS, TABLES, replace(answer, figures=figures, lengths=lengths))
    assert [figure.on_map for figure in card.figures] == [
        "Tengiz–sea; on the map 940 km, 94.0 % of it"
    ]
    assert "<span>Tengiz–sea; on the map 940 km, 94.0 % of it</span>" in CARD.fill(card)


def figures_of(corridor_id: str, year: int) -> dict[str, FigureRow]:
    """Return the numbers of a card by their labels."""
    card = corridor_card(ATLAS, TABLES, answered(corridor_id, year=year))
    return {row.label: row for row in (*card.figures, *card.more_figures)}


def test_figures_that_stand_together_are_of_one_year_or_say_which() -> None:
    """34.9 Mt of 2010 stood above "of it Kazakh oil 53.1 Mt", of 2021: a part above its whole."""
    then = figures_of("cpc", 2021)
    assert then["Throughput in 2021"].value == "60.7 Mt"
    assert then["of it Kazakh oil in 2021"].value == "53.1 Mt"
    assert not any(row.marks for row in then.values())
    before = figures_of("cpc", 2020)
    assert before["Throughput in 2010"].value == "34.9 Mt"
    assert before["Throughput in 2010"].marks == ("no figure for 2020: this is the last before it",)
    later = figures_of("cpc", 2022)
    assert later["Throughput in 2022"].value == "58.71 Mt"
    assert later["of it Kazakh oil in 2022"].value == "52.2 Mt"
    assert not any(row.marks for row in later.values())


def test_no_part_stands_without_its_whole(subtests: pytest.Subtests) -> None:
    """Whatever the year, a part is of the year of the throughput above it, and not above it."""
    parts = 0
    for corridor_id, corridor in ATLAS.corridors.items():
        for year in YEARS:
            with subtests.test(corridor=corridor_id, year=year):
                subjects = (corridor_id, *corridor.leg_ids)
                found = key_figures(TABLES.figures, subjects, year, CARGO)
                of = {(f.subject_id, f.label): f.first for f in found}
                for (subject, label), part in of.items():
                    if not label.startswith("of it"):
                        continue
                    parts += 1
                    whole = of[subject, f"Throughput in {label[-4:]}"]
                    assert part.period == whole.period == label[-4:]
                    assert in_mtpa(part.value, part.unit) <= in_mtpa(whole.value, whole.unit)
    assert parts >= 5


def test_cargo_is_no_throughput_beside_oil(subtests: pytest.Subtests) -> None:
    rows = figures_of("trans_caspian", 2022)
    assert rows["Cargo carried in 2022"].value == "1.5 Mt"
    assert {"trans_caspian", "btk", "aktau_alat"} <= CARGO
    assert not CARGO & {"cpc", "btc", "rotterdam", "aktau_baku", "beyneu_mangystau"}
    for corridor_id in ("trans_caspian", "btk"):
        with subtests.test(corridor=corridor_id):
            card = corridor_card(ATLAS, TABLES, answered(corridor_id, year=2024))
            assert card.figures
            assert not any("hroughput" in row.label for row in card.figures)


def test_how_far_a_source_was_read_stands_beside_its_number() -> None:
    text = rendered("cpc")
    excerpts = {row.source_id for row in TABLES.sources if "excerpt" in (row.access or "")}
    shown = key_figures(TABLES.figures, ("cpc", *ATLAS.corridors["cpc"].leg_ids), 2022, CARGO)
    marked = [figure for figure in shown if figure.first.source_id in excerpts]
    assert marked
    assert text.count("<summary>excerpt</summary>") == len(marked)
    assert "only what a search showed was read" in text


def test_places_from_general_knowledge_are_counted_on_the_card(subtests: pytest.Subtests) -> None:
    assert ATLAS.corridors
    for corridor_id in ATLAS.corridors:
        with subtests.test(corridor=corridor_id):
            legs = [
                leg for leg in TABLES.legs if leg.leg_id in ATLAS.corridors[corridor_id].leg_ids
            ]
            ends = {leg.tail for leg in legs} | {leg.head for leg in legs}
            rows = [row for row in TABLES.places if row.place_id in ends]
            general = sum(row.source_id == "general_knowledge" for row in rows)
            said = re.search(r"(\d+) of its (\d+) places", rendered(corridor_id))
            assert (said is not None) == (general > 0)
            if said:
                assert (int(said[1]), int(said[2])) == (general, len(rows))


def test_what_moved_through_an_idle_line_is_said_with_what_it_means() -> None:
    """90 thousand t, at 7.33 barrels a tonne and 145,000 barrels a day, are 4.5 days' work."""
    row = figures_of("baku_supsa", 2024)["Throughput in 2024"]
    assert row.value == "90 thousand t"
    assert [rival.value for rival in row.rivals] == ["1 million bbl"]
    idle = (
        "idle since May 2022, and yet this moved in 2024: as much as 5 days at the capacity "
        "shown. Idle means no regular service, not that nothing moved"
    )
    assert row.marks == (idle,)
    assert row.note.startswith("Azerbaijan's ministry of energy")
    after = figures_of("baku_supsa", 2025)["Throughput in 2024"]
    assert after.marks == ("no figure for 2025: this is the last before it", *row.marks)
    assert not any(row.marks for row in figures_of("baku_supsa", 2019).values())


def test_a_length_is_compared_with_the_stretch_it_was_published_for() -> None:
    """838 km are Baku–Kars; the map draws 2,391 km, to Istanbul."""
    row = figures_of("btk", 2024)["Length, published"]
    legs = ("baku_alat", "alat_tbilisi", "tbilisi_akhalkalaki", "akhalkalaki_kars")
    along = sum(ATLAS.legs[leg].length_km for leg in legs)
    assert row.value == "838 km"
    assert row.on_map == (f"Baku–Kars; on the map {along:,.0f} km, {100 * along / 838:.1f} % of it")
    card = corridor_card(ATLAS, TABLES, answered("btk", year=2024))
    (ribbon,) = card.ribbons
    whole = sum(ATLAS.legs[leg].length_km for leg in ATLAS.corridors["btk"].branches[0])
    assert ribbon.part
    assert ribbon.part.start == 0
    assert ribbon.part.percent == pytest.approx(100 * along / whole)
    assert "published length: Baku–Kars" in CARD.fill(card)


def test_another_way_is_not_compared() -> None:
    row = figures_of("baku_novorossiysk", 2022)["Length, published"]
    drawn = sum(leg.length_km for leg in ATLAS.legs_of("baku_novorossiysk"))
    assert row.on_map == (
        "Baku–Novorossiysk by Grozny, as it was in 1997; the map draws the bypass of Chechnya "
        f"that was built later, {drawn:,.0f} km: not compared"
    )
    compared = {one.subject_id for one in compare(ATLAS, TABLES.figures, TABLES.stretches)}
    assert "baku_novorossiysk" not in compared
    assert {"btk", "cpc", "btc"} <= compared


def test_every_comparison_names_its_stretch(subtests: pytest.Subtests) -> None:
    rows = compare(ATLAS, TABLES.figures, TABLES.stretches)
    assert rows
    for row in rows:
        with subtests.test(subject=row.subject_id, km=row.published_km):
            assert "–" in row.stretch
    assert {row.stretch for row in rows if row.subject_id == "cpc"} == {"Tengiz–CPC terminal"}


def test_the_card_leads_with_the_oil_of_the_year() -> None:
    """What is known, its share, and the room for it; cargo and gas have none of it."""
    rows = [(row.label, row.value, row.note) for row in oil_rows("cpc", 2022)]
    assert rows[0] == ("Kazakh oil in 2022", "52.2 Mt", "81 % of what left")
    assert rows[1][0] == "Capacity for it"
    assert rows[1][1].endswith(" Mt a year")
    assert rows[1][2].startswith("set by CPC, ")
    assert oil_rows("cpc", 2019)[0].value == "not known"
    assert oil_rows("rotterdam", 2022)[0].value == "not known"
    assert len(oil_rows("trans_caspian", 2022)) == 1, "of branches no one capacity is told"
    assert oil_rows("btk", 2022) == oil_rows("cagp", 2022) == ()
    assert oil_rows("baku_supsa", 2022)[0].value == "0 Mt"
    page = corridor_html("cpc", frozenset({"RU"}), 2022)
    order = [page.index(word) for word in ("Kazakh oil in 2022", "Figures", "Who ", "Six tests")]
    assert order == sorted(order)
    assert "mv-oil" not in corridor_html("cpc", frozenset({"RU"}), 2022, True)


def test_a_test_says_how_much_there_is_and_no_sign_fights_its_word() -> None:
    """Never "✓ no" nor "✕ yes"."""
    text = rendered("cpc")
    answers = re.findall(r'<span class="mv-answer (\w+)">([^<]*)</span>', text)
    assert re.fullmatch(r"1,0\d\d km", answers[0][1])
    assert answers[1] == ("yes", "1 place") or answers[1][0] == "yes"
    clean = re.findall(r'<span class="mv-answer no">([^<]*)</span>', rendered("btc"))
    assert clean
    assert set(clean) <= {"none", "no"}
    sheet = (Path(__file__).resolve().parents[3] / "static" / "app.css").read_text("utf-8")
    assert not re.search(r"mv-answer\.(yes|no)::before \{\s*content: \"[✓✕]", sheet)
