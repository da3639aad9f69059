"""The tables of a view: every number is the one on the screen, and what is not known is blank."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from pages.shared.frame.take import PICTURES, TABLES
from pages.shared.view.parameter import PAGES, Page
from publish.drawing.picture import parts_of
from publish.take.table import UNITS, Row, Table
from publish.take.tables import features, tables
from publish.viewed import read
from tests.pages.helpers import opened, texts

CLOSED = "closed=cpc_loading:0.3:40:2022-07-06,aktau_port:0.5:10:2022-08-01"
VIEWS: list[tuple[Page, str]] = [
    ("Map", ""),
    ("Map", "routes=cpc,rotterdam,btk,druzhba,trans_caspian_pipeline&avoid=BY,RU&focus=rotterdam"),
    ("Map", "none=avoid&year=2019"),
    ("Map", "none=routes,focus"),
    ("Map", "asof=article&borders=de_facto&focus=china"),
    ("Journeys", ""),
    ("Journeys", "from=khorgos&to=poti&year=2024"),
    ("Journeys", "only=bypass&none=avoid"),
    ("Journeys", "from=kashagan&avoid=CN&year=2021"),
    ("Closure", ""),
    ("Closure", CLOSED),
    ("Closure", f"{CLOSED}&case=paper"),
    ("Trend", ""),
    ("Trend", "avoid=AZ,CN&year=2024"),
    ("Trend", "none=avoid&asof=article"),
    ("Timeline", ""),
    ("Timeline", "order=article&tell=article,later&event=court-order-2022-07-05"),
    ("Story", "step=4"),
    ("Sources", ""),
    ("Sources", "tab=article&find=weather"),
    ("Sources", "tab=figures&focus=btc"),
    ("Sources", "tab=rivals"),
    ("Sources", "tab=events&find=storm"),
    ("Sources", "tab=endnotes"),
    ("Sources", "tab=unsourced"),
    ("Method", ""),
    ("Method", "borders=de_facto"),
]
"""Views over all pages: other states, years, closures, borders, and nothing at all."""


def taken(page: Page, query: str) -> dict[str, Table]:
    """Return the tables of a view by name."""
    return {one.name: one for one in tables(read(page, query))}


def on_screen(page: Page, query: str) -> AppTest:
    """Return the page as it is opened by the link."""
    script = "" if page == "Map" else f"pages/{page}.py"
    return opened(script, **dict(part.split("=", 1) for part in query.split("&") if part))


def text_of(cell: Any) -> str:
    """Return the text of an element."""
    return " ".join(" ".join(cell.itertext()).split())


def grid(app: AppTest, css: str) -> list[list[str]]:
    """Return the cells of the tables that a page draws below a class, row by row."""
    page = html.fromstring(f"<div>{texts(app)}</div>")
    rows = page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {css} ')]//tbody/tr")
    return [[text_of(cell) for cell in row.xpath("./th|./td")] for row in rows]


def same(shown: str, value: object) -> bool:
    """Return whether a number on the screen is a value, rounded as the screen shows it."""
    found = re.search(r"-?[\d,]*\.?\d+", shown.replace("−", "-"))
    if found is None or not isinstance(value, int | float):
        return False
    decimals = len(found[0].partition(".")[2])
    off = abs(float(found[0].replace(",", "")) - value)
    return off <= 0.5 * 0.1**decimals + 1e-9


def test_views_are_of_all_pages() -> None:
    assert {page for page, _ in VIEWS} == set(PAGES)


def test_every_table_is_laid_out_and_explained(subtests: pytest.Subtests) -> None:
    for page, query in VIEWS:
        with subtests.test(page=page, query=query):
            found = taken(page, query)
            # The control offers these, and no other.
            assert tuple(found) == TABLES[page]
            assert set(parts_of(read(page, query))) <= set(PICTURES[page])
            meant = {str(row["key"]): str(row["is"]) for row in found["about"].rows}
            for name, one in found.items():
                names = [column.name for column in one.columns]
                assert len(set(names)) == len(names)
                assert all(column.what for column in one.columns)
                assert all(set(row) <= set(names) for row in one.rows)
                for column in one.columns if name != "about" else ():
                    assert column.what in meant[f"{name}.{column.name}"]
                    assert column.unit in {"", *UNITS.values()}
            assert meant["data_version"] in meant["permalink"]
            assert meant["sentence"]
            assert "CC BY 4.0" in meant["licence"]
            assert "January 2026" in meant["coverage"]


def test_every_figure_has_a_source_or_says_that_there_is_none(subtests: pytest.Subtests) -> None:
    seen = 0
    for page, query in VIEWS:
        with subtests.test(page=page, query=query):
            rows = taken(page, query)["figures"].rows
            seen += len(rows)
            for row in rows:
                assert row["value_unit"]
                assert row["source_id"] == "unsourced" or (row["publisher"] and row["source_title"])
    assert seen > 1000


def test_nothing_that_is_not_known_is_nought(subtests: pytest.Subtests) -> None:
    """What moved is blank where no figure tells, and the note says why."""
    blank = 0
    for query in ("year=2019", "year=2023", "year=2022&routes=druzhba,btk,bfc,rotterdam"):
        for row in taken("Map", query)["shown"].rows:
            with subtests.test(query=query, corridor=row["corridor_id"]):
                if row.get("moved_mt_high") is None:
                    blank += 1
                    assert row["note"]
                    assert row.get("share_percent_high") is None
    assert blank


def _corridors(app: AppTest, found: Mapping[str, Table]) -> None:
    rows = grid(app, "mv-table")
    assert len(rows) == len(found["shown"].rows)
    for cells, row in zip(rows, found["shown"].rows, strict=True):
        name, verdict, inside, moved, km, status, _ = cells
        assert (name, status) == (row["corridor"], row["status"])
        assert verdict.endswith(str(row["verdict_words"]))
        assert same(km, row["length_km"])
        if row.get("soil_km") is None:
            assert inside == "–"
        else:
            assert same(inside.split("–")[-1], row["soil_km"])
        low, high = row.get("moved_mt_low"), row.get("moved_mt_high")
        assert (low is None) == (not re.search(r"\d", moved))
        if low is not None:
            first, *_, last = re.split(
                " to |–", f"{moved} to {moved}" if " to " not in moved else moved
            )
            drawn = row["moved_mt_drawn"]
            assert same(first, low) or same(first, drawn)
            assert same(last, high) or same(last, drawn)
    tests = [row for row in found["tests"].rows if row["branch"] is None]
    drawn_tests = grid(app, "mv-tests")[: len(tests)]
    assert len(drawn_tests) == len(tests)
    for cells, row in zip(drawn_tests, tests, strict=True):
        assert cells[0] == row["question"]
        # The number stands for the answer, or beside it.
        told = re.match(r"[\d,.]+", cells[1]) or re.match(r"[\d,.]+", cells[2])
        if told and row["value"] and row["value_least"] is None:
            assert same(told[0], row["value"])


def _journeys(app: AppTest, found: Mapping[str, Table]) -> None:
    data = next(
        one
        for one in map(_data, app.get("bidi_component"))
        if {"columns", "rows", "beside"} <= set(one)
    )
    heads = [head["text"] for head in data["columns"]]
    rows = found["shown"].rows
    assert [row["id"] for row in data["rows"]] == [row["journey_id"] for row in rows]
    assert [r["journey_id"] for r in rows if r["on_map"]] == [
        one for one in (data["on"], data["beside"]) if one
    ]
    for drawn, row in zip(data["rows"], rows, strict=True):
        cells = [cell["text"] for cell in drawn["cells"]]
        assert drawn["badge"] == row["verdict_words"]
        by_head = dict(zip(heads[2:], cells, strict=False))
        assert same(cells[-1], row["transfers"])
        km = [text for head, text in by_head.items() if head.lower().startswith(("km", "length"))]
        assert km or "length_km" in row
        numbers = [text for text in cells if re.fullmatch(r"[\d,.]+", text)]
        assert any(same(text, row["length_km"]) for text in numbers)
        if row.get("soil_km") is not None:
            assert same(cells[-3], row["soil_km"])
            assert same(cells[-2], row["ground_km"])
        if row.get("moved_mt_most"):
            assert any(same(cell, row["moved_mt_most"]) for cell in cells[:1]) or re.search(
                rf"{float(str(row['moved_mt_most'])):.3g}", cells[0]
            )


def _data(element: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(element.proto.json or "{}")
    return data


def _closure(app: AppTest, found: Mapping[str, Table]) -> None:
    rows = grid(app, "mv-closure")
    assert rows
    by_name: dict[str, Row] = {}
    for row in found["shown"].rows:
        by_name.setdefault(str(row["element"]), row)
    told = 0
    for cells in rows:
        if len(cells) < 3:
            continue  # a heading
        name = next(
            (n for n in sorted(by_name, key=len, reverse=True) if cells[0].startswith(n)), None
        )
        assert name, cells
        row = by_name[name]
        closed = row.get("during_mt_as_seen") is not None
        value = row["before_mt"] if closed else row.get("moved_mt_drawn")
        if value is None:
            assert not re.search(r"\d", cells[1])
            continue
        told += 1
        assert same(cells[1], value)
        if closed:
            case = "as_seen" if "case=paper" not in str(found["about"].rows) else "on_paper"
            assert same(cells[2], row[f"during_mt_{case}"])
    assert told > 3


def _trend(app: AppTest, found: Mapping[str, Table]) -> None:
    rows = {cells[0]: cells[1:] for cells in grid(app, "mv-trend")}
    years = [row["year"] for row in found["shown"].rows]
    by_way: dict[str, dict[object, Row]] = {}
    for row in found["ways"].rows:
        by_way.setdefault(str(row["element"]), {})[row["year"]] = row
    assert by_way
    for name, of_year in by_way.items():
        for year, text in zip(years, rows[name], strict=True):
            told = of_year.get(year)
            assert (told is None) == (not re.search(r"\d", text))
            if told is not None:
                assert same(text, told["out_mt_drawn"])
    for year, row in zip(years, found["shown"].rows, strict=True):
        if row.get("left_mt_drawn") is None:
            assert row["gap"], year


def _timeline(app: AppTest, found: Mapping[str, Table]) -> None:
    data = next(
        one for one in map(_data, app.get("bidi_component")) if {"tellers", "orders"} <= set(one)
    )
    tell = set(data["on"]["tell"])
    drawn = [row["id"] for row in data["rows"] if row["teller"] in tell]
    rows = found["shown"].rows
    assert sorted(drawn) == sorted(str(row["event_id"]) for row in rows)
    chosen = [row["event_id"] for row in rows if row["on_map"]]
    assert chosen in ([data["on"]["event"]], [])
    assert [row["event_id"] for row in found["event"].rows] == [data["on"]["event"]]


def _story(app: AppTest, found: Mapping[str, Table]) -> None:
    shown = text_of(html.fromstring(f"<div>{texts(app)}</div>"))
    assert found["shown"].rows
    for row in found["shown"].rows:
        assert " ".join(str(row["says_map"]).split()) in shown
    for row in found["quotes"].rows:
        assert " ".join(str(row["text"]).split()) in shown


def _sources(app: AppTest, found: Mapping[str, Table]) -> None:
    """Hold the rows against the number of what was found, which the list's name tells."""
    rows = found["shown"].rows
    shown = texts(app)
    tab = app.radio(key="tab").value
    counts = {o: int(re.findall(r"\d+", o)[-1]) for o in app.radio(key="tab").options}
    position = ("sources", "article", "figures", "rivals", "events", "endnotes", "unsourced")
    number = list(counts.values())[position.index(str(tab))]
    if tab == "rivals":
        assert len({row["question"] for row in rows}) == number
    else:
        assert len(rows) == number
    if tab == "article":
        plain = text_of(html.fromstring(f"<div>{shown}</div>"))
        assert all(" ".join(str(row["text"]).split()) in plain for row in rows)


def _method(app: AppTest, found: Mapping[str, Table]) -> None:
    shown = text_of(html.fromstring(f"<div>{texts(app)}</div>"))
    rows = found["lengths"].rows
    assert len(rows) > 10
    assert all(f"{row['published_km']:,.0f}" in shown for row in rows)
    assert all(f"{row['map_km']:,.0f}" in shown for row in rows)


SCREENS: Mapping[Page, Callable[[AppTest, Mapping[str, Table]], None]] = {
    "Map": _corridors,
    "Journeys": _journeys,
    "Closure": _closure,
    "Trend": _trend,
    "Timeline": _timeline,
    "Story": _story,
    "Sources": _sources,
    "Method": _method,
}


def test_numbers_are_those_on_the_screen(subtests: pytest.Subtests) -> None:
    assert set(SCREENS) == set(PAGES)
    for page, query in VIEWS:
        with subtests.test(page=page, query=query):
            app = on_screen(page, query)
            assert not app.exception
            SCREENS[page](app, taken(page, query))


HOSTILE = (
    "routes=" + "cpc," * 5000,
    "avoid=%00,%FF,<script>&year=1e999&z=nan&lat=inf",
    "focus=../../etc/passwd&find=%3Cimg src=x%3E&tab=figures",
    "closed=cpc:-1:9999:0000-00-00,,,::::",
    "journey=zzzz&beside=zzzz&from=nowhere&to=nowhere",
    "from=khorgos&to=rotterdam&only=bypass&avoid=KZ,RU,CN,AZ",
    "event=none&order=&tell=&none=tell,order,routes,focus,avoid",
    "step=99999&borders=mars&lang=xx&asof=never&case=worst",
    "find=" + "%F0%9F%98%80" * 80 + "&tab=rivals",
    "none=" + ",".join(["focus", "routes", "avoid", "closed"] * 99),
    "&&&===%%%&v=99&d=%0d%0aX:y",
)


def test_a_hostile_view_raises_nothing(subtests: pytest.Subtests) -> None:
    for page in (*PAGES, "../Sources", "%00"):
        for query in HOSTILE:
            with subtests.test(page=page, query=query[:60]):
                viewed = read(page, query)
                found = tables(viewed)
                assert found[0].name == "shown"
                assert found[-1].name == "about"
                features(viewed)


def test_what_cannot_be_read_is_said_in_about() -> None:
    about = taken("Map", "year=1066&focus=atlantis")["about"]
    told = [str(row["is"]) for row in about.rows if str(row["key"]).startswith("notice")]
    assert any("1066" in text for text in told)
    assert any("atlantis" in text for text in told)


def test_features_are_what_the_map_shows(subtests: pytest.Subtests) -> None:
    for page, query in VIEWS:
        frame = features(read(page, query))
        with subtests.test(page=page, query=query):
            assert frame.crs == "EPSG:4326"
            mapped = page not in {"Trend", "Sources", "Method"}
            assert bool(len(frame)) == (mapped and query != "none=routes,focus")
            lines = frame[frame["feature"] == "line"]
            # The pieces of a leg make it whole, one after the other.
            for _, pieces in lines.groupby("leg_id"):
                assert list(pieces["piece"]) == list(range(1, len(pieces) + 1))
                length = pieces["length_km"].iloc[0]
                assert abs(pieces["piece_km"].sum() - length) < 0.05
                ends = [line.coords for line in pieces.geometry]
                assert all(a[-1] == b[0] for a, b in pairwise(ends))


def test_kilometres_inside_are_those_of_the_verdict() -> None:
    """The pieces on Russian land add up to the number on the badge."""
    viewed = read("Map", "routes=cpc&avoid=RU&focus=cpc")
    frame = features(viewed)
    inside = frame[(frame["side"] == "inside") & (frame["zone"] == "land")]
    soil = {one.name: one for one in tables(viewed)}["shown"].rows[0]["soil_km"]
    assert isinstance(soil, float)
    assert inside["piece_km"].sum() == pytest.approx(soil, abs=0.06)
