"""Draw the answer to a closure: before and after by way out, the bottlenecks, what it assumes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.template import Template
from routes.language import listed, named, number, phrase
from routes.model.atlas import Atlas
from routes.model.rows import Capacity
from routes.model.terms import HOME_SUBJECT
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.flow import Outcome
from routes.sentences.closure import LEAST, Way, gains, mt, unaccounted, ways


@dataclass(frozen=True)
class WayRow:
    """A way out of the country, before and after.

    Attributes
    ----------
    name
        Name of the way, or of the sum.
    moved
        Mt that moved in the year.
    now
        Mt a year that can move.
    low, maybe, gone
        Lengths of three bars one after the other, per cent: what moves in any case, what moves
        if what is not known allows it, what moved and does not any more.
    closed
        Whether the way is closed.
    total
        Whether it is the sum of all.
    sources
        Who says what moved.
    """

    name: str
    moved: str
    now: str
    low: float
    maybe: float
    gone: float
    closed: bool
    total: bool
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class BottleneckRow:
    """What lets no more through.

    Attributes
    ----------
    name
        Name of the line, place or transfer.
    value
        What it lets through, Mt a year, in words.
    how
        Where that number comes from.
    sources
        Who says so.
    """

    name: str
    value: str
    how: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class ClosureCard:
    """The answer to a closure.

    Attributes
    ----------
    rows
        Ways out, what has no figure by way, and the sum.
    basis
        How it is known what moved in the year, as a sentence.
    bottlenecks
        Bottlenecks in the high case; empty without a closure.
    bottlenecks_low
        Bottlenecks in the low case where they are others, or "".
    gains
        Ways that take over, or "".
    naive
        Mt a year if a share of moorings were a share of tonnes, or "".
    assumptions
        Sentences on what the answer rests on.
    """

    rows: tuple[WayRow, ...]
    basis: str
    bottlenecks: tuple[BottleneckRow, ...]
    bottlenecks_low: str
    gains: str
    naive: str
    assumptions: tuple[str, ...]


CARD = Template("closure.html", ClosureCard)


@store.kept(64)
def closure_html(year: int, closures: tuple[Closure, ...], as_article: bool = False) -> str:
    """Render the answer to a closure.

    Parameters
    ----------
    year
        One with figures (`flow.nearest_year`).
    closures
        What is closed.
    as_article
        Mark what was published later than the article.

    Returns
    -------
    HTML in which every value is escaped.
    """
    lib = store.library()
    outcome, before = store.flow_of(year, closures), store.flow_of(year, ())
    caps = store.capacities(year)
    cite = Citations(lib.tables, as_article)
    return CARD.fill(closure_card(lib.atlas, cite, lib.element_names, outcome, before, caps))


def closure_card(
    atlas: Atlas,
    cite: Citations,
    names: Mapping[str, str],
    outcome: Outcome,
    before: Outcome,
    caps: Capacities,
) -> ClosureCard:
    """Build the card of a closure.

    Parameters
    ----------
    atlas
        What was built.
    cite
        Looks up the sources.
    names
        Names of transfers and gates by id.
    outcome, before
        The year with the closures, and without any.
    caps
        Capacities of the year.
    """

    def _sources(rows: Iterable[Capacity]) -> tuple[SourceLink, ...]:
        refs = (ref for row in rows for ref in row.figures.split("|"))
        named = dict.fromkeys(ref.split(":")[2].split("@")[0] for ref in refs)
        return tuple(cite.source(source_id) for source_id in named)

    def _moved(element: str) -> tuple[SourceLink, ...]:
        rows = caps.rows_of(element)
        return _sources(row for row in rows if row.role not in {"nameplate", "others"})

    def _name_of(part: str) -> str:
        return names.get(part) or atlas.name_of(part)

    def _part(part: str, value: float) -> str:
        name = named("part", (part, _name_of(part)))
        return phrase("closure-part", part=name, mt=number(value, ".1f"))

    cut = [part for part in outcome.cut if outcome.closures and part[0] != HOME_SUBJECT]
    cut_low = [part for part in outcome.cut_low if part[0] != HOME_SUBJECT]
    others = outcome.closures and {n for n, _ in cut_low} != {n for n, _ in outcome.cut}
    gained = gains(atlas, before, outcome) if outcome.closures else []
    return ClosureCard(
        rows=tuple(_rows(atlas, outcome, _moved)),
        basis=phrase("closure-basis", year=outcome.year, basis=outcome.basis),
        bottlenecks=tuple(
            BottleneckRow(
                name=_name_of(part),
                value=phrase("closure-bottleneck-value", mt=number(value, ".1f")),
                how=outcome.bounds[part].how
                if part in outcome.bounds
                else phrase("closure-bottleneck-field"),
                sources=_sources(caps.rows_of(part)),
            )
            for part, value in cut
        ),
        bottlenecks_low=listed(_part(n, v) for n, v in cut_low) if others else "",
        gains=listed(
            phrase("closure-gain", name=name, mt=number(value, ".1f")) for name, value in gained
        ),
        naive=mt(*outcome.naive) if outcome.naive else "",
        assumptions=outcome.assumptions,
    )


def _rows(
    atlas: Atlas, outcome: Outcome, moved: Callable[[str], tuple[SourceLink, ...]]
) -> Iterable[WayRow]:
    """Yield the ways out, what none of them has a figure for, so that the column adds up, the sum.

    The bars of the ways are measured against the widest of them, that of the sum against itself.
    """
    out = ways(atlas, outcome)
    widest = max([way.after[1] for way in out] + [way.moved[1] for way in out if way.moved] + [1.0])
    for way in out:
        yield _way_row(way, widest, moved(way.leg_id))
    low, high = unaccounted(outcome)
    if high >= LEAST:
        yield WayRow(
            phrase("closure-without-figure"), mt(low, high), "", 0.0, 0.0, 0.0, False, False, ()
        )
    low, high = outcome.flow
    whole = max(outcome.actual[1], high)
    yield WayRow(
        name=phrase("closure-all-ways"),
        moved=mt(*outcome.actual),
        now=mt(low, high),
        low=100 * low / whole,
        maybe=100 * (high - low) / whole,
        gone=100 * max(0.0, outcome.actual[1] - high) / whole,
        closed=False,
        total=True,
        sources=moved(HOME_SUBJECT),
    )


def _way_row(way: Way, widest: float, sources: tuple[SourceLink, ...]) -> WayRow:
    moved = way.moved[1] if way.moved else 0.0
    return WayRow(
        name=way.name,
        moved=mt(*way.moved) if way.moved else phrase("closure-no-figure"),
        now=mt(*way.after),
        low=100 * way.after[0] / widest,
        maybe=100 * (way.after[1] - way.after[0]) / widest,
        gone=100 * max(0.0, moved - way.after[1]) / widest,
        closed=way.closed,
        total=False,
        sources=sources,
    )
