"""What closes goes through fields as text, and comes back as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.shared.view.link import parse, write
from pages.shared.view.model import CLOSING, View, accept
from pages.shared.view.parameter import parameters_of
from routes.model.units import WHOLE_YEAR, days_in
from routes.network.closures import Closure
from tests.pages.helpers import opened, written
from tests.pages.view.test_links import KNOWN
from tests.pages.view.test_parameter import Fields

IDS = sorted(KNOWN.closable)
YEARS = st.integers(2019, 2025)
SHARES = st.integers(0, 10**6).map(lambda millionths: millionths / 10**6)
CLOSURES = st.builds(Closure, st.sampled_from(IDS), SHARES, st.integers(1, WHOLE_YEAR))
DATED = st.builds(
    Closure,
    st.sampled_from(IDS),
    SHARES,
    # Over before the year is: nothing to cut in any year.
    st.integers(1, 100),
    st.dates(date(2023, 1, 1), date(2023, 9, 1)),
)
LISTS = st.lists(
    st.one_of(CLOSURES, DATED), min_size=1, max_size=6, unique_by=lambda one: one.id
).map(tuple)


def viewed(closed: tuple[Closure, ...], year: int) -> View:
    """Return the view of a link with closures."""
    closed = tuple(one.in_year(year) if one.start else one for one in closed)
    link = {"closed": ",".join(map(str, closed)), "year": str(year)}
    view, notices = parse(link, KNOWN)
    days = days_in(year)
    assert notices == [] or any(days < one.days < WHOLE_YEAR for one in closed)
    return view


def changed(view: View, typed: dict[str, Any]) -> tuple[View, list[str]]:
    """Return the view after something was typed into fields that show it."""
    return accept(view, parameters_of(View)["closed"].changed(vars(view), Fields(typed)), KNOWN)


@settings(max_examples=500, deadline=None)
@given(LISTS, YEARS)
def test_fields_that_nobody_touched_report_nothing(closed: tuple[Closure, ...], year: int) -> None:
    view = viewed(closed, year)
    assert parameters_of(View)["closed"].changed(vars(view), Fields()) == {}
    assert parse(write(view), KNOWN) == (view, [])


@settings(max_examples=500, deadline=None)
@given(LISTS, YEARS, st.integers(1, 365), st.data())
def test_days_typed_leave_every_share_as_it_was(
    closed: tuple[Closure, ...], year: int, days: int, data: st.DataObject
) -> None:
    view = viewed(closed, year)
    one = data.draw(st.sampled_from(view.closed))
    after, notices = changed(view, {CLOSING.days_key(one.id): str(days)})
    room = days_in(year) - one.first_day(year)
    assert len(notices) == (days > room)
    days = min(days, room)
    assert [c for c in after.closed if c.id != one.id] == [c for c in view.closed if c.id != one.id]
    assert [(c.id, c.share) for c in after.closed] == [(c.id, c.share) for c in view.closed]
    assert {c.id: c.days_of(year) for c in after.closed}[one.id] == days
    assert parse(write(after), KNOWN) == (after, [])


@settings(max_examples=500, deadline=None)
@given(CLOSURES, YEARS, st.integers(0, 10**6))
def test_a_share_typed_comes_back_as_typed(one: Closure, year: int, millionths: int) -> None:
    typed = f"{millionths // 10_000}.{millionths % 10_000:04}"
    view = viewed((one,), year)
    after, notices = changed(view, {CLOSING.share_key(one.id): typed})
    assert notices == []
    assert [(c.id, c.share) for c in after.closed] == [(one.id, millionths / 10**6)]
    shown = parameters_of(View)["closed"].shown(vars(after))[CLOSING.share_key(one.id)]
    assert float(shown) == float(typed)
    assert after.closed[0].days_of(year) == view.closed[0].days_of(year)


@pytest.mark.parametrize(
    ("share", "shown"), [("0.3333", "33.33"), ("0.333", "33.3"), ("0.333333", "33.3333")]
)
def test_a_third_survives_link_field_and_link(share: str, shown: str) -> None:
    app = opened("pages/Closure.py", year="2023", closed=f"cpc_loading:{share}")
    assert app.selectbox(key="share_cpc_loading").value == shown
    app.text_input(key="days_cpc_loading").set_value("30").run()
    assert written(app)["closed"] == f"cpc_loading:{share}:30"
    again = opened("pages/Closure.py", **written(app))
    assert again.selectbox(key="share_cpc_loading").value == shown
    assert written(again)["closed"] == f"cpc_loading:{share}:30"


def test_what_cannot_close_is_named_and_left_out() -> None:
    view = viewed((Closure("aktau_port", 0.25),), 2023)
    after, notices = changed(view, {CLOSING.key: {"closed": ["aktau_port", "moon"]}})
    assert after == view
    assert notices == ["closed: 'moon' cannot close. The rest was kept."]


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_days_of_a_whole_year_are_the_whole_year(year: int) -> None:
    view, _ = parse({"year": "2024", "closed": "aktau_port:0:365"}, KNOWN)
    assert view.closed == (Closure("aktau_port", 0, 365),)
    moved, _ = accept(view, {"year": year}, KNOWN)
    assert moved.closed[0].days == (WHOLE_YEAR if year == 2023 else 365)
    assert parse(write(moved), KNOWN) == (moved, [])
