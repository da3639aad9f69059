"""Lay journeys out: the list of all, two side by side, and the card of each that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace as Item

from pages.shared.cards import corridor as corridor_card
from pages.shared.cards import ribbon as ribbon_card
from pages.shared.cards import words
from routes.files.load import Tables
from routes.geometry.ribbon import unroll
from routes.language import avoided, km, listed
from routes.model.atlas import Atlas
from routes.model.rows import Gate
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.journeys import Journey, differences, neck, shut_by, states_of, via
from routes.network.network import AT_MOST
from routes.sentences.closure import mt
from routes.verdict.tests import Test

NONE = "–"


def tag(atlas: Atlas, journey: Journey, closures: Sequence[Closure]) -> str:
    """Say why a journey is not open: closed by what, or idle."""
    shut = shut_by(atlas, journey, closures)
    if shut:
        return f"closed: {listed(atlas.name_of(c.id) for c in shut)}"
    return "idle" if journey.status == "idle" else ""


def option(atlas: Atlas, journey: Journey, avoid: frozenset[str]) -> str:
    """Word a journey for the picker, in markdown."""
    mark = words.badge(journey.judged, journey.status, avoid, atlas.state_names)
    modes = ", ".join(journey.modes)
    title = via(atlas, journey)
    return (
        f"**{title[0].upper()}{title[1:]}** :{mark.colour}-badge[{mark.text}] "
        f":small[{km(journey.judged.length_km)} · {modes}]"
    )


def plain(atlas: Atlas, journey: Journey) -> str:
    """Word a journey for a picker without markdown."""
    return f"{via(atlas, journey)}, {km(journey.judged.length_km)}"


def render(
    atlas: Atlas,
    tables: Tables,
    found: Sequence[Journey],
    chosen: Sequence[Journey],
    ends: tuple[Gate, Gate],
    avoid: frozenset[str],
    closures: Sequence[Closure],
    caps: Capacities,
) -> str:
    """Return HTML; `chosen` are the one or two journeys on the map."""
    named = avoided(avoid, atlas.state_names) if avoid else "no state"
    cite = words.Citations(tables)
    trip = Item(
        title=f"{ends[0].name_en} → {ends[1].name_en}",
        inside=f"km in {named}",
        avoid=f"avoiding {named}" if avoid else "no state is picked",
        most=AT_MOST,
        year=caps.year,
        rows=[_row(atlas, j, avoid, closures, j in chosen) for j in found],
        cards=[_card(atlas, j, avoid, closures, cite) for j in chosen],
        pair=_pair(atlas, chosen[0], chosen[1], caps) if len(chosen) == 2 else [],
    )
    return corridor_card.TEMPLATES.get_template("journey.html").render(trip=trip)


def _row(
    atlas: Atlas, journey: Journey, avoid: frozenset[str], closures: Sequence[Closure], on: bool
) -> Item:
    inside = sum(
        z.km for z in journey.judged.zones if z.state in avoid and z.kind in ribbon_card.GROUND
    )
    return Item(
        via=via(atlas, journey),
        badge=words.badge(journey.judged, journey.status, avoid, atlas.state_names),
        tag=tag(atlas, journey, closures),
        km=f"{journey.judged.length_km:,.0f}",
        inside=f"{inside:,.0f}",
        transfers=len(journey.transfers),
        decides=atlas.name_of(journey.decided_by) if journey.decided_by else NONE,
        chosen=on,
    )


def _card(
    atlas: Atlas,
    journey: Journey,
    avoid: frozenset[str],
    closures: Sequence[Closure],
    cite: words.Citations,
) -> Item:
    return Item(
        via=via(atlas, journey),
        badge=words.badge(journey.judged, journey.status, avoid, atlas.state_names),
        tag=tag(atlas, journey, closures),
        strip=ribbon_card.strip(atlas, avoid, unroll(atlas, journey.ids)),
        path=" → ".join(leg.name for leg in journey.legs),
        tests=[corridor_card.test_row(test, avoid, cite) for test in journey.judged.tests],
        zones=ribbon_card.zone_rows(journey.judged, avoid, atlas.state_names),
    )


def _pair(atlas: Atlas, a: Journey, b: Journey, caps: Capacities) -> list[Item]:
    """Set two journeys side by side: km, states, transfers, capacity, exposure."""

    def row(label: str, first: str, second: str, difference: str = "") -> Item:
        return Item(label=label, first=first, second=second, difference=difference)

    longer = a.judged.length_km - b.judged.length_km
    mine, theirs = states_of(atlas, a), states_of(atlas, b)
    only_a, only_b = differences(mine, theirs)
    apart = [f"only the first: {', '.join(only_a)}"] if only_a else []
    apart += [f"only the second: {', '.join(only_b)}"] if only_b else []
    more = len(a.transfers) - len(b.transfers)
    rows = [
        row("Length", km(a.judged.length_km), km(b.judged.length_km), f"{longer:+,.0f} km"),
        row("States", ", ".join(mine), ", ".join(theirs), "; ".join(apart) or "none"),
        row("Transfers", _transfers(a), _transfers(b), f"{more:+d}"),
        row("Bottleneck, Kazakh oil", _neck(caps, a), _neck(caps, b)),
    ]
    for test in ("ownership", "jurisdiction"):
        first, second = a.judged.test(test), b.judged.test(test)
        rows.append(row(words.TESTS[test], _answer(first), _answer(second)))
    return rows


def _transfers(journey: Journey) -> str:
    return f"{len(journey.transfers)}: {', '.join(t.name_en for t in journey.transfers)}"


def _neck(caps: Capacities, journey: Journey) -> str:
    found = neck(caps, journey)
    if found is None:
        return "not known"
    return f"{mt(found.bound.low, found.bound.high)} Mt/y, {found.name}"


def _answer(test: Test) -> str:
    number = f", {words.number(test)}" if test.value else ""
    return words.ANSWERS[test.answer] + number
