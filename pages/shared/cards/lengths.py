"""List published lengths beside those on the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.template import Template
from routes.evidence.lengths import Compared, spread
from routes.language import km, number, phrase
from routes.model.atlas import Atlas
from routes.model.rows import Stretch


@dataclass(frozen=True)
class LengthRow:
    """A published length beside that on the map.

    Attributes
    ----------
    name
        Name of the line.
    stretch
        What was measured, from where to where.
    state
        State in which it was measured, or that it is the whole.
    published, on_map
        Kilometres.
    share
        Map over published, per cent.
    source
        Who published it.
    """

    name: str
    stretch: str
    state: str
    published: str
    on_map: str
    share: str
    source: SourceLink


@dataclass(frozen=True)
class LengthTable:
    """Published lengths.

    Attributes
    ----------
    rows
        The lengths, in the order of the data.
    apart
        Lines whose published length is of another way than the map draws, each as a sentence.
    measured
        What they show, in a sentence or two; "" where there is none.
    """

    rows: tuple[LengthRow, ...]
    apart: tuple[str, ...]
    measured: str


TABLE = Template("lengths.html", LengthTable)


def lengths_html(
    lengths: Iterable[Compared], atlas: Atlas, stretches: Iterable[Stretch], cite: Citations
) -> str:
    """Render published lengths beside those on the map.

    Parameters
    ----------
    lengths
        The lengths compared.
    atlas
        Names states and lines, and has their lengths on the map.
    stretches
        What published lengths are of, where it is not all that is drawn.
    cite
        Looks up the sources.

    Returns
    -------
    HTML in which every value is escaped.
    """
    compared = list(lengths)
    rows = (
        LengthRow(
            name=row.name,
            stretch=row.stretch,
            state=atlas.state_names.get(row.state) or phrase("length-whole"),
            published=number(row.published_km),
            on_map=number(row.map_km),
            share=phrase("number-percent", value=number(100 * row.ratio, ".1f")),
            source=cite.source(row.source_id),
        )
        for row in compared
    )
    apart = (
        phrase(
            "length-apart",
            name=atlas.corridors[one.subject_id].name,
            stretch=one.stretch_en,
            drawn=one.other_way_en,
            km=km(sum(leg.length_km for leg in atlas.legs_of(one.subject_id))),
        )
        for one in stretches
        if one.other_way_en
    )
    return TABLE.fill(LengthTable(tuple(rows), tuple(apart), _measured(compared)))


def _measured(compared: Iterable[Compared]) -> str:
    """Say how far the map and what was published are apart."""
    found = spread(compared)
    if found is None:
        return ""
    whole = phrase(
        "length-measured",
        lengths=found.lengths,
        lines=found.lines,
        least=number(found.least, ".1f"),
        middle=number(found.middle, ".1f"),
        most=number(found.most, ".1f"),
    )
    if not found.shares:
        return whole
    shares = phrase(
        "length-measured-shares", shares=found.shares, points=number(found.points, ".1f")
    )
    return f"{whole} {shares}"
