"""Show the two sets of borders: where they come from, what is disputed, what they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.template import Template
from pages.shared.cards.zones import disputed, km_range
from routes.language import km, phrase, states
from routes.model.atlas import Atlas, ZoneKm
from routes.model.borders import BORDERS, Provenance
from routes.model.rows import Jurisdiction
from routes.verdict.ownership import Owners
from routes.verdict.redrawn import Redrawn, RedrawnKm, redrawn, redrawn_km
from routes.verdict.tests import Test


@dataclass(frozen=True)
class OriginRow:
    """Where a set of borders comes from.

    Attributes
    ----------
    name
        Name of the set.
    source, package, version, file, sha256
        As in `Provenance`.
    """

    name: str
    source: str
    package: str
    version: str
    file: str
    sha256: str


@dataclass(frozen=True)
class AreaRow:
    """A disputed area.

    Attributes
    ----------
    area
        Its name, with who controls and who claims it.
    note
        What a reader should know.
    source
        Who says so.
    """

    area: str
    note: str
    source: SourceLink


@dataclass(frozen=True)
class ChangeRow:
    """An answer that the lines of control change.

    Attributes
    ----------
    corridor
        Corridor, with the port of loading for a lane.
    state
        State asked about.
    test
        Question.
    before, after
        Answer with kilometres by the UN's borders and by the lines of control.
    verdict
        The verdict, or how it turns.
    turned
        Whether the verdict is another.
    """

    corridor: str
    state: str
    test: str
    before: str
    after: str
    verdict: str
    turned: bool


@dataclass(frozen=True)
class KmRow:
    """Kilometres of a leg that the lines of control change.

    Attributes
    ----------
    leg
        Name of the leg.
    state
        Name of the state.
    where
        Kind of zone.
    before, after
        Kilometres with their bounds.
    """

    leg: str
    state: str
    where: str
    before: str
    after: str


@dataclass(frozen=True)
class BordersTable:
    """Both sets of borders and what changes between them.

    Attributes
    ----------
    origins
        Where each comes from.
    areas
        What is disputed.
    sentences
        What changes, in words with numbers.
    changes
        Every answer that changes.
    legs
        The kilometres behind them.
    """

    origins: tuple[OriginRow, ...]
    areas: tuple[AreaRow, ...]
    sentences: tuple[str, ...]
    changes: tuple[ChangeRow, ...]
    legs: tuple[KmRow, ...]


TABLE = Template("borders.html", BordersTable)


def borders_html(
    un: Atlas,
    control: Atlas,
    rows: tuple[Owners, Sequence[Jurisdiction]],
    origins: Mapping[str, Provenance],
    cite: Citations,
) -> str:
    """Render both sets of borders and what changes between them.

    Parameters
    ----------
    un, control
        The same data as measured by the UN's borders and by the lines of control.
    rows
        Who owns the operators, and all rows on courts.
    origins
        Where each set comes from.
    cite
        Looks up the sources.

    Returns
    -------
    HTML in which every value is escaped.
    """
    changes, legs = redrawn(un, control, *rows), redrawn_km(un, control)
    names = un.state_names
    return TABLE.fill(
        BordersTable(
            origins=tuple(_origin(name, origins[name]) for name in BORDERS),
            areas=tuple(
                AreaRow(disputed(area, names), area.note, cite.source(area.source_id))
                for area in control.areas.values()
            ),
            sentences=_sentences(un, control, changes, legs),
            changes=tuple(row for change in changes for row in _rows(change, un)),
            legs=tuple(_km_row(row, un) for row in legs),
        )
    )


def _origin(name: str, origin: Provenance) -> OriginRow:
    return OriginRow(
        name=phrase(f"borders-set-{name}"),
        source=origin.source,
        package=origin.package,
        version=origin.version,
        file=origin.file,
        sha256=origin.sha256,
    )


def _sentences(
    un: Atlas, control: Atlas, changes: Sequence[Redrawn], legs: Sequence[RedrawnKm]
) -> tuple[str, ...]:
    """Say how many verdicts turn, which, and how many kilometres move."""
    turned = [one for one in changes if one.turned]
    corridors = {one.corridor_id for one in turned if not one.lane}
    told = [
        phrase(
            "borders-turned",
            n=len(corridors),
            total=len(un.corridors),
            legs=len({row.leg_id for row in legs}),
            all=len(un.legs),
        )
    ]
    told += [
        phrase(
            "borders-turns",
            corridor=_name(one, un),
            state=states([one.state], un.state_names),
            before=phrase(f"borders-verdict-{one.before}"),
            after=phrase(f"borders-verdict-{one.after}"),
        )
        for one in turned
    ]
    for area in control.areas.values():
        pieces = [p for leg in control.legs.values() for p in leg.areas if p.area == area.area_id]
        if pieces:
            told.append(
                phrase(
                    "borders-area",
                    area=disputed(area, un.state_names),
                    km=km(sum(piece.km for piece in pieces)),
                    high=km(sum(piece.high for piece in pieces)),
                )
            )
    return tuple(told)


def _name(change: Redrawn, atlas: Atlas) -> str:
    name = atlas.corridors[change.corridor_id].name
    if not change.lane:
        return name
    return phrase("borders-lane", corridor=name, port=atlas.places[change.lane].label)


def _rows(change: Redrawn, atlas: Atlas) -> list[ChangeRow]:
    before, after = (
        phrase(f"borders-verdict-{change.before}"),
        phrase(f"borders-verdict-{change.after}"),
    )
    verdict = phrase("borders-to", before=before, after=after) if change.turned else after
    return [
        ChangeRow(
            corridor=_name(change, atlas),
            state=states([change.state], atlas.state_names),
            test=phrase(f"test-{one.test}"),
            before=_answer(one),
            after=_answer(other),
            verdict=verdict,
            turned=change.turned,
        )
        for one, other in change.tests
    ]


def _answer(test: Test) -> str:
    answer = phrase(f"answer-{test.answer}")
    if test.value is None or test.unit != "km":
        return answer
    return phrase("borders-answer", answer=answer, km=_km(test.value, test.low, test.high))


def _km_row(row: RedrawnKm, atlas: Atlas) -> KmRow:
    return KmRow(
        leg=atlas.legs[row.leg_id].name,
        state=states([row.state], atlas.state_names),
        where=phrase(f"zone-{row.kind}"),
        before=_zone(row.before),
        after=_zone(row.after),
    )


def _zone(zone: ZoneKm | None) -> str:
    return _km(zone.km, zone.low, zone.high) if zone else _km(0.0, 0.0, 0.0)


def _km(value: float, low: float | None, high: float | None) -> str:
    bounds = km_range(low, high)
    return phrase("borders-range", km=km(value), range=bounds) if bounds else km(value)
