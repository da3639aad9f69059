"""Timeline and story: order, lists and steps, from the link and from what is reported."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.cards.story import SINCE
from routes.files.load import load_tables
from tests.pages.helpers import component, opened, pick, texts, written

TABLES = load_tables()
STEPS = TABLES.story.rows
LAST = len(STEPS) + 1


def timeline(**params: str) -> AppTest:
    return opened("pages/Timeline.py", **params)


def story(**params: str) -> AppTest:
    return opened("pages/Story.py", **params)


def listed(app: AppTest) -> dict[str, Any]:
    """Return what the list of events is drawn with."""
    return component(app, "timeline")[1]


def drawn(app: AppTest) -> dict[str, Any]:
    """Return what the page's map is sent."""
    script = json.loads(app.get("component_instance")[0].proto.json_args)["feature_group"]
    state: dict[str, Any] = json.loads(script[script.index("({") + 1 : script.rindex("})") + 1])
    return state


def link_of(app: AppTest) -> dict[str, str]:
    """Return the query of the page's link to the map."""
    (link,) = app.get("page_link")
    return {name: one for name, (one,) in parse_qs(link.proto.query_string).items()}


def part(body: str, step: int) -> str:
    """Return what the story says in a step."""
    return body.partition(f'data-step="{step}"')[2].partition("</article>")[0]


def test_the_events_open_by_date_and_say_how_many_each_list_has() -> None:
    """The article's order (April, March, 29 March, 2022 …) is a switch."""
    app = timeline(year="2025")
    assert not app.exception
    data = listed(app)
    assert (data["on"]["order"], data["on"]["tell"]) == ("date", ["article", "others", "later"])
    assert "by date" in texts(app)
    pieces = [one["piece"] for one in data["rows"]]
    assert len(pieces) == len(TABLES.events)
    assert pieces == sorted(pieces)
    assert len(data["tellers"]) == 3
    for teller in data["tellers"]:
        mine = [one for one in data["rows"] if one["teller"] == teller["id"]]
        assert teller["label"].endswith(f"({len(mine)})")


def test_order_and_lists_are_in_the_link_and_come_back() -> None:
    app = timeline()
    pick(app, "timeline", order="article")
    assert written(app)["order"] == "article"
    assert "in the order of the article" in texts(app)
    pick(app, "timeline", tell=["later", "article"])
    assert written(app)["tell"] == "article,later"
    pick(app, "timeline", tell=[])
    assert "tell" in written(app)["none"].split(",")
    assert not app.exception
    again = listed(timeline(order="article", tell="others"))["on"]
    assert (again["order"], again["tell"]) == ("article", ["others"])
    assert "tell" in texts(timeline(tell="nobody"))


def test_later_events_reach_to_the_year_and_are_not_in_the_articles_view() -> None:
    rows = {one["id"]: one["teller"] for one in listed(timeline(year="2023"))["rows"]}
    assert rows["btk-closed-2023-05"] == "later"
    assert "spm2-hit-2025-11-29" not in rows
    then = timeline(asof="article")
    assert not then.exception
    assert [one["id"] for one in listed(then)["tellers"]] == ["article", "others"]
    assert {one["teller"] for one in listed(then)["rows"]} == {"article", "others"}


def test_an_event_leads_to_the_map_with_its_corridors_and_its_year() -> None:
    query = link_of(timeline(event="spm2-hit-2025-11-29", year="2022", avoid="RU,CN"))
    assert (query["routes"], query["focus"], query["year"]) == ("cpc", "cpc", "2025")
    assert query["avoid"] == "CN,RU", "the reader's view travels"
    assert query["event"] == "spm2-hit-2025-11-29"
    # Of a year without figures the reader's year is kept, and what the article knew.
    assert link_of(timeline(event="btk-opened-2017-10-30", year="2024"))["year"] == "2024"
    assert link_of(timeline(event="court-order-2022-07-05", asof="article"))["asof"] == "article"


def test_an_event_on_a_card_of_the_map_leads_to_the_timeline_with_the_view() -> None:
    card = texts(opened(routes="cpc,btc", focus="cpc", avoid="RU,CN"))
    (href,) = set(re.findall(r'href="(Timeline\?[^"]*event=court-order-2022-07-05[^"]*)"', card))
    query = parse_qs(href.partition("?")[2].replace("&amp;", "&"))
    assert query["routes"] == ["cpc,btc"]
    assert query["avoid"] == ["CN,RU"]


def test_the_story_begins_with_who_where_why_and_a_number() -> None:
    """Eight of ten, 52.2 of 64.3 Mt: of the year's balance, which the map's file holds, too."""
    app = story()
    assert not app.exception
    begins = part(texts(app), 0)
    assert "<b>eight of ten barrels that left Kazakhstan went by one pipe" in begins
    assert "52.2 of 64.3 million tonnes" in begins
    assert "Stephen Blank" in begins
    assert 'href="https://trendsresearch.org/' in begins
    assert component(app, "story")[1]["step"] == 0
    shown = drawn(app)
    assert (shown["focus"], shown["year"], shown["lines"]) == ("cpc", 2022, "moved")


def test_every_step_stands_on_the_page_in_order(subtests: pytest.Subtests) -> None:
    app = story(step="3")
    assert not app.exception
    whole = texts(app)
    assert "{" not in whole.partition("<footer")[0]
    headings = re.findall(r"<h([12])>([^<]+)</h", whole)
    assert [level for level, _ in headings] == ["1", *("2" for _ in STEPS), "2"]
    assert [title for _, title in headings[1:-1]] == [escape(one.title) for one in STEPS]
    assert component(app, "story")[1]["step"] == 3
    quotes = {quote.quote_id: quote for quote in TABLES.quotes}
    assert STEPS
    for step in STEPS:
        with subtests.test(step=step.step):
            body = part(whole, step.step)
            assert f"Step {step.step} of {len(STEPS)}" in body
            # What happened leads, in our words: a quote with its slips is no headline.
            assert body.index(escape(step.tells)) < body.index("<blockquote")
            for quote_id in step.quote_ids.split("|"):
                assert quotes[quote_id].text in body
                assert not quotes[quote_id].remark or 'class="mv-remark"' in body
                assert not quotes[quote_id].endnote or f"endnote {quotes[quote_id].endnote}" in body
            assert step.says_text in body


def test_the_story_ends_with_what_has_happened_since() -> None:
    ends = part(texts(story(step=str(LAST))), LAST)
    assert "In 2025, the last year with a balance" in ends
    assert "January 2026" in ends
    assert re.findall(r"<li><b>(\d{4})</b>", ends) == [str(year) for year in range(2019, 2026)]
    assert ends.count("no figure bounds what left") == 2, "2019 and 2020 are not zero"
    told = {event.event_id: event for event in TABLES.events}
    assert re.findall(r"[;&]event=([a-z0-9-]+)", ends) == list(SINCE)
    assert all(told[one].date > "2022-07" for one in SINCE)
    assert [told[one].date for one in SINCE] == sorted(told[one].date for one in SINCE)
    assert ends.count('class="mv-src"') == len(SINCE), "each has its source"


def test_as_the_article_saw_it_nothing_has_happened_since() -> None:
    then = part(texts(story(asof="article")), LAST)
    assert "nothing of this has happened yet" in then
    assert not re.search(r"202[3-6]", then)


def test_a_step_reported_is_written_and_sets_the_map() -> None:
    app = story(routes="druzhba")
    pick(app, "story", step=6)
    assert not app.exception
    assert written(app)["step"] == "6"
    assert written(app)["routes"] == "druzhba", "the reader's view stays"
    assert drawn(app)["focus"] == "btc"
    assert link_of(app)["focus"] == "btc"
    pick(app, "story", step="six")
    assert not app.exception
    assert written(app)["step"] == "6"


def test_a_step_beyond_the_last_is_the_end() -> None:
    app = story(step="20")
    assert not app.exception
    assert component(app, "story")[1]["step"] == LAST
    assert len(component(app, "story")[1]["names"]) == LAST + 1
