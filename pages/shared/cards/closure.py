"""Lay a closure's answer out: before and after by way out, what binds, what it assumes."""

from __future__ import annotations

from types import SimpleNamespace as Item

from pages.shared.cards import corridor as corridor_card
from pages.shared.cards import words
from routes.files.load import Tables
from routes.language import listed
from routes.model.atlas import Atlas
from routes.model.rows import Capacity
from routes.network.capacity import Capacities
from routes.network.flow import COUNTRY, Outcome
from routes.sentences.closure import Way, gains, mt, unaccounted, ways

WIDEST = 9.0
"""Pixels of a line that carries `FULL` Mt a year."""
FULL = 60.0
LEAST = 0.05
"""Mt a year that are worth a line."""


def names_of(tables: Tables) -> dict[str, str]:
    """Name transfers and gates by id."""
    found = {gate.gate_id: gate.name_en for gate in tables.gates}
    return found | {transfer.transfer_id: transfer.name_en for transfer in tables.transfers}


def _at_sea(atlas: Atlas, outcome: Outcome, leg_id: str) -> bool:
    """Tell the lanes beyond the ports of loading, on which the model has no say."""
    return atlas.legs[leg_id].mode == "sea" and leg_id not in outcome.ways


def shown(atlas: Atlas, outcome: Outcome, before: Outcome) -> list[str]:
    """List the legs for the map: those in service that carry, carried or are closed, and lanes."""
    old = {leg.leg_id: leg.flow for leg in before.legs}
    return [
        leg.leg_id
        for leg in outcome.legs
        if leg.closed
        or max(leg.flow, old[leg.leg_id]) > LEAST
        or (leg.bound.high > 0 and not _at_sea(atlas, outcome, leg.leg_id))
    ]


def widths(atlas: Atlas, outcome: Outcome) -> dict[str, float]:
    """Turn flows into widths of lines; what carries nothing stays a hair."""
    return {
        leg.leg_id: 1.0
        if _at_sea(atlas, outcome, leg.leg_id)
        else round(1.0 + WIDEST * min(1.0, leg.flow / FULL), 2)
        for leg in outcome.legs
    }


def tips(atlas: Atlas, outcome: Outcome) -> dict[str, str]:
    """Word what each leg moved and moves, for the map's tooltip."""
    found = {}
    for leg in outcome.legs:
        moved = f"moved {mt(*leg.actual)} Mt in {outcome.year}; " if leg.actual else ""
        low, high = sorted((leg.flow_low, leg.flow))
        now = f"now {mt(low, high)} Mt a year"
        if _at_sea(atlas, outcome, leg.leg_id):
            now = "which market takes it is not modelled"
        found[f"flow.{leg.leg_id}"] = moved + now
    return found


def render(
    atlas: Atlas, tables: Tables, outcome: Outcome, before: Outcome, caps: Capacities
) -> str:
    """Return HTML; `before` is the same year without a closure."""
    names = names_of(tables)
    named = [n for n, _ in outcome.cut_low if n != COUNTRY]
    changed = outcome.closures and set(named) != {n for n, _ in outcome.cut}
    found = ways(atlas, outcome)
    most = max([w.after[1] for w in found] + [w.moved[1] for w in found if w.moved] + [1.0])
    it = Item(
        rows=[
            *(_row(way, most, _moved(tables, caps, way.leg_id)) for way in found),
            *_rest(outcome),
            _total(outcome, _moved(tables, caps, COUNTRY)),
        ],
        basis=f"Moved in {outcome.year}: {outcome.basis}.",
        cut=[
            _cut(atlas, tables, caps, outcome, names, n, v)
            for n, v in outcome.cut
            if outcome.closures and n != COUNTRY
        ],
        cut_low=changed
        and listed(
            f"{names.get(n) or atlas.name_of(n)} ({v:.1f})"
            for n, v in outcome.cut_low
            if n != COUNTRY
        ),
        gains=listed(f"{name} (+{value:.1f})" for name, value in told)
        if outcome.closures and (told := gains(atlas, before, outcome))
        else "",
        naive=outcome.naive and mt(*outcome.naive),
        assumptions=outcome.assumptions,
    )
    return corridor_card.TEMPLATES.get_template("closure.html").render(it=it)


def _row(way: Way, most: float, sources: list[Item]) -> Item:
    moved = way.moved[1] if way.moved else 0.0
    return Item(
        name=way.name,
        moved=mt(*way.moved) if way.moved else "no figure",
        now=mt(*way.after),
        low=100 * way.after[0] / most,
        maybe=100 * (way.after[1] - way.after[0]) / most,
        gone=100 * max(0.0, moved - way.after[1]) / most,
        closed=way.closed,
        total=False,
        sources=sources,
    )


def _rest(outcome: Outcome) -> list[Item]:
    """Show what no way out has a figure for, so that the column adds up."""
    low, high = unaccounted(outcome)
    if high < LEAST:
        return []
    return [
        Item(
            name="Without a figure by way",
            moved=mt(low, high),
            now="",
            low=0.0,
            maybe=0.0,
            gone=0.0,
            closed=False,
            total=False,
            sources=[],
        )
    ]


def _total(outcome: Outcome, sources: list[Item]) -> Item:
    low, high = outcome.flow
    whole = max(outcome.actual[1], high)
    return Item(
        name="All ways out",
        moved=mt(*outcome.actual),
        now=mt(low, high),
        low=100 * low / whole,
        maybe=100 * (high - low) / whole,
        gone=100 * max(0.0, outcome.actual[1] - high) / whole,
        closed=False,
        total=True,
        sources=sources,
    )


def _moved(tables: Tables, caps: Capacities, element: str) -> list[Item]:
    """Cite what an element is said to have moved in the year."""
    rows = [row for row in caps.rows_of(element) if row.role not in {"nameplate", "others"}]
    return _sources(tables, rows)


def _sources(tables: Tables, rows: list[Capacity]) -> list[Item]:
    cite = words.Citations(tables)
    refs = (ref for row in rows for ref in row.figures.split("|"))
    names = dict.fromkeys(ref.split(":")[2].split("@")[0] for ref in refs)
    return [found for name in names if (found := cite.source(name))]


def _cut(
    atlas: Atlas,
    tables: Tables,
    caps: Capacities,
    outcome: Outcome,
    names: dict[str, str],
    part: str,
    value: float,
) -> Item:
    return Item(
        name=names.get(part) or atlas.name_of(part),
        value=f"{value:.1f} Mt a year for Kazakh oil",
        how=outcome.bounds[part].how if part in outcome.bounds else "what the field produced",
        sources=_sources(tables, caps.rows_of(part)),
    )
