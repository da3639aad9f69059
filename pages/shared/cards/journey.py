"""Tell of journeys: the rows of their list, the card of each on the map, and two side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from routes.model.atlas import Atlas, ZoneKm
from routes.model.rows import Service
from routes.model.terms import GROUND, IDLE, LAND
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.journeys import (
    Journey,
    bottleneck,
    differences,
    names_of,
    narrowest,
    shut_by,
    states_of,
)
from routes.network.moved import Moved
from routes.network.network import AT_MOST, START, gate
from routes.network.uses import NEVER
from routes.sentences.closure import mt
from routes.verdict.tests import JURISDICTION, OWNERSHIP, Test


@dataclass(frozen=True)
class Setting:
    """What journeys are told in: the same for all of a page.

    Attributes
    ----------
    atlas
        What was built, each leg as it ran at the time.
    names
        Name of each journey by code, no two alike.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    closures
        What is closed.
    caps
        Capacities of the year.
    moved
        What moved in the year; None for cargo.
    """

    atlas: Atlas
    names: Mapping[str, str]
    avoid: frozenset[str]
    closures: tuple[Closure, ...]
    caps: Capacities
    moved: Moved | None

    @property
    def states(self) -> Names:
        """The states to avoid, by name."""
        return state_names(self.avoid, self.atlas.state_names)


@dataclass(frozen=True)
class Cell:
    """A cell of the list: what it says, and in small print under it what that rests on.

    Attributes
    ----------
    text
        What it says.
    note
        The leg or transfer that it is about, or "".
    num
        Whether it is a number, set to the right.
    """

    text: str
    note: str = ""
    num: bool = True


@dataclass(frozen=True)
class JourneyRow:
    """A journey in the list, as `static/journeys.js` draws it.

    Attributes
    ----------
    id
        Code of the journey.
    name
        Where it changes mode.
    modes
        Its modes, in order.
    symbol, badge, css
        Verdict: its sign, its words, and the class of its colour.
    tags
        Whether it is closed or idle, and whether it never carried Kazakh oil.
    cells
        Its numbers, a cell for each of `columns`.
    compare
        Name of the button that sets it beside the one on the map.
    """

    id: str
    name: str
    modes: str
    symbol: str
    badge: str
    css: str
    tags: tuple[str, ...]
    cells: tuple[Cell, ...]
    compare: str


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
    decides
        The leg or place that decides the verdict, or "" where none does.
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
    decides: str
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
    """What is said of the journeys between two gates, beside their list.

    Attributes
    ----------
    avoid
        The states to avoid.
    most
        How many journeys are listed at the most.
    year
        Year of the capacities.
    oil
        Whether oil is carried, so that its use is told; else cargo is.
    cards
        The one or two on the map.
    pair
        Two of them side by side; empty where there is one.
    best
        Of cargo: the shortest, the shortest that bypasses, and the fewest days published.
    services
        Of cargo: the ways that they go of which days or prices are published.
    """

    avoid: Names
    most: int
    year: int
    oil: bool
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


def columns(avoid: Names, oil: bool, year: int) -> list[tuple[str, bool]]:
    """List the heads of the list's columns, each with whether it is of numbers.

    Parameters
    ----------
    avoid
        The states to avoid.
    oil
        Whether oil is carried.
    year
        Year of what moved.
    """
    heads = [
        (phrase("journeys-column-journey"), False),
        (phrase("journeys-column-verdict"), False),
    ]
    if oil:
        heads.append((phrase("journeys-column-moved", year=year), True))
        heads.append((phrase("journeys-column-bottleneck"), True))
    heads.append((phrase("journeys-column-km"), True))
    if avoid.names:
        heads.append((phrase("journeys-column-soil", avoid=avoid), True))
        heads.append((phrase("journeys-column-waters", avoid=avoid), True))
    heads.append((phrase("journeys-column-transfers"), True))
    heads.append((phrase("journeys-column-beside"), False))
    return heads


def journey_rows(setting: Setting, shown: Sequence[Journey]) -> tuple[JourneyRow, ...]:
    """Build the rows of the list.

    Parameters
    ----------
    setting
        What they are told in.
    shown
        The journeys asked for, in order.
    """
    return tuple(_row(setting, journey) for journey in shown)


def setting_of(
    ends: tuple[str, str],
    avoid: frozenset[str],
    year: int,
    as_article: bool,
    closures: tuple[Closure, ...],
) -> Setting:
    """Return what the journeys between two gates are told in.

    Parameters
    ----------
    ends
        Ids of origin and market.
    avoid
        ISO 3166-1 alpha-2.
    year, as_article
        Time looked at, as in `store.stood`.
    closures
        What is closed.
    """
    found = store.journeys_of(*ends, avoid, year, as_article)
    atlas = store.running(year, as_article)
    used = next((one.used.year for one in found if one.used), None)
    return Setting(
        atlas=atlas,
        names=names_of(atlas, found),
        avoid=avoid,
        closures=closures,
        caps=store.capacities(year),
        moved=store.moved(used) if used else None,
    )


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
    found = store.journeys_of(*ends, avoid, year, as_article)
    by_code = {one.code: one for one in found}
    setting, cite = (
        setting_of(ends, avoid, year, as_article, closures),
        Citations(lib.tables, as_article),
    )
    oil = gate(lib.tables, START, ends[0]).goods == "oil"
    model = journeys_list(setting, cite, [by_code[code] for code in chosen], oil)
    if not oil:
        shown = [by_code[code] for code in codes]
        model = with_offers(model, setting, cite, shown, store.services_offered(as_article))
    return LIST.fill(model)


def journeys_list(
    setting: Setting, cite: Citations, chosen: Sequence[Journey], oil: bool
) -> Journeys:
    """Build what is said below the list: the cards of those on the map, and two side by side.

    Parameters
    ----------
    setting
        What they are told in.
    cite
        Looks up the sources.
    chosen
        The one or two on the map.
    oil
        Whether oil is carried.
    """
    return Journeys(
        avoid=setting.states,
        most=AT_MOST,
        year=setting.caps.year,
        oil=oil,
        cards=tuple(_card(setting, journey, cite) for journey in chosen),
        pair=side_by_side(setting, chosen[0], chosen[1]) if len(chosen) == 2 else (),
        best=(),
        services=(),
    )


def with_offers(
    model: Journeys,
    setting: Setting,
    cite: Citations,
    shown: Sequence[Journey],
    offered: Sequence[Offer],
) -> Journeys:
    """Add to what is said of cargo's journeys what is best, and the days and prices published.

    Parameters
    ----------
    model
        What is said of them.
    setting
        What they are told in.
    cite
        Looks up the sources.
    shown
        The journeys of the list.
    offered
        Days and prices published of carrying cargo.
    """
    return replace(
        model,
        best=_best(setting, cite, shown, offered),
        services=_services(setting, cite, shown, offered),
    )


def _shortest(shown: Sequence[Journey]) -> Journey | None:
    return min(shown, key=lambda journey: journey.judged.length_km, default=None)


def _going(shown: Sequence[Journey], service: Service) -> Journey | None:
    """Return the shortest of the journeys that go by a service; None if none does."""
    return _shortest([journey for journey in shown if along([service], journey.ids)])


def _best(
    setting: Setting, cite: Citations, shown: Sequence[Journey], offered: Sequence[Offer]
) -> tuple[BestRow, ...]:
    def _mark(journey: Journey) -> Badge:
        return _badge(setting, journey)

    around = [journey for journey in shown if journey.judged.verdict == "bypasses"]
    rows = [
        BestRow(
            label=phrase(f"journeys-best-{name}"),
            way=setting.names[journey.code],
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
    setting: Setting, cite: Citations, shown: Sequence[Journey], offered: Sequence[Offer]
) -> tuple[ServiceRow, ...]:
    rows = []
    for service in dict.fromkeys(offer.service for offer in offered):
        journey = _going(shown, service)
        if journey is None:
            continue
        rows.append(
            ServiceRow(
                name=service.name_en,
                badge=_badge(setting, journey),
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


def _badge(setting: Setting, journey: Journey) -> Badge:
    return badge(journey.judged, journey.status, setting.avoid, setting.atlas.state_names)


def _row(setting: Setting, journey: Journey) -> JourneyRow:
    mark, name = _badge(setting, journey), capital(setting.names[journey.code])
    tags = [tag(setting.atlas, journey, setting.closures)]
    cells = []
    if journey.used:
        cells += [_moved(setting, journey), _bottleneck(setting.caps, journey)]
        if journey.used.known == NEVER:
            tags.append(phrase("journeys-never"))
    cells.append(Cell(number(journey.judged.length_km)))
    if setting.avoid:
        soil = [z.km for z in _inside(setting, journey) if z.kind == LAND]
        cells.append(Cell(number(sum(soil))))
        cells.append(Cell(number(sum(z.km for z in _inside(setting, journey)))))
    cells.append(Cell(number(len(journey.transfers))))
    return JourneyRow(
        id=journey.code,
        name=name,
        modes=_comma().join(phrase(f"journeys-by-{mode}") for mode in journey.modes),
        symbol=mark.symbol,
        badge=mark.text,
        css=mark.css,
        tags=tuple(filter(None, tags)),
        cells=tuple(cells),
        compare=phrase("journeys-compare-with", way=name),
    )


def capital(name: str) -> str:
    """Return the name of a journey as a line begins with it.

    Parameters
    ----------
    name
        As `names_of` has it.
    """
    return f"{name[:1].upper()}{name[1:]}"


def _inside(setting: Setting, journey: Journey) -> list[ZoneKm]:
    """Return the zones of a journey that are ground of the states to avoid."""
    zones = journey.judged.zones
    return [z for z in zones if z.state in setting.avoid and z.kind in GROUND]


def _moved(setting: Setting, journey: Journey) -> Cell:
    """Say how much Kazakh oil went all the way in the year, at the most, and what bounds it."""
    least = narrowest(setting.moved, journey)
    if least is None:
        return Cell(phrase("journeys-moved-unknown"))
    if least.mt == 0:
        return Cell(phrase("journeys-moved-none"), least.name)
    return Cell(phrase("journeys-moved-most", mt=number(least.mt, ".3g")), least.name)


def _card(setting: Setting, journey: Journey, cite: Citations) -> JourneyCard:
    atlas = setting.atlas
    places = {place for leg in journey.legs for place in (leg.tail, leg.head)}
    return JourneyCard(
        via=setting.names[journey.code],
        badge=_badge(setting, journey),
        tag=tag(atlas, journey, setting.closures),
        ribbon=ribbon_of(setting, journey),
        path=" → ".join(leg.name for leg in journey.legs),
        places=len(places),
        general=sum(cite.general(atlas.places[place].source_id) for place in places),
        used=_use_told(setting, journey),
        decides=atlas.name_of(journey.decided_by) if journey.decided_by else "",
        tests=answer_rows(journey.judged, setting.avoid, atlas.state_names, cite),
        zones=zone_table(journey.judged, setting.avoid, atlas.state_names, atlas.areas),
    )


def ribbon_of(setting: Setting, journey: Journey) -> RibbonView:
    """Draw a journey's path unrolled.

    Parameters
    ----------
    setting
        What it is told in.
    journey
        The journey.
    """
    return ribbon_view(setting.atlas, setting.avoid, unroll(setting.atlas, journey.ids))


def side_by_side(setting: Setting, a: Journey, b: Journey) -> tuple[PairRow, ...]:
    """Compare two journeys: length, states, transfers, oil, bottleneck, exposure.

    Parameters
    ----------
    setting
        What they are told in.
    a, b
        The first journey and the second.
    """
    longer = a.judged.length_km - b.judged.length_km
    of_a, of_b = states_of(setting.atlas, a), states_of(setting.atlas, b)
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
        *(
            PairRow(phrase(f"journeys-oil-{name}"), _line(first), _line(second))
            for name, first, second in (
                ("moved", _moved(setting, a), _moved(setting, b)),
                ("bottleneck", _bottleneck(setting.caps, a), _bottleneck(setting.caps, b)),
            )
            if a.used
        ),
        *(
            PairRow(
                phrase(f"test-{name}"), _answer(a.judged.test(name)), _answer(b.judged.test(name))
            )
            for name in (OWNERSHIP, JURISDICTION)
            if a.judged.tests and b.judged.tests
        ),
    )


def _line(cell: Cell) -> str:
    """Format a cell in one line."""
    return phrase("journeys-cell", text=cell.text, part=cell.note) if cell.note else cell.text


def _use_told(setting: Setting, journey: Journey) -> str:
    """Format as a sentence what is known of Kazakh oil on a way, and what bounds or denies it."""
    used = journey.used
    if used is None:
        return ""
    names = {transfer.transfer_id: transfer.name_en for transfer in journey.transfers}
    part = named("part", (used.by, names.get(used.by) or setting.atlas.name_of(used.by)))
    told = phrase("journeys-use", known=used.known, year=used.year, part=part)
    least = narrowest(setting.moved, journey)
    if not least or not least.mt:
        return told
    mt = number(least.mt, ".3g")
    return f"{told} {phrase('journeys-use-bound', mt=mt, year=used.year, part=least.name)}"


def _comma() -> str:
    return phrase("common-list.comma")


def _transfers(journey: Journey) -> str:
    names = _comma().join(transfer.name_en for transfer in journey.transfers)
    return phrase("journeys-transfers", n=len(journey.transfers), names=names)


def _bottleneck(caps: Capacities, journey: Journey) -> Cell:
    """Say what the narrowest part of a journey lets through in a year, and which that is."""
    narrow = bottleneck(caps, journey)
    if narrow is None:
        return Cell(phrase("journeys-bottleneck-unknown"))
    least = mt(narrow.bound.low, narrow.bound.high)
    return Cell(phrase("journeys-bottleneck", mt=least), narrow.name)


def _answer(test: Test) -> str:
    answer = phrase(f"answer-{test.answer}")
    if not test.value:
        return answer
    return phrase("journeys-answer", answer=answer, number=measured(test))
