"""List published lengths beside those on the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.template import Template
from routes.evidence.lengths import Compared, spread
from routes.language import number, phrase


@dataclass(frozen=True)
class LengthRow:
    """A published length beside that on the map.

    Attributes
    ----------
    name
        Name of the line.
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
    measured
        What they show, in a sentence or two; "" where there is none.
    """

    rows: tuple[LengthRow, ...]
    measured: str


TABLE = Template("lengths.html", LengthTable)


def lengths_html(lengths: Iterable[Compared], states: Mapping[str, str], cite: Citations) -> str:
    """Render published lengths beside those on the map.

    Parameters
    ----------
    lengths
        The lengths compared.
    states
        Names of states by code.
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
            state=states.get(row.state) or phrase("length-whole"),
            published=number(row.published_km),
            on_map=number(row.map_km),
            share=phrase("number-percent", value=number(100 * row.ratio, ".1f")),
            source=cite.source(row.source_id),
        )
        for row in compared
    )
    return TABLE.fill(LengthTable(tuple(rows), _measured(compared)))


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
