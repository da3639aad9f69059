"""The switches: their names, the presets, and whose reports they take."""

from __future__ import annotations

import pytest

from tests.pages.helpers import component, opened, panel, report, texts, written
from tests.pages.view.test_links import KNOWN


@pytest.mark.parametrize("states", ["RU,BY,CN", ",".join(sorted(KNOWN.states))])
def test_from_three_states_on_the_sentence_counts_them(states: str) -> None:
    count = len(states.split(","))
    text = texts(opened(avoid=states))
    assert f"the territory of the {count} states to avoid" in text
    presets = [one["label"] for one in panel(opened(avoid=states))["presets"]]
    assert presets[2:] == [
        f"Bypass the {count} states to avoid",
        f"Cross the {count} states to avoid",
    ]


def test_the_switches_have_real_names() -> None:
    rows = [row for group in panel(opened())["groups"] for row in group["rows"]]
    assert [row["id"] for row in rows] == list(KNOWN.corridors)
    assert all(row["name"] and not set("*:[]") & set(row["name"] + row["badge"]) for row in rows)
    assert {row["symbol"] for row in rows} <= set("✓✕◐?–")


def test_a_report_of_another_session_changes_nothing() -> None:
    app = opened(routes="cpc")
    element, _ = component(app, "panel")
    report(app, element, {"picked": {"on": ["btc"], "n": 1, "session": "another"}})
    assert panel(app)["on"] == ["cpc"]
    assert not app.exception
    assert written(app)["routes"] == "cpc"
