"""The sources page without a browser: URL in, elements out, URL out."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.cards.citations import Citations
from pages.shared.cards.rivals import SETS, RivalSets, rival_set
from pages.shared.cards.sources import sources_html
from pages.shared.view.kinds import clean_text
from pages.shared.view.model import FIND_AT_MOST, View
from routes.evidence.rivals import published, rival_sets
from routes.evidence.search import Index
from routes.evidence.sources import Basis, Rest, bases, cited, weightiest
from routes.evidence.subjects import concerned
from routes.files.load import load_atlas, load_tables
from routes.model.rows import Figure, Source

ROOT = Path(__file__).resolve().parents[3]
TABLES, ATLAS = load_tables(), load_atlas()
VIEW = View(routes=("cpc",))
INDEX = Index(TABLES)


def opened(**params: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page("pages/Sources.py")
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def entries(app: AppTest) -> list[str]:
    return re.findall(r'id="source-([a-z0-9_]+)"', texts(app))


def test_it_begins_with_how_much_there_is() -> None:
    text = texts(opened())
    unsourced = sum(row.source_id == "unsourced" for row in TABLES.figures)
    assert f"<b>{len(TABLES.sources) - 1}</b> sources, <b>{len(TABLES.figures)}</b> figures" in text
    assert f"<b>{unsourced}</b> figures without a source" in text
    assert "<b>45</b> endnotes" in text


def test_a_bare_address_shows_all_corridors() -> None:
    app = opened()
    assert app.selectbox(key="focus").value is None
    assert f"All {len(TABLES.sources) - 1} sources" in texts(app)
    assert len(entries(app)) == 40
    next(button for button in app.button if "Show all" in button.label).click().run()
    assert len(entries(app)) == len(TABLES.sources) - 1


def test_every_endnote_is_there_with_its_passages() -> None:
    text = unescape(texts(opened(tab="endnotes")))
    for note, quotes in cited(TABLES):
        assert f'id="endnote-{note.number}"' in text
        assert note.reference in text
        assert all(f"“{quote.text}" in text for quote in quotes)
    assert len(cited(TABLES)) == 45
    told = [quote for _, quotes in cited(TABLES) for quote in quotes]
    assert len(told) == sum(bool(quote.endnote) for quote in TABLES.quotes)


def test_every_set_of_rivals_is_there() -> None:
    text = texts(opened(tab="rivals"))
    for one in rival_sets(TABLES.figures):
        assert f'id="rivals-{one.key}"' in text


def test_a_search_is_in_the_address_both_ways() -> None:
    app = opened(find="KazTransOil", focus="none")
    assert app.text_input(key="find").value == "KazTransOil"
    few = entries(app)
    assert 0 < len(few) < 40
    app.text_input(key="find").set_value("Alashankou").run()
    assert not app.exception
    written = {key: "".join(app.query_params[key]) for key in app.query_params}
    assert written["find"] == "Alashankou"
    assert written["v"] == "1"
    assert entries(app)
    assert entries(app) != few


def test_a_filter_is_in_the_address_both_ways() -> None:
    app = opened(focus="btc")
    assert app.selectbox(key="focus").value == "btc"
    assert "for Baku–Tbilisi–Ceyhan pipeline" in texts(app)
    app.selectbox(key="focus").set_value("cpc").run()
    assert "".join(app.query_params["focus"]) == "cpc"
    assert "for CPC pipeline" in texts(app)


def test_a_link_to_a_row_opens_it_alone() -> None:
    app = opened(find="kmg_ar2024", focus="none")
    assert entries(app) == ["kmg_ar2024"]
    assert re.search(r'<details[^>]*id="source-kmg_ar2024"[^>]* open>', texts(app))


def told(app: AppTest) -> list[str]:
    return re.findall(r'id="passage-([a-z0-9_-]+)"', texts(app))


def test_the_article_stands_whole_in_its_order() -> None:
    app = opened(tab="article")
    places = {
        record["quote_id"]: (record["paragraph"], record["offset"])
        for record in json.loads((ROOT / "geodata/tables/quote_digests.json").read_text("utf-8"))
    }
    assert told(app) == sorted(places, key=places.__getitem__)
    assert len(told(app)) == 32
    text = unescape(texts(app))
    assert all(f"“{quote.text}" in text for quote in TABLES.quotes)
    assert all(f"passage {quote.seq} of 32" in text for quote in TABLES.quotes)
    assert text.count("endnote ") >= sum(bool(quote.endnote) for quote in TABLES.quotes)


def test_every_passage_has_a_map_of_its_corridors() -> None:
    text = unescape(texts(opened(tab="article", avoid="RU,CN")))
    links = dict(re.findall(r'id="passage-([a-z0-9_-]+)".*?href="\./\?([^"]+)"', text, re.DOTALL))
    assert len(links) == 32
    assert "routes=rotterdam&" in links["rotterdam-2022"]
    assert "focus=rotterdam" in links["rotterdam-2022"]
    assert "routes=cpc&" in links["tengiz-2022-07-06"], "Tengiz is where CPC begins"
    assert all("avoid=CN,RU" in link for link in links.values()), "the reader's view is kept"


def test_a_search_for_rotterdam_finds_the_article_s_own_sentence() -> None:
    """It missed it: four sources were found, and the article was none of them."""
    app = opened(find="Rotterdam", tab="article", focus="none")
    assert "rotterdam-2022" in told(app)
    assert "uninterruptedly at Rotterdam" in texts(app)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Новороссийск", {"cpc-2022-03", "cpc-2022-07-05"}),
        ("роттердам", {"rotterdam-2022"}),
        ("TÜRKIYE", set()),
        ("baku-tbilisi-ceyhan", {"btc-agreements-2022-07"}),
        ("rotterdam-2022", {"rotterdam-2022"}),
    ],
    ids=["cyrillic", "any case", "no passage", "a hyphen for a dash", "an id"],
)
def test_passages_are_found(text: str, ids: set[str]) -> None:
    found = set(told(opened(find=text, tab="article", focus="none")))
    assert found >= ids
    assert len(found) < 32


def test_one_search_counts_what_each_list_holds() -> None:
    """The counts are those of the lists themselves, drawn one by one."""
    marks = {
        "sources": 'id="source-',
        "article": 'id="passage-',
        "events": 'id="event-',
        "rivals": 'id="rivals-',
        "endnotes": 'id="endnote-',
    }
    radio = opened(find="Курык", focus="none").radio(key="tab")
    counts = {
        name: int(re.findall(r"\((\d+)\)", label)[0])
        for name, label in zip(
            ("sources", "article", "figures", "rivals", "events", "endnotes", "unsourced"),
            radio.options,
            strict=True,
        )
    }
    assert counts["article"]
    assert counts["events"]
    assert counts["figures"]
    for name, mark in marks.items():
        text = texts(opened(find="Курык", focus="none", tab=name))
        assert text.count(mark) == counts[name], name


def test_the_list_is_kept_when_a_search_changes_its_count() -> None:
    app = opened(tab="article")
    app.text_input(key="find").set_value("Rotterdam").run()
    assert "rotterdam-2022" in told(app)
    assert app.radio(key="tab").value == "article"
    assert "".join(app.query_params["tab"]) == "article"
    app.radio(key="tab").set_value("events").run()
    assert "".join(app.query_params["tab"]) == "events"
    assert "".join(app.query_params["find"]) == "Rotterdam"


def test_every_quote_leads_to_the_article() -> None:
    address = next(row.url for row in TABLES.sources if row.source_id == "blank2022")
    assert address
    text = texts(opened(tab="article", find="cpc-fine-2022-07-11", focus="none"))
    assert told(opened(tab="article", find="cpc-fine-2022-07-11")) == ["cpc-fine-2022-07-11"]
    assert text.count(f'href="{address}"') >= 2
    assert "Show all passages" in text


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://example.org/x.png)",
    "[a](javascript:alert(1))",
    "' OR 1=1 --",
    "{{ 7 * 7 }}",
    "\x00\u202e",
    "%3Cb%3E",
    "x" * 5000,
    ".*(a+)+$",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_search_is_plain_text(text: str) -> None:
    app = opened(find=text, focus="none")
    body = texts(app)
    assert "alert(1)" not in body
    assert "<script" not in body
    assert "example.org" not in body
    assert not any("example.org" in str(m.value) for m in app.markdown)
    assert app.text_input(key="find").value == clean_text(text, FIND_AT_MOST)


def test_the_year_and_the_article_are_kept() -> None:
    app = opened(asof="article", tab="rivals")
    assert app.selectbox(key="year").value == "article"
    assert "later than the article" in texts(app)
    undated = re.search(r"Caravan.kz, undated.*?</td>", texts(app), re.DOTALL)
    assert undated
    assert "not surely before the article" in undated.group()
    assert "not surely before the article" not in texts(opened(year="2022", tab="rivals"))


def test_figures_can_be_cited() -> None:
    app = opened(tab="rivals")
    assert not app.code
    box = app.selectbox(key="cite_set")
    box.set_value(box.options[0]).run()
    toggle = next(t for t in app.toggle if t.label == "Cite this")
    toggle.set_value(True).run()
    assert not app.exception
    assert "Multivector, data version" in app.code[0].value


def test_the_corridor_in_focus_can_be_cited() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.code
    app.toggle(key="cite_open_cpc").set_value(True).run()
    assert not app.exception
    assert app.code[0].value.startswith("The Multivector authors, “CPC pipeline”")
    assert ATLAS.data_version in app.code[0].value
    assert "focus=cpc" in app.code[0].value
    what = app.selectbox(key="cite_what_cpc")
    assert len(what.options) >= 7
    what.select_index(1).run()
    assert "crosses" in app.code[0].value


def test_markup_in_a_row_is_escaped() -> None:
    bad = "<script>alert(1)</script>"
    source = Source(source_id="x", publisher=bad, title=bad, url="javascript:alert(1)", date="2022")
    text = sources_html([Basis(source, (Rest("figures", frozenset({"cpc"}), bad),))], VIEW, True)
    assert "<script" not in text
    assert "javascript:" not in text
    assert "&lt;script&gt;" in text
    row = Figure(
        subject_id="cpc",
        quantity="throughput",
        value=1,
        unit="Mt",
        source_id="unsourced",
        note=bad,
        period=bad,
        locator=bad,
        as_of=None,
    )
    (one,) = published([row])
    made = rival_set(one, {"cpc": bad}, {}, Citations(TABLES), as_article=False)
    told = SETS.fill(RivalSets((made,), opened=True))
    assert "<script" not in told
    assert "&lt;script&gt;" in told


def test_everything_that_names_a_source_rests_on_it() -> None:
    found = bases(TABLES)
    assert [one.source.source_id for one in found] == [row.source_id for row in TABLES.sources]
    told = sum(rest.table == "figures" for one in found for rest in one.rests)
    assert told == len(TABLES.figures)
    for name in ("stakes", "events", "jurisdictions", "legs", "places"):
        rows = [row for row in getattr(TABLES, name) if row.source_id]
        assert sum(rest.table == name for one in found for rest in one.rests) == len(rows)


def test_the_filter_of_a_corridor_takes_its_legs_and_places_in() -> None:
    about = concerned(TABLES, "cpc")
    assert {"cpc", "cpc_tengiz_atyrau", "tengiz"} <= about
    assert "btc" not in about
    assert concerned(TABLES, "") == frozenset()
    first = weightiest(bases(TABLES), about)[0]
    assert first.only(about).says >= 10


def test_a_search_takes_every_word_wherever_it_stands() -> None:
    found = {one.source.source_id for one in bases(TABLES) if one.holds("INTERFAX mooring", INDEX)}
    assert "interfax_20220322" in found or "interfax_20220701" in found
    assert not [one for one in bases(TABLES) if one.holds("interfax zzzz", INDEX)]
