"""Draw a picture of a view to take away: map, ribbon, chart or table, or a page of all of them.

A picture stands by itself: what it says comes with its title, the sentence of the page, the legend,
the sources of its amounts, the version of the data, the licence and the link to see it live.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from pages.shared import store
from pages.shared.theme import THEME
from publish.drawing.chart import chart_layer, chart_layers
from publish.drawing.grid import grid_layer, widths
from publish.drawing.layers import Layer, layer, map_drawn, placed, written
from publish.drawing.legend import legend
from publish.drawing.letters import lines
from publish.drawing.press import Form, press
from publish.drawing.ribbon import ribbon_layer
from publish.drawing.shown import SOURCES_AT_MOST, grid, sources
from publish.said import Said, said
from publish.viewed import Viewed
from routes.evidence.citation import AUTHORS
from routes.language import phrase, state_names

Part = Literal["map", "ribbon", "chart", "table", "page"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""What a picture can be of."""
SCALES: Final = (1, 2)
"""Pixels of a PNG to one of the drawing."""

WIDTH: Final = 1000
"""Pixels of a picture at scale 1."""
MARGIN: Final = 32.0
ROOM: Final = WIDTH - 2 * int(MARGIN)
MAP_HEIGHT: Final = 530
SENTENCE, TITLE, SMALL = 20.0, 15.0, 11.5
"""Pixels of the letters of the sentence, of the title above it and of what stands below."""
PAGE_ROOM: Final = 760
"""Pixels of a map or a chart on a sheet of paper: they are printed at about two thirds."""
PAGE_MAP: Final = 400
PAGE_TABLE: Final = 790
"""Pixels in which the columns of a table share the width of a sheet of paper."""


@dataclass(frozen=True)
class Around:
    """What stands round a picture.

    Attributes
    ----------
    said
        Title and sentence of the page.
    notices
        What of the address could not be read, and what the page has not.
    time
        States to avoid and the year.
    sources
        Sources of the amounts, in a sentence; "" for none.
    measured
        How kilometres were measured, or what the widths say; "" where neither is shown.
    licence
        Terms of use.
    version
        Version of the data.
    link
        Address of the view.
    """

    said: Said
    notices: tuple[str, ...]
    time: str
    sources: str
    measured: str
    licence: str
    version: str
    link: str


def parts_of(viewed: Viewed) -> tuple[Part, ...]:
    """List what there is a picture of; what is asked for beside falls back to the map.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    page = viewed.page
    found: list[Part] = []
    if page in {"Map", "Journeys", "Closure", "Timeline", "Story"}:
        found.append("map")
    if page == "Journeys" or (page == "Map" and viewed.view.focus):
        found.append("ribbon")
    if page in {"Trend", "Closure"}:
        found.append("chart")
    if grid(viewed):
        found.append("table")
    return (*found, "page")


def picture(
    viewed: Viewed, form: Form = "png", scale: float = 1, part: Part = "map", root: str = ""
) -> bytes:
    """Draw a picture of a view.

    Parameters
    ----------
    viewed
        The page and its view.
    form
        Kind of file.
    scale
        Pixels of a PNG to one of the drawing.
    part
        What of the page. What it has not falls back to its map, and the picture says so.
    root
        Address of the app, with a slash at its end, for the link; "" for one that begins at the
        page.
    """
    there = parts_of(viewed)
    instead = part if part in there else "chart" if there[0] == "chart" else "map"
    with viewed.spoken():
        around = _around(viewed, root, part if part not in there else None)
        if part == "page":
            return _page(viewed, around, form, scale)
        return _sheet(viewed, around, instead, form, scale)


def _around(viewed: Viewed, root: str, missing: Part | None) -> Around:
    lib, view = store.library(), viewed.view
    notices = list(viewed.notices)
    if missing or (viewed.page in {"Sources", "Method"}):
        page = phrase(f"frame-page-{viewed.page}")
        notices.append(phrase("picture-no-part", page=page, part=missing or "map"))
    avoid = state_names(view.avoid, lib.atlas.state_names)
    time = phrase("picture-time", avoid=avoid, year=view.year)
    if viewed.page == "Trend":
        time = phrase("picture-time-years", avoid=avoid)
    if view.as_article:
        time = f"{time} {phrase('picture-time-article')}"
    found = [link.text for link in sources(viewed)]
    named, more = found[:SOURCES_AT_MOST], len(found) - SOURCES_AT_MOST
    joined = phrase("common-sentence.joint").join(named)
    told = phrase("picture-sources", sources=joined) if named else ""
    if viewed.page == "Timeline" and named:
        told = phrase("picture-source-event", source=joined)
    elif more > 0:
        told = phrase("picture-sources-more", sources=joined, n=more)
    return Around(
        said=said(viewed),
        notices=tuple(notices),
        time=time,
        sources=told,
        measured=_measured(viewed.page),
        licence=phrase("picture-licence"),
        version=phrase("picture-version", version=lib.atlas.data_version),
        link=f"{root}{viewed.path}?{viewed.query}",
    )


def _measured(page: str) -> str:
    if page == "Closure":
        return phrase("picture-widths")
    return "" if page in {"Trend", "Timeline"} else phrase("picture-measured")


# ---------- one part, with what stands round it ----------


@dataclass
class _Stack:
    """What is set below each other."""

    y: float = MARGIN
    parts: list[str] = field(default_factory=list)

    def words(
        self,
        text: str,
        size: float,
        *,
        weight: int = 400,
        color: str = THEME.ink,
        lead: float = 1.3,
    ) -> None:
        for line in lines(text, size, ROOM, weight):
            self.parts.append(
                written(line, MARGIN, self.y + size, size, weight=weight, color=color)
            )
            self.y += size * lead

    def space(self, pixels: float) -> None:
        self.y += pixels

    def put(self, one: Layer) -> None:
        self.parts.append(placed(one, MARGIN, self.y))
        self.y += one.height


def _sheet(viewed: Viewed, around: Around, part: Part, form: Form, scale: float) -> bytes:
    drawn = _composed(viewed, around, part)
    if form == "svg":
        return drawn.svg.encode()
    data = {
        "width": drawn.width,
        "height": drawn.height,
        "title": around.said.title,
        "sentence": around.said.sentence,
        "author": AUTHORS,
        "lang": viewed.view.lang,
    }
    return press("picture.typ", data, [drawn], form=form, scale=scale)


def _composed(viewed: Viewed, around: Around, part: Part) -> Layer:
    stack = _Stack()
    stack.words(around.said.title, TITLE, weight=700, color=THEME.outside_dark)
    stack.space(4)
    stack.words(around.said.sentence, SENTENCE, weight=600, lead=1.25)
    for notice in around.notices:
        stack.space(4)
        stack.words(notice, SMALL + 1, color=THEME.notice_dark)
    stack.space(14)
    for one in _layers(viewed, part, ROOM, MAP_HEIGHT):
        stack.put(one)
        stack.space(12)
    stack.space(4)
    for text in (around.time, around.sources, around.measured, around.licence):
        if text:
            stack.words(text, SMALL, color=THEME.dim)
    stack.space(3)
    stack.words(around.version, SMALL, color=THEME.dim)
    stack.words(around.link, SMALL, color=THEME.dim)
    high = stack.y + MARGIN - 8
    ground = f'<rect width="{WIDTH}" height="{high:g}" fill="{THEME.white}"/>'
    told = around.said
    inner = ground + "".join(stack.parts)
    return layer("picture", inner, WIDTH, round(high), told.title, told.sentence)


def _layers(viewed: Viewed, part: Part, room: int, high: int) -> list[Layer]:
    found: list[Layer | None] = []
    if part == "ribbon":
        found = [ribbon_layer(viewed, room)]
    elif part == "chart":
        found = [chart_layer(viewed, room)]
    elif part == "table" and (table := grid(viewed)):
        found = [grid_layer(table, room)]
    drawn = [one for one in found if one]
    if drawn:
        return drawn
    plan, told = map_drawn(viewed, room, high)
    return [plan, legend(told, room)]


# ---------- a page of all of them ----------


def _page(viewed: Viewed, around: Around, form: Form, scale: float) -> bytes:
    there = parts_of(viewed)
    layers: list[Layer] = []
    if "map" in there or there == ("page",):
        plan, told = map_drawn(viewed, PAGE_ROOM, PAGE_MAP)
        layers += [plan, legend(told, PAGE_ROOM)]
    if "ribbon" in there and (ribbon := ribbon_layer(viewed, PAGE_ROOM, events=False)):
        layers.append(ribbon)
    if viewed.page == "Trend":
        layers += chart_layers(viewed, PAGE_ROOM)
    table = grid(viewed)
    data: dict[str, Any] = {
        "title": around.said.title,
        "sentence": around.said.sentence,
        "author": AUTHORS,
        "lang": viewed.view.lang,
        "paged": form == "pdf",
        "notices": around.notices,
        "layers": [one.name for one in layers],
        "room": PAGE_ROOM,
        "alt": {
            "map": phrase("map-script-map"),
            "legend": phrase("picture-legend"),
            "ribbon": phrase("picture-ribbon-heading"),
            **{one.name: around.said.sentence for one in layers if "chart" in one.name},
        },
        "table": table
        and {
            "title": table.title,
            "heads": [{"text": head.text, "num": head.num} for head in table.heads],
            "rows": [
                {"cells": row.cells, "total": row.total, "heading": row.heading}
                for row in table.rows
            ],
            "widths": widths(table, PAGE_TABLE),
        },
        "time": around.time,
        "measured": around.measured,
        "sources_heading": phrase("picture-sources-heading"),
        "sources": [
            {"text": one.text, "title": one.title, "url": one.url} for one in sources(viewed)
        ],
        "licence": around.licence,
        "version": around.version,
        "link": around.link,
    }
    return press("page.typ", data, layers, form=form, scale=scale)
