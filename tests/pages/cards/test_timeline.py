"""Year, timeline, story and data version without a browser: URL in, elements out, URL out."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.cards.corridor import corridor_html
from pages.shared.view.parameter import PAGES
from routes.files.load import load_atlas, load_tables
from tests.pages.helpers import component, opened, pick, row, switch, texts

TABLES = load_tables()
STEPS = TABLES.story.rows
ATLAS = load_atlas()
NOW = ATLAS.data_version
ALL = "cpc,btc,baku_supsa,btk,trans_caspian_pipeline"


def url(app: AppTest) -> dict[str, str]:
    return {key: "".join(app.query_params[key]) for key in app.query_params}


def label(app: AppTest, corridor: str) -> str:
    return row(app, corridor)["path"]


def timeline(**params: str) -> AppTest:
    return opened("pages/Timeline.py", **params)


def story(**params: str) -> AppTest:
    return opened("pages/Story.py", **params)


def test_the_year_changes_status_in_sentence_switch_and_card() -> None:
    app = opened(routes=ALL, focus="baku_supsa", year="2019")
    assert "idle" not in texts(app)
    assert "idle" not in label(app, "baku_supsa")
    pick(app, "when", year=2023, asof="now", lines="moved")
    assert not app.exception
    assert "Baku–Supsa pipeline was idle from May 2022" in texts(app)
    assert "idle since May 2022" in label(app, "baku_supsa")
    assert "closed from May 2023 at Tbilisi–Akhalkalaki" in texts(app)
    assert url(app)["year"] == "2023"
    pick(app, "when", year=2024, asof="now", lines="moved")
    assert "Tbilisi–Akhalkalaki" not in label(app, "btk")
    assert "proposed" in label(app, "trans_caspian_pipeline")


def test_the_year_changes_the_key_figure() -> None:
    def throughput(year: str) -> str:
        card = texts(opened(routes="cpc", focus="cpc", year=year))
        found = re.search(rf"Throughput in {year}</dt><dd><b>([^<]+)</b>", card)
        return found.group(1) if found else ""

    assert throughput("2022") != throughput("2023")
    assert throughput("2023").startswith("63.47")


def test_as_the_article_saw_it_hides_what_is_later() -> None:
    later = texts(opened(routes=ALL, focus="cpc", year="2022"))
    assert "mv-after" not in later, "a mark on nearly everything tells nothing"
    assert "†" not in later
    assert "22 August 2022" in later
    app = opened(routes=ALL, focus="cpc", asof="article")
    then = texts(app)
    assert not app.exception
    card = then.partition("<article")[2].partition("</article>")[0]
    assert "mv-after" not in card, "what the year's tonnes rest on carries it, beside the sentence"
    assert "As the article saw it: nothing stated or done" in then
    assert "22 August 2022" not in then
    years = [int(y) for y in re.findall(r"\b(20[12]\d)\b", card)]
    assert years
    assert max(years) == 2022
    assert "two of the three tanker loading facilities" in then, "the article itself stays"


def test_no_card_as_the_article_saw_it_names_a_later_year(subtests: pytest.Subtests) -> None:
    assert ATLAS.corridors
    for corridor in ATLAS.corridors:
        with subtests.test(corridor=corridor):
            card = corridor_html(corridor, frozenset({"RU"}), 2022, as_article=True)
            shown = re.sub(r'(href|title)="[^"]*"|\d,\d{3}', "", card)
            assert shown
            assert [y for y in re.findall(r"\b20[0-3]\d\b", shown) if int(y) > 2022] == []


def test_an_event_of_a_link_sets_the_page() -> None:
    app = timeline(event="court-order-2022-07-05")
    assert not app.exception
    body = texts(app)
    assert "A district court in Novorossiysk orders CPC to stop" in body
    assert "known to the day" in body
    assert "endnote xxxiii" in body
    assert "a classic Russian ploy" in body
    assert "nothing is struck out" in body
    assert component(app, "timeline")[1]["on"]["event"] == "court-order-2022-07-05"


def test_choosing_an_event_writes_it_and_says_what_closed() -> None:
    app = timeline(routes="cpc,btc")
    pick(app, "timeline", event="loading-halt-2022-03-23")
    assert not app.exception
    assert url(app)["event"] == "loading-halt-2022-03-23"
    assert url(app)["routes"] == "cpc,btc"
    assert "what was stopped is struck out (CPC, terminal–moorings)" in texts(app)
    pick(app, "timeline", event="baku-supsa-halt-2022-05")
    assert url(app)["event"] == "baku-supsa-halt-2022-05"
    assert component(app, "timeline")[1]["on"]["event"] == "baku-supsa-halt-2022-05"
    assert "known to the month only" in texts(app)


@pytest.mark.parametrize("event", ["<img src=x>", "court-order", "\x00"])
def test_an_event_that_is_not_known_is_told(event: str) -> None:
    app = timeline(event=event)
    assert not app.exception
    assert "mv-notice" in texts(app)
    assert "<img src=x>" not in texts(app)


def test_the_story_as_the_article_saw_it_keeps_earlier_remarks_only() -> None:
    body = texts(story(step="1", asof="article"))
    assert "SPM-2 and SPM-3" in body
    assert "classification society" not in body
    assert "classification society" in texts(story(step="1"))


def test_a_link_of_older_data_says_what_changed() -> None:
    app = opened(routes="btk", d="2020-01-01.aaaaaaaa")
    body = texts(app)
    assert not app.exception
    assert "made with the data of 1 January 2020" in body
    assert "closed for rebuilding from May 2023" in body
    assert "remark on the study" not in body, "it concerns no line shown"
    switch(app, "btk", "btc")
    assert "mv-notice" not in texts(app)
    assert "d" not in url(app)


@pytest.mark.parametrize("page", ["pages/Timeline.py", "pages/Story.py", "pages/Method.py"])
def test_every_page_tells_of_older_data(page: str) -> None:
    assert "1 January 2020" in texts(opened(page, d="2020-01-01.aaaaaaaa"))


@pytest.mark.parametrize(
    "version", ["", "<b>x</b>", "2026-99-99.aaaaaaaa", "2026-02-30.aaaaaaaa", "none"]
)
def test_a_data_version_that_cannot_be_read_is_told(version: str) -> None:
    app = opened(d=version)
    assert not app.exception
    assert "is no data version" in texts(app)
    assert "<b>x" not in texts(app)
    assert "mv-notice" not in texts(opened(d=NOW))


def test_an_event_can_be_cited() -> None:
    app = opened("pages/Timeline.py", event="spm2-hit-2025-11-29", year="2025")
    app.toggle(key="cite_open_event").set_value(True).run()
    assert not app.exception
    assert "29 November 2025" in app.code[0].value
    assert "event=spm2-hit-2025-11-29" in app.code[0].value


@pytest.mark.parametrize(("year", "status"), [("2019", "operating"), ("2024", None)])
def test_the_story_keeps_the_readers_year(year: str, status: str | None) -> None:
    """The map of a step shows the year chosen above it, and so does the link to the map page.

    Baku–Supsa has been idle since 2022, and so it is in the map's file; in 2019 it operated.
    """
    app = story(step="3", year=year)
    assert not app.exception
    drawn = json.loads(app.get("component_instance")[0].proto.json_args)["feature_group"]
    state = json.loads(drawn[drawn.index("({") + 1 : drawn.rindex("})") + 1])
    assert state.get("status", {}).get("baku_supsa") == status
    (link,) = app.get("page_link")
    assert parse_qs(link.proto.query_string)["year"] == [year]


def test_the_story_keeps_what_the_reader_lets_the_article_know() -> None:
    (link,) = story(step="3", asof="article").get("page_link")
    assert parse_qs(link.proto.query_string)["asof"] == ["article"]


def test_how_far_the_data_go_stands_on_the_timeline_and_in_every_footer(
    subtests: pytest.Subtests,
) -> None:
    """The version said November 2026, the events end in January: both are said."""
    assert "The events end in January 2026" in texts(timeline(year="2025"))
    article = next(row.url for row in TABLES.sources if row.source_id == "blank2022")
    for page in PAGES:
        with subtests.test(page=page):
            app = opened("" if page == "Map" else f"pages/{page}.py")
            footer = texts(app).partition('<footer class="mv-footer">')[2]
            assert f"Data version <b>{ATLAS.data_version}</b>; events to January 2026" in footer
            assert re.search(r"\d+ of \d+ sources were read as search excerpts", footer)
            assert f'<a href="{article}"' in footer


def test_the_method_page_shows_numbers_and_no_marks() -> None:
    text = "\n".join(str(one.value) for one in opened("pages/Method.py").markdown)
    assert "<!--" not in text
    assert re.search(r"comes nearest to\s+Crimea's territorial sea: it stays \d+ km outside", text)
