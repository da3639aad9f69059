"""Draw a ribbon: a path unrolled, its states in the colours of the verdict, its places, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pages.shared.cards.badges import Badge, badge
from routes.geometry.ribbon import Mark, Ribbon
from routes.language import date, km, number, phrase, states
from routes.model.atlas import Atlas
from routes.model.rows import Event
from routes.model.terms import GROUND, OPERATING, UNASSIGNED
from routes.verdict.judge import Judged

NARROW, WIDE = 320, 470
"""Widths in pixels for which names are chosen: a phone, and half a desk."""
CHAR_PX = 6.6
"""Pixels of a letter, on average."""


@dataclass(frozen=True)
class Segment:
    """A stretch of the path in one zone.

    Attributes
    ----------
    percent
        Its width, per cent of the ribbon.
    css
        Classes: `in` or `out` of the states to avoid, and the kind of zone.
    label
        What stands on it: state and kilometres, the state alone, or "" where neither fits.
    title
        The same in full.
    """

    percent: float
    css: str
    label: str
    title: str


@dataclass(frozen=True)
class Label:
    """A name at a place of the ribbon.

    Attributes
    ----------
    percent
        Where it stands, per cent of the ribbon from its left end.
    css
        Classes: the screens it is for (`narrow`, `wide` or `both`), and how it is set (`first`,
        `mid`, `last`).
    text
        The name.
    title
        What a tooltip adds.
    """

    percent: float
    css: str
    text: str
    title: str


@dataclass(frozen=True)
class Part:
    """A part of the path that is marked under the ribbon.

    Attributes
    ----------
    start, percent
        Where it begins, and its width, per cent of the ribbon.
    text
        What it is.
    """

    start: float
    percent: float
    text: str


@dataclass(frozen=True)
class RibbonView:
    """A ribbon as it is drawn.

    Attributes
    ----------
    title
        Where the path begins and ends.
    length
        Kilometres.
    badge
        Verdict of this path, or None where it has none of its own.
    places
        Names of places, from left to right.
    segments
        Stretches from left to right.
    spoken
        The stretches as a sentence, for who cannot see them.
    events
        Events at their places, from left to right.
    part
        The part to which the published length belongs, where that is not the whole.
    """

    title: str
    length: str
    badge: Badge | None
    places: tuple[Label, ...]
    segments: tuple[Segment, ...]
    spoken: str
    events: tuple[Label, ...]
    part: Part | None = None


def branch_ribbons(
    atlas: Atlas,
    avoid: frozenset[str],
    judged: Judged,
    ribbons: Sequence[Ribbon],
    parts: Mapping[int, Part],
) -> tuple[RibbonView, ...]:
    """Draw each branch of a corridor; a lane has a verdict of its own.

    Parameters
    ----------
    atlas
        Names the states.
    avoid
        ISO 3166-1 alpha-2.
    judged
        The judgement of the corridor, whose lanes are its branches.
    ribbons
        The branches unrolled, in their order.
    parts
        The part of a branch to which the published length belongs, by its number from 0.
    """
    marks: list[Badge | None] = [
        badge(lane.judged, OPERATING, avoid, atlas.state_names) for lane in judged.lanes
    ]
    return tuple(
        replace(ribbon_view(atlas, avoid, ribbon, mark), part=parts.get(n))
        for n, (ribbon, mark) in enumerate(
            zip(ribbons, marks or [None] * len(ribbons), strict=True)
        )
    )


def ribbon_view(
    atlas: Atlas, avoid: frozenset[str], ribbon: Ribbon, mark: Badge | None = None
) -> RibbonView:
    """Draw one path.

    Parameters
    ----------
    atlas
        Names the states.
    avoid
        ISO 3166-1 alpha-2.
    ribbon
        The path unrolled.
    mark
        Its verdict, if it has one of its own.
    """
    parts = segments(ribbon, avoid, atlas.state_names)
    return RibbonView(
        title=f"{ribbon.places[0].text} → {ribbon.places[-1].text}",
        length=km(ribbon.length_km),
        badge=mark,
        places=place_labels(ribbon),
        segments=parts,
        spoken=phrase("common-sentence.joint").join(part.title for part in parts),
        events=event_labels(ribbon),
    )


def segments(
    ribbon: Ribbon, avoid: frozenset[str], names: Mapping[str, str]
) -> tuple[Segment, ...]:
    """Draw each stretch in the colour of its verdict.

    Parameters
    ----------
    ribbon
        The path unrolled.
    avoid
        ISO 3166-1 alpha-2.
    names
        Names of states by code.
    """
    out = []
    for part in ribbon.stretches:
        percent = 100 * part.km / ribbon.length_km
        if part.state:
            name = states([part.state], names)
        else:
            name = phrase("zone-unassigned" if part.kind == UNASSIGNED else "ribbon-open-sea")
        inside = part.state in avoid and part.kind in GROUND
        css = f"{'in' if inside else 'out'} {part.kind}"
        room = percent / 100 * NARROW / CHAR_PX
        text = phrase("ribbon-label", place=name, km=km(part.km))
        label = text if len(text) < room else name if len(name) < room else ""
        title = phrase("ribbon-stretch", place=name, zone=part.kind, km=km(part.km))
        out.append(Segment(percent, css, label, title))
    return tuple(out)


def place_labels(ribbon: Ribbon) -> tuple[Label, ...]:
    """Choose the names that fit: on a phone the ends and few more, on a desk as many as go.

    Parameters
    ----------
    ribbon
        The path unrolled.
    """
    narrow = _fitting(ribbon, NARROW, ribbon.places)
    wide = _fitting(ribbon, WIDE, ribbon.places)
    chosen = [mark for mark in ribbon.places if mark in narrow or mark in wide]
    out = []
    for mark in chosen:
        kind = "both" if mark in narrow and mark in wide else "wide" if mark in wide else "narrow"
        percent = 100 * mark.km / ribbon.length_km
        title = phrase("ribbon-place", km=number(mark.km))
        out.append(Label(percent, f"{kind} {_side(percent)}", mark.text, title))
    return tuple(out)


def event_labels(ribbon: Ribbon) -> tuple[Label, ...]:
    """Gather events that share a place into one label.

    Parameters
    ----------
    ribbon
        The path unrolled, with its events.
    """
    at: dict[float, list[Event]] = {}
    for where, event in ribbon.events:
        at.setdefault(where, []).append(event)
    out = []
    for where, events in sorted(at.items()):
        percent = 100 * where / ribbon.length_km
        text = date(events[0].date)
        if len(events) > 1:
            text = phrase("ribbon-events", n=len(events))
        titles = (phrase("source-event", date=date(e.date), title=e.title) for e in events)
        out.append(Label(percent, f"both {_side(percent)}", f"◆ {text}", "\n".join(titles)))
    return tuple(out)


def _side(percent: float) -> str:
    return "first" if percent < 8 else "last" if percent > 92 else "mid"


def _fitting(ribbon: Ribbon, width: int, marks: Iterable[Mark]) -> set[Mark]:
    """Choose names by rank, then along the path, where no other name is in the way."""
    taken: list[tuple[float, float]] = []
    kept: set[Mark] = set()
    for mark in sorted(marks, key=lambda m: (m.rank, m.km)):
        percent = 100 * mark.km / ribbon.length_km
        size = len(mark.text) * CHAR_PX + 8
        centre = percent / 100 * width
        side = _side(percent)
        low = centre if side == "first" else centre - (size if side == "last" else size / 2)
        if all(low >= right or low + size <= left for left, right in taken):
            taken.append((low, low + size))
            kept.add(mark)
    return kept
