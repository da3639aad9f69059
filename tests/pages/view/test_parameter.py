"""A parameter is declared in one place: everything else follows from its field."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import pytest
from pydantic import Field

from pages.shared.frame.frame import PAGES as SCRIPTS
from pages.shared.view.grammar import grammar
from pages.shared.view.kinds import Number
from pages.shared.view.link import only_view, parse, query_of, write
from pages.shared.view.model import View, accept
from pages.shared.view.parameter import PAGES, Owned, bound_on, parameters_of
from pages.shared.view.widgets import Pick
from tests.pages.helpers import opened
from tests.pages.view.test_links import KNOWN


class Wider(View):
    """The view with a parameter made up: adding it took this field and nothing else."""

    speed: Annotated[
        int,
        Field(ge=1, le=9, alias="sp", description="Speed of the tanker.", examples=["3"]),
        Number(),
        Owned(("Map", "Story"), Pick("speed_box")),
    ] = 2


WIDER = replace(KNOWN, default=Wider(**dict(KNOWN.default)))


@dataclass
class Fields:
    """Report what widgets show, but for what was typed."""

    typed: dict[str, Any] = field(default_factory=dict)

    def value(self, key: str, shown: Any) -> Any:
        return self.typed.get(key, shown)

    def picked(self, key: str) -> Any:
        return self.typed.get(key, {})


def test_a_parameter_made_up_is_read_and_written() -> None:
    view, notices = parse({"sp": "7"}, WIDER)
    assert isinstance(view, Wider)
    assert (view.speed, notices) == (7, [])
    assert write(view)["sp"] == "7"
    assert "&sp=7" in query_of(view)
    assert only_view({"sp": "7", "x": "1"}, Wider) == {"sp": "7"}
    assert parse(write(view), WIDER) == (view, [])


def test_a_parameter_made_up_has_its_notices() -> None:
    view, notices = parse({"sp": "99"}, WIDER)
    assert isinstance(view, Wider)
    assert view.speed == 2
    assert notices == ["sp: '99' is not a number from 1 to 9; 2 is shown."]
    assert parse({"sp": "7"}, KNOWN)[1] == ["'sp': this page knows no such parameter."]


def test_a_parameter_made_up_has_its_widget_on_its_pages() -> None:
    mine = {page for page in PAGES if any(one.part == "speed" for one in bound_on(Wider, page))}
    assert mine == {"Map", "Story"}
    parameter = parameters_of(Wider)["speed"]
    held = vars(WIDER.default)
    assert parameter.shown(held) == {"speed_box": 2}
    assert parameter.changed(held, Fields()) == {}
    changed = parameter.changed(held, Fields({"speed_box": 5}))
    view, notices = accept(WIDER.default, changed, WIDER)
    assert isinstance(view, Wider)
    assert (view.speed, notices) == (5, [])


def test_a_parameter_made_up_is_documented() -> None:
    row = next(line for line in grammar(Wider).splitlines() if line.startswith("| `sp` |"))
    for words in ("Speed of the tanker.", "from 1 to 9", "`2`", "`sp=3`", "Map, Story"):
        assert words in row
    assert "`sp`" not in grammar(View)


INCOMPLETE = {
    "no kind": Annotated[int, Field(description="x", examples=["1"]), Owned(())],
    "no owner": Annotated[int, Field(description="x", examples=["1"]), Number()],
    "no description": Annotated[int, Field(examples=["1"]), Number(), Owned(())],
    "no example": Annotated[int, Field(description="x"), Number(), Owned(())],
}


@pytest.mark.parametrize("lack", INCOMPLETE)
def test_a_field_that_lacks_a_part_is_refused(lack: str) -> None:
    broken = type("Broken", (View,), {"__annotations__": {"speed": INCOMPLETE[lack]}, "speed": 1})
    with pytest.raises(TypeError, match="field speed: give it a kind, Owned, a description"):
        parameters_of(broken)


def test_every_page_of_the_menu_is_a_page_of_the_view() -> None:
    assert tuple(SCRIPTS) == PAGES
    for one in parameters_of(View).values():
        assert set(one.owned.pages) <= set(PAGES), one.part


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_of_a_page_is_drawn_and_shows_the_view(page: str) -> None:
    bound = bound_on(View, page)
    assert bound
    link = {"closed": "aktau_port:0.3333:30", "find": "Reuters", "avoid": "BY,RU", "year": "2023"}
    app = opened(SCRIPTS[page] if page != "Map" else "", **link)
    assert not app.exception
    drawn = {
        widget.key: widget.value
        for kind in ("selectbox", "toggle", "text_input", "radio")
        for widget in getattr(app, kind)
    }
    view, _ = parse(link, KNOWN)
    # On the map these two are shown and set by components of ours.
    ours = ("year", "focus") if page == "Map" else ()
    for one in bound:
        if one.part in ours:
            continue
        for key, value in one.shown(vars(view)).items():
            assert key in drawn, f"{page} draws no widget '{key}' for {one.part}"
            if one.part not in ("journey", "focus"):
                # Pages fill these two in: the first journey, all corridors.
                assert drawn[key] == value, key
