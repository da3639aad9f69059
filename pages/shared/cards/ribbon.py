"""Lay a ribbon out in HTML: the path unrolled, its states, places and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace as Item

from pages.shared.cards.words import KINDS, badge, bounds
from routes.geometry.ribbon import Mark, Ribbon
from routes.language import date, km
from routes.model.atlas import Atlas
from routes.verdict.judge import Judged

NARROW, WIDE = 320, 470
"""Widths in pixels for which names are chosen: a phone, and half a desk."""
CHAR_PX = 6.6
GROUND = frozenset({"land", "territorial_sea"})


@dataclass(frozen=True)
class Segment:
    """A stretch as drawn: width in per cent, a label if it fits, a sentence for all."""

    percent: float
    css: str
    label: str
    title: str


@dataclass(frozen=True)
class Label:
    """A name at a place of the strip; `css` says if it is for wide screens only."""

    percent: float
    css: str
    text: str
    title: str = ""


def strips(
    atlas: Atlas, corridor_id: str, avoid: frozenset[str], judged: Judged, ribbons: Sequence[Ribbon]
) -> list[Item]:
    """Lay out each branch of a corridor; a lane has a verdict of its own."""
    out = []
    for n, ribbon in enumerate(ribbons):
        lane = judged.lanes[n].judged if judged.lanes else None
        mark = lane and badge(lane, "operating", avoid, atlas.state_names)
        out.append(strip(atlas, avoid, ribbon, mark))
    return out


def strip(atlas: Atlas, avoid: frozenset[str], ribbon: Ribbon, mark: Item | None = None) -> Item:
    """Lay one path out, with a badge of its own if it has one."""
    parts = segments(ribbon, avoid, atlas.state_names)
    return Item(
        title=f"{ribbon.places[0].text} → {ribbon.places[-1].text}",
        length=km(ribbon.length_km),
        badge=mark,
        places=place_labels(ribbon),
        segments=parts,
        spoken="; ".join(part.title for part in parts),
        events=event_labels(ribbon),
    )


def segments(ribbon: Ribbon, avoid: frozenset[str], names: dict[str, str]) -> list[Segment]:
    """Draw each stretch in the colour of its verdict."""
    out = []
    for part in ribbon.stretches:
        percent = 100 * part.km / ribbon.length_km
        nobody = "land of no state" if part.kind == "unassigned" else "open sea"
        name = names.get(part.state, part.state) or nobody
        inside = part.state in avoid and part.kind in GROUND
        css = " ".join(["in" if inside else "out", part.kind])
        room = percent / 100 * NARROW / CHAR_PX
        text = f"{name} {km(part.km)}"
        label = text if len(text) < room else name if len(name) < room else ""
        where = {"territorial_sea": ", territorial sea", "nearest_waters": ", nearest waters"}.get(
            part.kind, ""
        )
        out.append(Segment(percent, css, label, f"{name}{where}: {km(part.km)}"))
    return out


def zone_rows(judged: Judged, avoid: frozenset[str], names: dict[str, str]) -> list[Item]:
    """List the same kilometres as a table; a mere touch of a zone is left out."""
    return [
        Item(
            state=names.get(zone.state, zone.state) or "no state",
            where=KINDS[zone.kind],
            km=f"{zone.km:,.0f}" if zone.km >= 10 else f"{zone.km:.1f}",
            range=bounds(zone.low, zone.high),
            share=f"{100 * zone.km / judged.length_km:.1f} %",
            inside=zone.state in avoid and zone.kind in GROUND,
        )
        for zone in judged.zones
        if zone.km >= 0.05
    ]


def place_labels(ribbon: Ribbon) -> list[Label]:
    """Choose the names that fit: on a phone the ends and few more, on a desk as many as go."""
    narrow = _fitting(ribbon, NARROW, ribbon.places)
    wide = _fitting(ribbon, WIDE, ribbon.places)
    chosen = [mark for mark in ribbon.places if mark in narrow or mark in wide]
    out = []
    for mark in chosen:
        kind = "both" if mark in narrow and mark in wide else "wide" if mark in wide else "narrow"
        percent = 100 * mark.km / ribbon.length_km
        out.append(Label(percent, f"{kind} {_side(percent)}", mark.text, f"km {mark.km:,.0f}"))
    return out


def event_labels(ribbon: Ribbon) -> list[Label]:
    """Gather events that share a place into one mark."""
    at: dict[float, list[str]] = {}
    for where, event in ribbon.events:
        at.setdefault(where, []).append(f"{date(event.date)}: {event.title}")
    out = []
    for where, told in sorted(at.items()):
        percent = 100 * where / ribbon.length_km
        text = told[0].split(":")[0] if len(told) == 1 else f"{len(told)} events"
        out.append(Label(percent, f"both {_side(percent)}", f"◆ {text}", "\n".join(told)))
    return out


def _side(percent: float) -> str:
    return "first" if percent < 8 else "last" if percent > 92 else "mid"


def _fitting(ribbon: Ribbon, width: int, marks: Iterable[Mark]) -> set[Mark]:
    """Place names by rank, then along the path, where no other name is in the way."""
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
