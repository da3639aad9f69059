"""Draw a ribbon, a path unrolled, as the page draws it: colours of the verdict, places, key."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pages.shared.cards.ribbon import Label, RibbonView, Segment
from pages.shared.theme import THEME
from publish.drawing.layers import Layer, layer, written
from publish.drawing.letters import lines
from publish.drawing.letters import width as width_of
from publish.drawing.shown import ribbons
from publish.viewed import Viewed
from routes.language import phrase

BAR: Final = 30.0
SIZE: Final = 12.5
SMALL: Final = 11.5
FOLD_PX: Final = 6.0
"""Pixels from stroke to stroke of what is folded."""
COLOURS: Final = {
    "in": (THEME.inside, THEME.white),
    "out land": (THEME.outside, THEME.white),
    "out territorial_sea": (THEME.outside_sea, THEME.white),
    "out nearest_waters": (THEME.outside_waters, THEME.ink),
    "out beyond": (THEME.outside_beyond, THEME.ink),
    "out fold": (THEME.outside_beyond, THEME.ink),
}
"""Ground and letters of a segment by its classes, as in `static/app.css`."""


def ribbon_layer(viewed: Viewed, width: int, *, events: bool = True) -> Layer | None:
    """Draw the ribbons of a view below each other; None where it has none.

    Parameters
    ----------
    viewed
        The page and its view.
    width
        Pixels.
    events
        Whether what happened along it is told.
    """
    found = tuple(one if events else replace(one, events=()) for one in ribbons(viewed))
    if not found:
        return None
    inner, y = [], 0.0
    for one in found:
        drawn, high = _ribbon(one, width, y)
        inner.append(drawn)
        y += high + 14
    svg, high = _key(found, width, y - 4)
    return layer("ribbon", "".join(inner) + svg, width, y + high)


def _colour(css: str) -> tuple[str, str]:
    return COLOURS["in"] if css.startswith("in") else COLOURS.get(css, COLOURS["out beyond"])


def _ribbon(view: RibbonView, width: float, top: float) -> tuple[str, float]:
    words = f"{view.title}, {view.length}"
    parts = [written(words, 0, top + 13, 14, weight=600)]
    if view.badge:
        colour = {"good": THEME.outside_dark, "bad": THEME.inside_dark}
        x = width_of(words, 14, 600) + 12
        mark = colour.get(view.badge.css, THEME.dim)
        parts.append(written(view.badge.plain, x, top + 13, 13, weight=600, color=mark))
    names, bar = top + 34, top + 42
    x = 0.0
    for one in view.segments:
        wide = one.percent / 100 * width
        parts.append(_segment(one, x, bar, wide))
        x += wide
    for label in _fitting(view.places, width):
        at = label.percent / 100 * width
        anchor = _anchor(label)
        parts.append(written(label.text, at, names, SMALL, color=THEME.dim, anchor=anchor))
        parts.append(
            f'<path d="M{at:.1f} {bar - 5:.1f}v5" stroke="{THEME.dim}" fill="none"/>'
            f'<path d="M{at:.1f} {bar:.1f}v6" stroke="{THEME.white}" fill="none"/>'
        )
    high = 42 + BAR
    if view.part:
        start, wide = view.part.start / 100 * width, view.part.percent / 100 * width
        parts.append(
            f'<path d="M{start:.1f} {bar + BAR + 4:.1f}v4h{wide:.1f}v-4" fill="none"'
            f' stroke="{THEME.dim}"/>'
        )
        parts.append(written(view.part.text, start, bar + BAR + 21, SMALL, color=THEME.dim))
        high += 24
    if view.events:
        high += 18
        for group in view.events:
            at = min(max(group.percent / 100 * width, 4), width - 4)
            where = f"M{at:.1f} {top + high - 14:.1f}l4 5l-4 5l-4 -5z"
            parts.append(f'<path d="{where}" fill="{THEME.ink}"/>')
        for group in view.events:
            told = phrase("common-sentence.joint").join(group.events)
            for line in lines(f"◆ {group.text}: {told}", SMALL, width):
                parts.append(written(line, 0, top + high + 12, SMALL, color=THEME.dim))
                high += 15
        high += 4
    return "".join(parts), high


def _segment(one: Segment, x: float, y: float, wide: float) -> str:
    ground, ink = _colour(one.css)
    side = one.css.partition(" ")[0]
    box = f'x="{x:.2f}" y="{y:.1f}" width="{wide:.2f}" height="{BAR:g}"'
    edge = f'stroke="{THEME.white}" stroke-width="0.6"'
    parts = [f'<rect {box} fill="{ground}" {edge} data-side="{side}"/>']
    if one.css == "out fold":
        step, strokes = FOLD_PX, []
        at = x + step
        while at < x + wide - step:
            strokes.append(f"M{at:.1f} {y + BAR - 5:.1f}l5 {-BAR + 10:.1f}")
            at += 2 * step
        parts.append(
            f'<path d="{"".join(strokes)}" stroke="{THEME.white}" stroke-width="2" fill="none"/>'
        )
    told = [label.text for label in one.labels]
    words = next((t for t in sorted(told, key=len)[::-1] if width_of(t, SIZE) < wide - 6), "")
    if words:
        parts.append(
            written(words, x + wide / 2, y + BAR / 2 + 4, SIZE, color=ink, anchor="middle")
        )
    return "".join(parts)


def _anchor(label: Label) -> str:
    side = label.css.split()[-1]
    return {"first": "start", "last": "end"}.get(side, "middle")


def _fitting(labels: tuple[Label, ...], width: float) -> list[Label]:
    """Choose the names that do not touch: the ends first, then from left to right."""
    taken: list[tuple[float, float]] = []
    kept = []
    for label in sorted(labels, key=lambda one: (_anchor(one) == "middle", one.percent)):
        at, wide = label.percent / 100 * width, width_of(label.text, SMALL) + 8
        left = {"start": at, "end": at - wide}.get(_anchor(label), at - wide / 2)
        if all(left >= b or left + wide <= a for a, b in taken):
            taken.append((left, left + wide))
            kept.append(label)
    return kept


def _key(found: tuple[RibbonView, ...], width: float, top: float) -> tuple[str, float]:
    """Draw what the colours say, each once."""
    entries = {entry.css: entry for view in found for entry in view.key}
    parts, x, y = [], 0.0, top
    for entry in entries.values():
        wide = 20 + width_of(entry.text, SMALL) + 18
        if x and x + wide > width:
            x, y = 0.0, y + 18
        ground, _ = _colour(entry.css)
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="14" height="11" fill="{ground}"/>')
        parts.append(written(entry.text, x + 20, y + 10, SMALL, color=THEME.map_text))
        x += wide
    return "".join(parts), (y - top + 18) if entries else 0.0
