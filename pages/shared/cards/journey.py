"""Draw journeys: the list of all, the card of each on the map, and two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pages.shared import store
from pages.shared.cards.badges import Badge, badge
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.ribbon import RibbonView, ribbon_view
from pages.shared.cards.template import Template
from pages.shared.cards.tests import TestRow, answer_rows, measured
from pages.shared.cards.zones import ZoneTable, zone_table
from routes.evidence.services import Offer, along, fewest
from routes.geometry.ribbon import unroll
from routes.language import Names, date, km, named, number, phrase, state_names
from routes.model.atlas import Atlas
from routes.model.rows import Gate, Service
from routes.model.terms import GROUND, IDLE
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.journeys import Journey, bottleneck, differences, shut_by, states_of, via
from routes.network.network import AT_MOST, END, START, gate
from routes.network.uses import Used
from routes.sentences.closure import mt
from routes.verdict.tests import JURISDICTION, OWNERSHIP, Test


@dataclass(frozen=True)
class JourneyRow:
    """A journey in the list.

    Attributes
    ----------
    via
        Where it changes mode.
    badge
        Verdict.
    tag
        Why it is not open, or "".
    km
        Kilometres.
    inside
        Kilometres on the ground of the states to avoid.
    transfers
        Number of changes of mode.
    decides
        The leg or place that decides the verdict; – where none does.
    used
        What is known of Kazakh oil on it, in a few words; "" for cargo.
    chosen
        Whether it is on the map.
    """

    via: str
    badge: Badge
    tag: str
    km: str
    inside: str
    transfers: int
    decides: str
    used: str
    chosen: bool


@dataclass(frozen=True)
class JourneyCard:
    """A journey on the map.

    Attributes
    ----------
    via
        Where it changes mode.
    badge
        Verdict.
    tag
        Why it is not open, or "".
    ribbon
        Its path unrolled.
    path
        Names of its legs, in order.
    places, general
        How many places it joins, and how many positions rest on general knowledge.
    used
        What is known of Kazakh oil on it, as a sentence; "" for cargo.
    tests
        Tests with their answers.
    zones
        Kilometres by state and kind of zone.
    """

    via: str
    badge: Badge
    tag: str
    ribbon: RibbonView
    path: str
    places: int
    general: int
    used: str
    tests: tuple[TestRow, ...]
    zones: ZoneTable


@dataclass(frozen=True)
class PairRow:
    """One quality of two journeys.

    Attributes
    ----------
    label
        What is compared.
    first, second
        How it is with the first journey, and with the second.
    difference
        What sets them apart, the first less the second, or "".
    """

    label: str
    first: str
    second: str
    difference: str = ""


@dataclass(frozen=True)
class BestRow:
    """The shortest journey, the shortest that bypasses, or the way with the fewest days.

    Attributes
    ----------
    label
        What it is the best in.
    way
        The journey, or the way whose days were published.
    badge
        Its verdict.
    measure
        Kilometres, or days.
    source
        Source of the days; None for what is computed.
    """

    label: str
    way: str
    badge: Badge
    measure: str
    source: SourceLink | None = None


@dataclass(frozen=True)
class OfferRow:
    """Days and price that one source gives of a way.

    Attributes
    ----------
    days, price
        As published, or –.
    period
        Time that they are for.
    source
        The source.
    """

    days: str
    price: str
    period: str
    source: SourceLink


@dataclass(frozen=True)
class ServiceRow:
    """A way of which days or prices are published.

    Attributes
    ----------
    name
        Its name, which says the stretch.
    badge
        Verdict of the shortest journey shown that goes this way.
    km
        Kilometres of that journey.
    offers
        What is published of it, the latest first.
    """

    name: str
    badge: Badge
    km: str
    offers: tuple[OfferRow, ...]


@dataclass(frozen=True)
class Journeys:
    """All journeys between two gates.

    Attributes
    ----------
    origin, market
        From where to where.
    avoid
        The states to avoid.
    most
        How many journeys are listed at the most.
    year
        Year of the capacities.
    oil
        Whether oil is carried, so that its use is told; else cargo is.
    rows
        The journeys that were asked for.
    cards
        The one or two on the map.
    pair
        Two of them side by side; empty where there is one.
    best
        Of cargo: the shortest, the shortest that bypasses, and the fewest days published.
    services
        Of cargo: the ways that they go of which days or prices are published.
    """

    origin: Names
    market: Names
    avoid: Names
    most: int
    year: int
    oil: bool
    rows: tuple[JourneyRow, ...]
    cards: tuple[JourneyCard, ...]
    pair: tuple[PairRow, ...]
    best: tuple[BestRow, ...]
    services: tuple[ServiceRow, ...]


LIST = Template("journeys.html", Journeys)


def tag(atlas: Atlas, journey: Journey, closures: Sequence[Closure]) -> str:
    """Return why a journey is not open: closed by what, or idle; "" where it is open.

    Parameters
    ----------
    atlas
        What was built.
    journey
        The journey.
    closures
        What is closed.
    """
    shut = shut_by(atlas, journey, closures)
    if shut:
        closed = named("part", *((c.id, atlas.name_of(c.id)) for c in shut))
        return phrase("journeys-closed", closed=closed)
    return phrase("status-idle") if journey.status == IDLE else ""


def journey_markdown(atlas: Atlas, journey: Journey, avoid: frozenset[str]) -> str:
    """Format a journey for a picker, in Markdown.

    Parameters
    ----------
    atlas
        What was built.
    journey
        The journey.
    avoid
        ISO 3166-1 alpha-2.
    """
    mark = badge(journey.judged, journey.status, avoid, atlas.state_names)
    modes = _comma().join(phrase(f"journeys-by-{mode}") for mode in journey.modes)
    title = via(atlas, journey)
    small = phrase("journeys-option-modes", km=km(journey.judged.length_km), modes=modes)
    return f"**{title[0].upper()}{title[1:]}** :{mark.colour}-badge[{mark.plain}] :small[{small}]"


def journey_text(atlas: Atlas, journey: Journey) -> str:
    """Format a journey for a picker that takes no Markdown.

    Parameters
    ----------
    atlas
        What was built.
    journey
        The journey.
    """
    return phrase("journeys-option", via=via(atlas, journey), km=km(journey.judged.length_km))


@store.kept(64)
def journeys_html(
    ends: tuple[str, str],
    avoid: frozenset[str],
    year: int,
    as_article: bool,
    codes: tuple[str, ...],
    chosen: tuple[str, ...],
    closures: tuple[Closure, ...],
) -> str:
    """Render the journeys between two gates.

    Parameters
    ----------
    ends
        Ids of origin and market.
    avoid
        ISO 3166-1 alpha-2.
    year, as_article
        Time looked at, as in `store.stood`.
    codes
        Codes of the journeys asked for, in order.
    chosen
        Codes of the one or two on the map.
    closures
        What is closed.

    Returns
    -------
    HTML in which every value is escaped.
    """
    lib = store.library()
    by_code = {one.code: one for one in store.journeys_of(*ends, avoid, year, as_article)}
    start = gate(lib.tables, START, ends[0])
    atlas, cite = store.running(year, as_article), Citations(lib.tables, as_article)
    shown = [by_code[code] for code in codes]
    model = journeys_list(
        atlas,
        cite,
        shown,
        [by_code[code] for code in chosen],
        (start, gate(lib.tables, END, ends[1], start.goods)),
        avoid,
        closures,
        store.capacities(year),
    )
    if not model.oil:
        offered = store.services_offered(as_article)
        model = with_offers(model, atlas, cite, shown, avoid, offered)
    return LIST.fill(model)


def journeys_list(
    atlas: Atlas,
    cite: Citations,
    shown: Sequence[Journey],
    chosen: Sequence[Journey],
    ends: tuple[Gate, Gate],
    avoid: frozenset[str],
    closures: Sequence[Closure],
    caps: Capacities,
) -> Journeys:
    """Build the list of journeys, the cards of those on the map, and two side by side.

    Parameters
    ----------
    atlas
        What was built.
    cite
        Looks up the sources.
    shown
        The journeys asked for, in order.
    chosen
        The one or two on the map.
    ends
        Origin and market.
    avoid
        ISO 3166-1 alpha-2.
    closures
        What is closed.
    caps
        Capacities of the year.
    """
    origin, market = ends
    return Journeys(
        origin=named("gate", (origin.gate_id, origin.name_en)),
        market=named("gate", (market.gate_id, market.name_en)),
        avoid=state_names(avoid, atlas.state_names),
        most=AT_MOST,
        year=caps.year,
        oil=origin.goods == "oil",
        rows=tuple(_row(atlas, j, avoid, closures, j in chosen) for j in shown),
        cards=tuple(_card(atlas, j, avoid, closures, cite) for j in chosen),
        pair=side_by_side(atlas, chosen[0], chosen[1], caps) if len(chosen) == 2 else (),
        best=(),
        services=(),
    )


def with_offers(
    model: Journeys,
    atlas: Atlas,
    cite: Citations,
    shown: Sequence[Journey],
    avoid: frozenset[str],
    offered: Sequence[Offer],
) -> Journeys:
    """Add to a list of cargo's journeys what is best, and the days and prices published.

    Parameters
    ----------
    model
        The list.
    atlas
        What was built.
    cite
        Looks up the sources.
    shown
        The journeys of the list.
    avoid
        ISO 3166-1 alpha-2.
    offered
        Days and prices published of carrying cargo.
    """
    return replace(
        model,
        best=_best(atlas, cite, shown, avoid, offered),
        services=_services(atlas, cite, shown, avoid, offered),
    )


def _shortest(shown: Sequence[Journey]) -> Journey | None:
    return min(shown, key=lambda journey: journey.judged.length_km, default=None)


def _going(shown: Sequence[Journey], service: Service) -> Journey | None:
    """Return the shortest of the journeys that go by a service; None if none does."""
    return _shortest([journey for journey in shown if along([service], journey.ids)])


def _best(
    atlas: Atlas,
    cite: Citations,
    shown: Sequence[Journey],
    avoid: frozenset[str],
    offered: Sequence[Offer],
) -> tuple[BestRow, ...]:
    def _mark(journey: Journey) -> Badge:
        return badge(journey.judged, journey.status, avoid, atlas.state_names)

    around = [journey for journey in shown if journey.judged.verdict == "bypasses"]
    rows = [
        BestRow(
            label=phrase(f"journeys-best-{name}"),
            way=via(atlas, journey),
            badge=_mark(journey),
            measure=km(journey.judged.length_km),
        )
        for name, journey in (("shortest", _shortest(shown)), ("bypass", _shortest(around)))
        if journey
    ]
    gone = [offer for offer in offered if _going(shown, offer.service)]
    for stretch in dict.fromkeys(offer.service.stretch_en for offer in gone):
        for offer in fewest(gone, stretch):
            journey = _going(shown, offer.service)
            if journey and offer.days:
                rows.append(
                    BestRow(
                        label=phrase("journeys-fewest", stretch=stretch),
                        way=offer.service.name_en,
                        badge=_mark(journey),
                        measure=_days(offer),
                        source=cite.source(offer.source_id),
                    )
                )
    return tuple(rows)


def _services(
    atlas: Atlas,
    cite: Citations,
    shown: Sequence[Journey],
    avoid: frozenset[str],
    offered: Sequence[Offer],
) -> tuple[ServiceRow, ...]:
    rows = []
    for service in dict.fromkeys(offer.service for offer in offered):
        journey = _going(shown, service)
        if journey is None:
            continue
        rows.append(
            ServiceRow(
                name=service.name_en,
                badge=badge(journey.judged, journey.status, avoid, atlas.state_names),
                km=km(journey.judged.length_km),
                offers=tuple(
                    OfferRow(
                        days=_days(offer),
                        price=_price(offer),
                        period=date(offer.period),
                        source=cite.source(offer.source_id),
                    )
                    for offer in offered
                    if offer.service == service
                ),
            )
        )
    return tuple(rows)


def _days(offer: Offer) -> str:
    if times := offer.times.get("days"):
        return phrase("journeys-offer-times", times=number(times, ".2g"))
    if offer.days is None:
        return "–"
    low, high = (number(end, ".3g") for end in offer.days)
    days = low if low == high else phrase("journeys-span", low=low, high=high)
    if offer.planned:
        return phrase("journeys-offer-schedule", days=days)
    if offer.at_most:
        return phrase("journeys-offer-at-most", days=days)
    return phrase("journeys-offer-days", days=days)


def _price(offer: Offer) -> str:
    if times := offer.times.get("price_40ft"):
        return phrase("journeys-offer-times", times=number(times, ".2g"))
    if offer.price_usd is None:
        return "–"
    low, high = (number(end) for end in offer.price_usd)
    usd = low if low == high else phrase("journeys-span", low=low, high=high)
    return phrase("journeys-offer-price", usd=usd)


def _row(
    atlas: Atlas, journey: Journey, avoid: frozenset[str], closures: Sequence[Closure], on: bool
) -> JourneyRow:
    inside = sum(z.km for z in journey.judged.zones if z.state in avoid and z.kind in GROUND)
    return JourneyRow(
        via=via(atlas, journey),
        badge=badge(journey.judged, journey.status, avoid, atlas.state_names),
        tag=tag(atlas, journey, closures),
        km=number(journey.judged.length_km),
        inside=number(inside),
        transfers=len(journey.transfers),
        decides=atlas.name_of(journey.decided_by) if journey.decided_by else "–",
        used=_used(journey.used),
        chosen=on,
    )


def _card(
    atlas: Atlas,
    journey: Journey,
    avoid: frozenset[str],
    closures: Sequence[Closure],
    cite: Citations,
) -> JourneyCard:
    places = {place for leg in journey.legs for place in (leg.tail, leg.head)}
    return JourneyCard(
        via=via(atlas, journey),
        badge=badge(journey.judged, journey.status, avoid, atlas.state_names),
        tag=tag(atlas, journey, closures),
        ribbon=ribbon_view(atlas, avoid, unroll(atlas, journey.ids)),
        path=" → ".join(leg.name for leg in journey.legs),
        places=len(places),
        general=sum(cite.general(atlas.places[place].source_id) for place in places),
        used=_use_told(atlas, journey),
        tests=answer_rows(journey.judged, avoid, atlas.state_names, cite),
        zones=zone_table(journey.judged, avoid, atlas.state_names, atlas.areas),
    )


def side_by_side(atlas: Atlas, a: Journey, b: Journey, caps: Capacities) -> tuple[PairRow, ...]:
    """Compare two journeys: length, states, transfers, bottleneck, exposure.

    Parameters
    ----------
    atlas
        What was built.
    a, b
        The first journey and the second.
    caps
        Capacities of the year.
    """
    longer = a.judged.length_km - b.judged.length_km
    of_a, of_b = states_of(atlas, a), states_of(atlas, b)
    only_a, only_b = differences(of_a, of_b)
    apart = []
    if only_a:
        apart.append(phrase("journeys-only-first", states=_comma().join(only_a)))
    if only_b:
        apart.append(phrase("journeys-only-second", states=_comma().join(only_b)))
    difference = phrase("common-sentence.joint").join(apart) or phrase("journeys-no-difference")
    more = len(a.transfers) - len(b.transfers)
    return (
        PairRow(
            label=phrase("journeys-pair-length"),
            first=km(a.judged.length_km),
            second=km(b.judged.length_km),
            difference=phrase("number-km", value=number(longer, "+,.0f")),
        ),
        PairRow(
            phrase("journeys-pair-states"), _comma().join(of_a), _comma().join(of_b), difference
        ),
        PairRow(
            phrase("journeys-pair-transfers"), _transfers(a), _transfers(b), number(more, "+d")
        ),
        PairRow(phrase("journeys-pair-bottleneck"), _bottleneck(caps, a), _bottleneck(caps, b)),
        *([PairRow(phrase("journeys-pair-use"), _used(a.used), _used(b.used))] if a.used else []),
        *(
            PairRow(
                phrase(f"test-{name}"), _answer(a.judged.test(name)), _answer(b.judged.test(name))
            )
            for name in (OWNERSHIP, JURISDICTION)
            if a.judged.tests and b.judged.tests
        ),
    )


def _used(used: Used | None) -> str:
    """Format in a few words what is known of Kazakh oil on a way."""
    if used is None:
        return ""
    most = phrase("journeys-use-most", mt=_mt(used)) if used.most_mt else ""
    return phrase("journeys-use-short", known=used.known, year=used.year, most=most)


def _use_told(atlas: Atlas, journey: Journey) -> str:
    """Format as a sentence what is known of Kazakh oil on a way, and what bounds or denies it."""
    used = journey.used
    if used is None:
        return ""
    names = {transfer.transfer_id: transfer.name_en for transfer in journey.transfers}
    part = named("part", (used.by, names.get(used.by) or atlas.name_of(used.by)))
    told = phrase("journeys-use", known=used.known, year=used.year, part=part)
    if not used.most_mt:
        return told
    return f"{told} {phrase('journeys-use-bound', mt=_mt(used), year=used.year, part=part)}"


def _mt(used: Used) -> str:
    return number(used.most_mt or 0.0, ".3g")


def _comma() -> str:
    return phrase("common-list.comma")


def _transfers(journey: Journey) -> str:
    names = _comma().join(transfer.name_en for transfer in journey.transfers)
    return phrase("journeys-transfers", n=len(journey.transfers), names=names)


def _bottleneck(caps: Capacities, journey: Journey) -> str:
    narrowest = bottleneck(caps, journey)
    if narrowest is None:
        return phrase("journeys-bottleneck-unknown")
    least = mt(narrowest.bound.low, narrowest.bound.high)
    return phrase("journeys-bottleneck", mt=least, name=narrowest.name)


def _answer(test: Test) -> str:
    answer = phrase(f"answer-{test.answer}")
    if not test.value:
        return answer
    return phrase("journeys-answer", answer=answer, number=measured(test))
