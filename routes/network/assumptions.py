"""List what the answer to a closure rests on, in sentences for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routes.language import named, number, phrase
from routes.model.atlas import Atlas
from routes.model.units import BBL_PER_T, BBL_PER_T_LIGHT, days_in
from routes.network.balance import OTHER_WAYS
from routes.network.capacity import whole_moorings
from routes.network.closures import Closure, of_element
from routes.network.stranded import Outcome, YearNetwork

PART_OF_A_MOORING = 0.05
"""A share this near to whole moorings means them: 33.3 per cent of three is meant for one."""


def assumptions(atlas: Atlas, network: YearNetwork, outcome: Outcome) -> tuple[str, ...]:
    """List what an answer rests on, in sentences.

    Parameters
    ----------
    atlas
        Has the places.
    network
        The oil of the year.
    outcome
        Its answer to closures.
    """
    low, high = outcome.balance.left.range
    return tuple(
        dict.fromkeys(
            [
                phrase(
                    "assumes-drawn",
                    year=outcome.year,
                    mt=number(outcome.left, ".1f"),
                    low=number(low, ".1f"),
                    high=number(high, ".1f"),
                ),
                phrase("assumes-even", days=days_in(outcome.year)),
                *_start(outcome.closures, outcome.year),
                phrase("assumes-as-seen"),
                phrase("assumes-on-paper"),
                phrase("assumes-served"),
                phrase("assumes-market"),
                phrase("assumes-other-ways"),
                phrase(
                    "assumes-density",
                    low=number(BBL_PER_T, "g"),
                    high=number(BBL_PER_T_LIGHT, ".1f"),
                ),
                *_tanks(atlas, network),
                *_unknown(network, outcome),
                *_rounded(network, outcome.closures),
            ]
        )
    )


def _start(closures: Iterable[Closure], year: int) -> Iterator[str]:
    if any(one.start is None and one.days_of(year) < days_in(year) for one in closures):
        yield phrase("assumes-start")


def _names(network: YearNetwork) -> dict[str, str]:
    net = network.model.net
    return {
        **{leg_id: leg.name for leg_id, leg in net.legs.items()},
        **{transfer.transfer_id: transfer.name_en for transfer in net.transfers},
        **{gate.gate_id: gate.name_en for gate in net.gates},
    }


def _tanks(atlas: Atlas, network: YearNetwork) -> Iterator[str]:
    if names := [atlas.places[place].name for place in network.limits.tanks]:
        yield phrase("assumes-tanks", parts=phrase("common-list.comma").join(names))


def _unknown(network: YearNetwork, outcome: Outcome) -> Iterator[str]:
    """Say which legs and transfers, of those that carry oil, have no published nameplate."""
    names = _names(network)
    parts = [
        names[flow.leg_id]
        for flow in outcome.flows.values()
        if flow.limit.basis == "seen" and flow.leg_id != OTHER_WAYS and flow.limit.on_paper > 0
    ]
    if parts:
        yield phrase("assumes-no-nameplate", parts=phrase("common-list.comma").join(parts))


def _rounded(network: YearNetwork, closures: Iterable[Closure]) -> Iterator[str]:
    """Say where a share of moorings is rounded to whole moorings."""
    closures = list(closures)
    for transfer in network.model.net.transfers:
        moorings = network.limits.moorings.get(transfer.transfer_id)
        if not moorings:
            continue
        country = network.model.country[transfer.place_id]
        states = [closure for closure in closures if closure.id == country]
        for closure in [*of_element(transfer, closures), *states]:
            exact = closure.share * moorings
            left = whole_moorings(closure.share, moorings)
            if abs(exact - left) > PART_OF_A_MOORING:
                yield phrase(
                    "closure-rounded",
                    transfer=named("part", (transfer.transfer_id, transfer.name_en)),
                    percent=number(100 * closure.share, ".4g"),
                    total=moorings,
                    exact=number(exact, ".3g"),
                    n=left,
                )
