"""Draw a ribbon: a path unrolled, its states in the colours of the verdict, its places, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from pages.shared.cards.badges import Badge, badge
from routes.geometry.ribbon import Mark, Ribbon, Stretch
from routes.language import date, km, number, phrase, state_names, states
from routes.model.atlas import Atlas
from routes.model.names import short
from routes.model.rows import Event
from routes.model.terms import (
    BEYOND,
    GROUND,
    LAND,
    NEAREST_WATERS,
    OPERATING,
    TERRITORIAL_SEA,
    UNASSIGNED,
)
from routes.verdict.judge import Judged

SIZES = {"narrow": 320, "wide": 470, "broad": 760}
"""Widths in pixels for which words are chosen, by class: a phone, half a desk, and a desk."""
CHAR_PX = 6.6
"""Pixels of a letter, on average."""


LONG = 0.25
"""Part of a path from which on its way by ship is folded, so that the land has room."""
FOLDED = 17.0
"""Per cent of the ribbon that is left of a way by ship."""


@dataclass(frozen=True)
class SizedText:
    """A text for some sizes of the ribbon.

    Attributes
    ----------
    css
        The sizes it is for, of `SIZES`.
    text
        The text.
    """

    css: str
    text: str


@dataclass(frozen=True)
class Segment:
    """A stretch of the path in one zone, or a way by ship that is folded.

    Attributes
    ----------
    percent
        Its width, per cent of the ribbon.
    css
        Classes: `in` or `out` of the states to avoid, and the kind of zone; `out fold`.
    labels
        What stands on it at each of `SIZES`: state and kilometres, one of them alone, or "" where
        nothing fits.
    title
        The same in full.
    """

    percent: float
    css: str
    labels: tuple[SizedText, ...]
    title: str


@dataclass(frozen=True)
class Label:
    """A name at a place of the ribbon.

    Attributes
    ----------
    percent
        Where it stands, per cent of the ribbon from its left end.
    css
        Classes: the sizes it is for, of `SIZES`, and how it is set (`first`, `mid`, `last`).
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
class EventGroup:
    """Events at one place of the ribbon.

    Attributes
    ----------
    percent
        Where they stand, per cent of the ribbon from its left end.
    text
        How many, and at which kilometre.
    events
        Date and title of each.
    """

    percent: float
    text: str
    events: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """An entry of the key to the colours.

    Attributes
    ----------
    css
        Classes of a segment that has the colour.
    text
        What the colour says.
    """

    css: str
    text: str


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
    key
        What the colours say; empty where all is land outside the states to avoid.
    part
        The part to which the published length belongs, where that is not the whole.
    """

    title: str
    length: str
    badge: Badge | None
    places: tuple[Label, ...]
    segments: tuple[Segment, ...]
    spoken: str
    events: tuple[EventGroup, ...]
    key: tuple[Key, ...]
    part: Part | None = None


class Scale:
    """Where the kilometres of a path stand on its ribbon.

    A long way by ship outside the states to avoid is folded to a stub; all the rest is drawn to
    one scale.

    Parameters
    ----------
    ribbon
        The path unrolled.
    avoid
        ISO 3166-1 alpha-2.
    """

    def __init__(self, ribbon: Ribbon, avoid: frozenset[str]) -> None:
        self._length = ribbon.length_km
        runs: list[tuple[bool, list[Stretch]]] = [
            (at_sea, list(some))
            for at_sea, some in groupby(ribbon.stretches, lambda one: _may_fold(one, avoid))
        ]
        folded = [
            at_sea and sum(one.km for one in some) > LONG * ribbon.length_km
            for at_sea, some in runs
        ]
        if all(folded):
            folded = [False] * len(runs)
        self.runs: list[tuple[bool, list[Stretch]]] = [
            (fold, some) for fold, (_, some) in zip(folded, runs, strict=True)
        ]
        shown = sum(one.km for fold, some in self.runs if not fold for one in some)
        self._unit = (100 - FOLDED * sum(folded)) / shown if shown else 0.0
        self._km, self._percent = [0.0], [0.0]
        for fold, some in self.runs:
            km = sum(one.km for one in some)
            self._km.append(self._km[-1] + km)
            self._percent.append(self._percent[-1] + (FOLDED if fold else km * self._unit))

    def at(self, km: float) -> float:
        """Return where a kilometre stands, per cent of the ribbon.

        Parameters
        ----------
        km
            Kilometres from the path's origin.
        """
        # The sum of the stretches and the length differ by rounding.
        scaled = km * self._km[-1] / self._length
        return float(np.interp(scaled, self._km, self._percent))

    def folds(self, km: float) -> bool:
        """Return whether a kilometre lies within what is folded, its ends left out.

        Parameters
        ----------
        km
            Kilometres from the path's origin.
        """
        slack = 0.005 * self._length
        return any(
            fold and start + slack < km < end - slack
            for (fold, _), start, end in zip(self.runs, self._km, self._km[1:], strict=False)
        )


def _may_fold(stretch: Stretch, avoid: frozenset[str]) -> bool:
    """Return whether ships pass there outside the ground of the states to avoid."""
    return stretch.mode == "sea" and not (stretch.state in avoid and stretch.kind in GROUND)


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
        replace(
            ribbon_view(atlas, avoid, ribbon, mark),
            part=_scaled(parts.get(n), ribbon, Scale(ribbon, avoid)),
        )
        for n, (ribbon, mark) in enumerate(
            zip(ribbons, marks or [None] * len(ribbons), strict=True)
        )
    )


def _scaled(part: Part | None, ribbon: Ribbon, scale: Scale) -> Part | None:
    """Return a part of a path where its kilometres stand on the ribbon."""
    if part is None:
        return None
    ends = (part.start, part.start + part.percent)
    start, end = (scale.at(percent / 100 * ribbon.length_km) for percent in ends)
    return replace(part, start=start, percent=end - start)


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
    scale = Scale(ribbon, avoid)
    parts = segments(scale, avoid, atlas.state_names)
    spoken = (_told(one, atlas.state_names) for one in ribbon.stretches)
    return RibbonView(
        title=f"{ribbon.places[0].text} → {ribbon.places[-1].text}",
        length=km(ribbon.length_km),
        badge=mark,
        places=place_labels(ribbon, scale),
        segments=parts,
        spoken=phrase("common-sentence.joint").join(spoken),
        events=event_groups(ribbon, scale),
        key=_key(parts, avoid, atlas.state_names),
    )


def segments(scale: Scale, avoid: frozenset[str], names: Mapping[str, str]) -> tuple[Segment, ...]:
    """Draw each stretch in the colour of its verdict, and a long way by ship as one stub.

    Parameters
    ----------
    scale
        The path unrolled, and where its kilometres stand.
    avoid
        ISO 3166-1 alpha-2.
    names
        Names of states by code.
    """
    out = []
    for fold, some in scale.runs:
        if fold:
            length = km(sum(one.km for one in some))
            stub = phrase("ribbon-fold", km=length)
            parts = phrase("common-sentence.joint").join(_told(one, names) for one in some)
            title = phrase("ribbon-folded", km=length, parts=parts)
            out.append(Segment(FOLDED, "out fold", _sized((stub, length), FOLDED), title))
            continue
        for one in some:
            percent = scale.at(one.start + one.km) - scale.at(one.start)
            inside = one.state in avoid and one.kind in GROUND
            css = f"{'in' if inside else 'out'} {one.kind}"
            name, length = _name(one, names), km(one.km)
            texts = (phrase("ribbon-label", place=name, km=length), length, name)
            out.append(Segment(percent, css, _sized(texts, percent), _told(one, names)))
    return tuple(out)


def _sized(texts: Iterable[str], percent: float) -> tuple[SizedText, ...]:
    """Choose for each size the first of some texts that has room; one text for all comes once."""
    tried = tuple(texts)
    chosen: dict[str, list[str]] = {}
    for size, width in SIZES.items():
        room = percent / 100 * width / CHAR_PX
        text = next((text for text in tried if len(text) < room), "")
        chosen.setdefault(text, []).append(size)
    return tuple(SizedText(" ".join(sizes), text) for text, sizes in chosen.items() if text)


def _name(stretch: Stretch, names: Mapping[str, str]) -> str:
    """Return whose a stretch is."""
    if stretch.state:
        return states([stretch.state], names)
    return phrase("zone-unassigned" if stretch.kind == UNASSIGNED else "ribbon-open-sea")


def _told(stretch: Stretch, names: Mapping[str, str]) -> str:
    """Tell a stretch in full."""
    place = _name(stretch, names)
    return phrase("ribbon-stretch", place=place, zone=stretch.kind, km=km(stretch.km))


def _key(
    parts: Iterable[Segment], avoid: frozenset[str], names: Mapping[str, str]
) -> tuple[Key, ...]:
    """List what the colours of a ribbon say, in the order of how near land they are."""
    seen = {part.css for part in parts}
    key = []
    if any(css.startswith("in ") for css in seen):
        key.append(Key("in", phrase("ribbon-key-inside", avoid=state_names(avoid, names))))
    kinds = (LAND, TERRITORIAL_SEA, NEAREST_WATERS, BEYOND, "fold")
    out = [
        Key(f"out {kind}", phrase(f"ribbon-colour-{kind}"))
        for kind in kinds
        if f"out {kind}" in seen
    ]
    return (*key, *out) if key or len(out) > 1 else ()


def place_labels(ribbon: Ribbon, scale: Scale) -> tuple[Label, ...]:
    """Choose the names that fit: on a phone the ends and few more, on a desk as many as go.

    Parameters
    ----------
    ribbon
        The path unrolled.
    scale
        Where kilometres stand; what lies within a fold has no place on the ribbon.
    """
    marks = [mark for mark in ribbon.places if not scale.folds(mark.km)]
    fitting = {size: _fitting(scale, width, marks) for size, width in SIZES.items()}
    out = []
    for mark in marks:
        sizes = [size for size, kept in fitting.items() if mark in kept]
        if sizes:
            percent = scale.at(mark.km)
            title = phrase("ribbon-place", km=number(mark.km))
            css = " ".join((*sizes, _side(percent)))
            out.append(Label(percent, css, short(mark.text), title))
    return tuple(out)


def event_groups(ribbon: Ribbon, scale: Scale) -> tuple[EventGroup, ...]:
    """Gather events that share a place.

    Parameters
    ----------
    ribbon
        The path unrolled, with its events.
    scale
        Where kilometres stand.
    """
    at: dict[float, list[Event]] = {}
    for where, event in ribbon.events:
        at.setdefault(where, []).append(event)
    return tuple(
        EventGroup(
            percent=scale.at(where),
            text=phrase("ribbon-events", n=len(events), km=number(where)),
            events=tuple(
                phrase("source-event", date=date(one.date), title=one.title) for one in events
            ),
        )
        for where, events in sorted(at.items())
    )


def _side(percent: float) -> str:
    return "first" if percent < 8 else "last" if percent > 92 else "mid"


def _fitting(scale: Scale, width: int, marks: Iterable[Mark]) -> set[Mark]:
    """Choose names by rank, then along the path, where no other name is in the way."""
    taken: list[tuple[float, float]] = []
    kept: set[Mark] = set()
    for mark in sorted(marks, key=lambda m: (m.rank, m.km)):
        percent = scale.at(mark.km)
        size = len(short(mark.text)) * CHAR_PX + 8
        centre = percent / 100 * width
        side = _side(percent)
        low = centre if side == "first" else centre - (size if side == "last" else size / 2)
        if all(low >= right or low + size <= left for left, right in taken):
            taken.append((low, low + size))
            kept.add(mark)
    return kept
