"""Lay out what each page shows, by the same functions that the page asks."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.cards.citations import Citations, web_address
from pages.shared.cards.journey import tag
from pages.shared.cards.listed import Listed, listed
from pages.shared.cards.search import Search, search
from pages.shared.cards.trend import way_name, ways_in_order, years_shown
from pages.shared.map.scenes import event_of, events_told, steps_of, texts_of_steps, told_by
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from pages.shared.view.parameter import Page
from publish.take.card import columns_of, corridor_tables, journey_tables, lengths_table
from publish.take.evidence import (
    about_any,
    balance_figures_table,
    figures_table,
    key_figures_table,
    quotes_table,
)
from publish.take.table import Cell, Row, Table, rounded, table
from routes.cli.flow import figures_behind
from routes.evidence.rivals import Published
from routes.evidence.services import Offer, along
from routes.evidence.subjects import labels
from routes.evidence.timeline import Told, by_date
from routes.geometry.calibration import FITTED_ON, POINT_KM, SEA_WANDER, WANDER
from routes.language import date, phrase
from routes.language import listed as enumerated
from routes.model.rows import EVIDENCE, Event, Figure
from routes.model.terms import ARTICLE_YEAR, GROUND, LAND
from routes.model.units import BBL_PER_T, BBL_PER_T_LIGHT
from routes.network.balance import (
    EXPORTS,
    OTHER_WAYS,
    PRODUCTION,
    REST,
    Estimate,
    nearest_year,
)
from routes.network.journeys import Journey, bottleneck, narrowest
from routes.network.limits import AS_SEEN, CASES, ON_PAPER
from routes.network.moved import SAYS_NOTHING, Carried
from routes.network.stranded import Cases, LegFlow, Outcome, YearNetwork
from routes.network.trend import GROUPINGS, gap
from routes.sentences.closure import LEAST, bottlenecks, ways
from routes.verdict.ownership import COMPLETE_PERCENT
from routes.verdict.tests import PORT, SEA, SOIL
from routes.world.sea import NM12_M

KM = 1
"""Decimals of kilometres, as the command line has them."""
MT = 6
"""Decimals of million tonnes: tonnes."""
PERCENT = 3
"""Decimals of per cent."""
NUMBER = 3
"""Decimals of an effective number of ways."""

FITTED = ("station", "checked", "beside", "via", "sketch")
"""Kinds of evidence whose kilometres were fitted to traces; the others were chosen."""

SOIL_KM = ("soil_km", "soil_km_least_branch", "soil_km_low", "soil_km_high")
SEA_KM = tuple(name.replace("soil", "territorial_sea") for name in SOIL_KM)
MOVED = ("moved_mt_low", "moved_mt_drawn", "moved_mt_high")
SHARE = ("share_percent_low", "share_percent_drawn", "share_percent_high")

CORRIDORS = (
    "corridor_id",
    "corridor",
    "path",
    "verdict",
    "verdict_words",
    "status",
    "length_km",
    *SOIL_KM,
    "ports",
    *SEA_KM,
    "year",
    *MOVED,
    *SHARE,
    "note",
)
JOURNEYS = (
    "journey_id",
    "journey",
    "on_map",
    "modes",
    "verdict",
    "verdict_words",
    "status",
    "length_km",
    "soil_km",
    "ground_km",
    "transfers",
    "year",
    "known_use",
    "moved_mt_most",
    "moved_part",
    "bottleneck_mtpa_low",
    "bottleneck_mtpa_high",
    "bottleneck",
    "legs",
    "note",
)
SERVICES = (
    "service_id",
    "service",
    "stretch",
    "days_low",
    "days_high",
    "price_usd_low",
    "price_usd_high",
    "times_by_russia_length",
    "times_by_russia_price",
    "planned",
    "period",
    "source_id",
    "source",
)
FLOWS = (
    "element_id",
    "element",
    "group",
    "closed",
    "year",
    *MOVED,
    "before_mt",
    "during_mt_as_seen",
    "during_mt_on_paper",
    "year_mt_as_seen",
    "year_mt_on_paper",
    "note",
)
ANSWER = ("key", "what", "as_seen", "on_paper", "value_unit")
YEAR_SHARES = (
    "year",
    "gap",
    "left_mt_low",
    "left_mt_drawn",
    "left_mt_high",
    "met_percent_low",
    "met_percent_high",
    *(f"ways_by_{by}_{end}" for by in GROUPINGS for end in ("low", "drawn", "high")),
)
YEAR_WAYS = ("year", "element_id", "element", "out_mt_low", "out_mt_drawn", "out_mt_high")
EVENTS = (
    "event_id",
    "date",
    "date_precision",
    "title",
    "effect",
    "told_by",
    "on_map",
    "subject_ids",
    "subjects",
    "quote_id",
    "source_id",
    "source",
    "url",
)
EVENT = tuple(name for name in EVENTS if name not in {"told_by", "on_map"})
STEPS = (
    "step",
    "title",
    "on_map",
    "tells",
    "says_map",
    "says_text",
    "left_open",
    "quote_ids",
    "map_link",
)
SOURCES = (
    "source_id",
    "publisher",
    "title",
    "date",
    "kind",
    "access",
    "url",
    "statements",
    "rests",
)
RIVALS = (
    "question",
    "subject_id",
    "subject",
    "quantity",
    "period",
    "shown",
    "value",
    "value_unit",
    "compared",
    "compared_unit",
    "difference_percent",
    "as_of",
    "source_id",
    "publisher",
    "source_date",
    "url",
    "locator",
    "note",
)
ENDNOTES = ("endnote", "reference", "resolved", "url", "quote_ids")
PARAMETERS = ("key", "what", "value", "value_unit", "basis")

Shown = tuple[Table, ...]
"""Tables of a page: what it shows first, at the end figures and quotes."""


def shown(page: Page, view: View) -> Shown:
    """Lay out what a page shows.

    Parameters
    ----------
    page
        Name of the page.
    view
        Its view.
    """
    return PAGES[page](view)


def _map(view: View) -> Shown:
    lib, avoid = store.library(), frozenset(view.avoid)
    atlas = lib.atlas
    judged = store.judged_all(avoid, view.as_article)
    stood = store.corridors_stood(view.year, view.as_article)
    year = ARTICLE_YEAR if view.as_article else view.year
    moved = store.moved(year)
    rows = []
    for corridor_id in view.routes:
        corridor, one, standing = (
            atlas.corridors[corridor_id],
            judged[corridor_id],
            stood[corridor_id],
        )
        carried = moved.corridors.get(corridor_id)
        own = bool(one.tests) and one.verdict != "depends"
        rows.append(
            {
                "corridor_id": corridor_id,
                "corridor": corridor.name,
                "path": corridor.path,
                "verdict": one.verdict,
                "verdict_words": badge(one, standing.status, avoid, atlas.state_names).text,
                "status": standing.words or phrase("status-operating"),
                "length_km": rounded(one.length_km, KM),
                **columns_of("soil", one.test(SOIL) if own else None),
                "ports": one.test(PORT).value if own else None,
                **columns_of("territorial_sea", one.test(SEA) if own else None),
                "year": year,
                **_carried(carried),
                "note": _why_blank(own, bool(avoid), corridor_id in moved.corridors, carried),
            }
        )
    figures = [
        one
        for corridor_id in dict.fromkeys((*view.routes, *filter(None, [view.focus])))
        for one in store.corridor_figures(corridor_id, view.year, view.as_article)
    ]
    focus = {view.focus, *(atlas.corridors[view.focus].leg_ids if view.focus else ())}
    return (
        table("shown", CORRIDORS, rows),
        *corridor_tables(view),
        key_figures_table(figures),
        quotes_table(about_any(focus), view.as_article),
    )


def _carried(one: Carried | None) -> Row:
    if one is None:
        return {}
    share = one.share or (None, None, None)
    return {
        **{name: rounded(mt, MT) for name, mt in zip(MOVED, one.amount, strict=True)},
        **{
            name: rounded(None if part is None else 100 * part, PERCENT)
            for name, part in zip(SHARE, share, strict=True)
        },
    }


def _why_blank(own: bool, asked: bool, carries: bool, carried: Carried | None) -> str | None:
    """Say why cells are blank: a blank is never nothing."""
    told = []
    if not asked:
        told.append(phrase("take-note-no-state"))
    elif not own:
        told.append(phrase("take-note-depends"))
    if not carries:
        told.append(phrase("take-note-no-oil"))
    elif carried is None:
        told.append(phrase("take-note-not-known"))
    return phrase("common-sentence.joint").join(told) or None


def _journeys(view: View) -> Shown:
    lib, answer = store.library(), listed(view)
    setting, chosen = answer.setting, answer.chosen
    legs = {leg for one in chosen for leg in one.ids}
    transfers = {one.transfer_id for journey in chosen for one in journey.transfers}
    corridors = {c for c, one in lib.atlas.corridors.items() if legs & set(one.leg_ids)}
    if answer.ends[0].goods == "oil":
        figures = balance_figures_table(_behind(setting.caps.year, legs | transfers))
    else:
        figures = _service_figures(view, answer.shown)
    return (
        table("shown", JOURNEYS, (_journey(answer, one) for one in answer.shown)),
        *journey_tables(view, dict(setting.names), chosen),
        _services(view, answer.shown),
        figures,
        quotes_table(about_any(legs | corridors), view.as_article),
    )


def _journey(answer: Listed, one: Journey) -> Row:
    setting, judged = answer.setting, one.judged
    mark = badge(judged, one.status, setting.avoid, setting.atlas.state_names)
    ground = [z for z in judged.zones if z.state in setting.avoid and z.kind in GROUND]
    on_map = {answer.view.journey: "first", answer.view.beside: "second"}.get(one.code)
    row: dict[str, Cell] = {
        "journey_id": one.code,
        "journey": setting.names[one.code],
        "on_map": phrase(f"take-journey-{on_map}") if on_map else None,
        "modes": phrase("common-list.comma").join(phrase(f"journeys-by-{m}") for m in one.modes),
        "verdict": judged.verdict,
        "verdict_words": mark.text,
        "status": tag(setting.atlas, one, setting.closures) or phrase("status-operating"),
        "length_km": rounded(judged.length_km, KM),
        "transfers": len(one.transfers),
        "legs": "|".join(one.ids),
    }
    if setting.avoid:
        row["soil_km"] = rounded(sum(z.km for z in ground if z.kind == LAND), KM)
        row["ground_km"] = rounded(sum(z.km for z in ground), KM)
    else:
        row["note"] = phrase("take-note-no-state")
    if one.used:
        row["year"], row["known_use"] = one.used.year, phrase(f"take-use-{one.used.known}")
        if least := narrowest(setting.moved, one):
            row["moved_mt_most"], row["moved_part"] = rounded(least.mt, MT), least.name
        if narrow := bottleneck(setting.caps, one):
            row["bottleneck"] = narrow.name
            row["bottleneck_mtpa_low"] = rounded(narrow.bound.low, MT)
            row["bottleneck_mtpa_high"] = rounded(narrow.bound.high, MT)
    return row


def _offered(view: View, shown: Sequence[Journey]) -> list[Offer]:
    """List the days and prices published of what the journeys shown go by."""
    found = store.services_offered(view.as_article)
    services = list(dict.fromkeys(one.service for one in found))
    gone = {one for journey in shown for one in along(services, journey.ids)}
    return [one for one in found if one.service in gone]


def _services(view: View, shown: Sequence[Journey]) -> Table:
    cite = Citations(store.library().tables, view.as_article)
    rows = []
    for one in _offered(view, shown):
        days, price = one.days or (None, None), one.price_usd or (None, None)
        rows.append(
            {
                "service_id": one.service.service_id,
                "service": one.service.name_en,
                "stretch": one.service.stretch_en,
                "days_low": days[0],
                "days_high": days[1],
                "price_usd_low": price[0],
                "price_usd_high": price[1],
                "times_by_russia_length": one.times.get("days"),
                "times_by_russia_price": one.times.get("price_40ft"),
                "planned": one.planned,
                "period": one.period or None,
                "source_id": one.source_id,
                "source": cite.source(one.source_id).text,
            }
        )
    return table("services", SERVICES, rows)


def _service_figures(view: View, shown: Sequence[Journey]) -> Table:
    services = {one.service.service_id for one in _offered(view, shown)}
    sources = {(one.service.service_id, one.source_id) for one in _offered(view, shown)}
    return figures_table(
        row
        for row in store.library().tables.figures
        if row.subject_id in services and (row.subject_id, row.source_id) in sources
    )


def _behind(year: int, elements: Container[str] | None = None) -> Iterator[tuple[int, str, Figure]]:
    """Yield the figures that bound the balance of a year, of some elements or of all."""
    for observation, rows in figures_behind(store.library().tables, year).items():
        if elements is None or observation.partition(":")[0] in elements:
            for row in rows:
                yield year, observation, row


def _closure(view: View) -> Shown:
    lib = store.library()
    year = nearest_year(lib.balances, view.year)
    network, outcome = store.year_network(year), store.outcome_of(year, view.closed)
    closed = {one.id for one in view.closed}
    return (
        table("shown", FLOWS, _flows(network, outcome)),
        table("answer", ANSWER, _answer(network, outcome)),
        balance_figures_table(_behind(year)),
        quotes_table(about_any(closed), view.as_article),
    )


def _flows(network: YearNetwork, outcome: Outcome) -> Iterator[Row]:
    """Yield fields, refineries and ways out with their sums, then every leg."""
    lib, balance, model = store.library(), network.balance, network.model
    by_drawn = {name: -balance.of(name).drawn for name in balance.estimates}
    fields = dict.fromkeys(edge.element for edge in model.edges if edge.kind == "field")
    ordered = {
        "field": sorted(fields, key=lambda one: (by_drawn.get(one, 0.0), one)),
        "output": [PRODUCTION],
        "home": [*sorted(model.refineries, key=lambda one: (by_drawn.get(one, 0.0), one)), REST],
        "way": ways(network),
        "all": [EXPORTS],
        "leg": list(model.net.legs),
    }
    totals = {
        PRODUCTION: phrase("closure-all-output"),
        REST: phrase("closure-rest"),
        EXPORTS: phrase("closure-all-ways"),
        OTHER_WAYS: phrase("closure-other-ways"),
    }
    for group, elements in ordered.items():
        for name in elements:
            row: dict[str, Cell] = {
                "element_id": name,
                "element": totals.get(name)
                or lib.element_names.get(name)
                or lib.atlas.name_of(name),
                "group": phrase(f"take-group-{group}"),
                "year": outcome.year,
                **_estimate(balance.of(name)),
            }
            if name == EXPORTS:
                row |= _sum(outcome)
            elif name in outcome.flows:
                row |= _under(outcome, outcome.flows[name])
            yield row


def _estimate(one: Estimate) -> Row:
    """Return what moved in the year; where nothing bounds it, the drawn value says nothing."""
    if not one.known and one.low < LEAST:
        return {"note": phrase("take-note-not-known")}
    note = None if one.known else phrase("take-note-open")
    ends = (one.low, one.drawn, one.high)
    return {**{name: rounded(mt, MT) for name, mt in zip(MOVED, ends, strict=True)}, "note": note}


def _under(outcome: Outcome, flow: LegFlow) -> Row:
    """Return what an element carries under the closures; nothing where none is closed."""
    if not outcome.days:
        return {"closed": False}
    return {
        "closed": flow.closed,
        "before_mt": rounded(flow.before, MT),
        "during_mt_as_seen": rounded(flow.during[AS_SEEN], MT),
        "during_mt_on_paper": rounded(flow.during[ON_PAPER], MT),
        "year_mt_as_seen": rounded(flow.year[AS_SEEN], MT),
        "year_mt_on_paper": rounded(flow.year[ON_PAPER], MT),
    }


def _sum(outcome: Outcome) -> Row:
    if not outcome.days:
        return {}
    return {
        "before_mt": rounded(outcome.due, MT),
        "during_mt_as_seen": rounded(outcome.during[AS_SEEN], MT),
        "during_mt_on_paper": rounded(outcome.during[ON_PAPER], MT),
        "year_mt_as_seen": rounded(outcome.year_end[AS_SEEN], MT),
        "year_mt_on_paper": rounded(outcome.year_end[ON_PAPER], MT),
    }


def _answer(network: YearNetwork, outcome: Outcome) -> Iterator[Row]:
    """Yield the numbers of the answer to a closure; none where nothing is closed."""
    if not outcome.days:
        return
    alike: Mapping[str, float] = {"days": outcome.days, "due": outcome.due}
    for key, value in alike.items():
        unit = "days" if key == "days" else "Mt"
        both = {"as_seen": rounded(value, MT), "on_paper": rounded(value, MT)}
        yield {"key": key, "what": phrase(f"take-answer-{key}"), **both, "value_unit": unit}
    told: Mapping[str, Cases] = {
        "no_way": outcome.no_way,
        "no_way_per_day": outcome.no_way_per_day,
        "lost": outcome.lost,
        "made_up": outcome.made_up,
        "year_end": outcome.year_end,
    }
    for key, cases in told.items():
        unit = "Mt/d" if key == "no_way_per_day" else "Mt"
        both = {
            case: rounded(cases[of], MT)
            for case, of in (("as_seen", AS_SEEN), ("on_paper", ON_PAPER))
        }
        yield {"key": key, "what": phrase(f"take-answer-{key}"), **both, "value_unit": unit}
    lib = store.library()
    found = {case: dict(bottlenecks(network, outcome, case)) for case in CASES}
    for element in dict.fromkeys(name for case in CASES for name in found[case]):
        named = lib.element_names.get(element) or lib.atlas.name_of(element)
        if outcome.no_way[AS_SEEN] >= LEAST or outcome.no_way[ON_PAPER] >= LEAST:
            yield {
                "key": f"bottleneck:{element}",
                "what": phrase("take-bottleneck", name=named),
                "as_seen": rounded(found[AS_SEEN].get(element), MT),
                "on_paper": rounded(found[ON_PAPER].get(element), MT),
                "value_unit": "Mt/y",
            }


def _trend(view: View) -> Shown:
    lib, trends, avoid = store.library(), store.trends(), frozenset(view.avoid)
    years = years_shown(view.as_article)
    met = store.touched(avoid)
    rows: list[Row] = []
    for year in years:
        if year not in trends:
            side = gap(lib.balances[year])
            rows.append({"year": year, "gap": phrase(f"trend-gap-{side}") if side else None})
            continue
        left, numbers = lib.balances[year].left, trends[year].numbers
        row: dict[str, Cell] = {
            "year": year,
            "left_mt_low": rounded(left.low, MT),
            "left_mt_drawn": rounded(left.out, MT),
            "left_mt_high": rounded(left.high, MT),
        }
        if avoid:
            row["met_percent_low"], row["met_percent_high"] = (
                rounded(100 * end, PERCENT) for end in met[year]
            )
        for by in GROUPINGS:
            one = numbers[by]
            ends = {"low": one.low, "drawn": one.drawn, "high": one.high}
            row |= {f"ways_by_{by}_{end}": rounded(n, NUMBER) for end, n in ends.items()}
        rows.append(row)
    told = [trends[year] for year in years if year in trends]
    by_way: list[Row] = []
    for way in ways_in_order(told):
        for trend in told:
            one_way = trend.balance.of(way)
            by_way.append(
                {
                    "year": trend.year,
                    "element_id": way,
                    "element": way_name(way),
                    "out_mt_low": rounded(one_way.low, MT),
                    "out_mt_drawn": rounded(one_way.out, MT),
                    "out_mt_high": rounded(one_way.high, MT),
                }
            )
    figures = [one for trend in told for one in _behind(trend.year)]
    return (
        table("shown", YEAR_SHARES, rows),
        table("ways", YEAR_WAYS, by_way),
        balance_figures_table(figures),
        quotes_table((), view.as_article),
    )


def _timeline(view: View) -> Shown:
    event, _ = event_of(view, store.library())
    told = by_date(events_told(view.year, view.as_article))
    listed_too = [one for one in told if one.teller in view.tell]
    if view.order == "article":
        listed_too.sort(key=lambda one: one.place)
    quoted = {one.event.quote_id for one in listed_too if one.event.quote_id}
    quotes = [q for q in store.library().tables.quotes if q.quote_id in quoted]
    return (
        table("shown", EVENTS, _events(view, listed_too, event.event_id)),
        table("event", EVENT, [_event(view, event)]),
        figures_table(()),
        quotes_table(quotes, view.as_article),
    )


def _events(view: View, told: Iterable[Told], chosen: str) -> Iterator[Row]:
    for one in told:
        yield {
            **_event(view, one.event),
            "told_by": phrase(f"event-list-{one.teller}"),
            "on_map": one.event.event_id == chosen,
        }


def _event(view: View, row: Event) -> Row:
    lib = store.library()
    cite = Citations(lib.tables, view.as_article)
    source = cite.source(row.source_id) if row.source_id else cite.quote(row.quote_id or "")
    names = dict.fromkeys(lib.names[one] for one in row.subject_ids.split("|"))
    return {
        "event_id": row.event_id,
        "date": row.date,
        "date_precision": phrase(f"event-known-{row.date_precision}"),
        "title": row.title,
        "effect": phrase(f"event-effect-{row.effect}"),
        "subject_ids": row.subject_ids,
        "subjects": enumerated(names),
        "quote_id": row.quote_id,
        "source_id": row.source_id,
        "source": source.text if source else None,
        "url": (source.url if source else "") or None,
    }


def _story(view: View) -> Shown:
    lib = store.library()
    steps = lib.tables.story.rows
    texts = texts_of_steps(view, lib)
    step = min(view.step, len(steps_of(lib)) - 1)
    rows = [
        {
            "step": row.step,
            "title": row.title,
            "on_map": row.step == step,
            "tells": row.tells,
            "says_map": texts[row.step],
            "says_text": row.says_text,
            "left_open": row.left_open,
            "quote_ids": row.quote_ids,
            "map_link": f"?{query_of(told_by(row.view, view, lib))}",
        }
        for row in steps
    ]
    quoted = {one for row in steps for one in row.quote_ids.split("|")}
    quotes = [quote for quote in lib.tables.quotes if quote.quote_id in quoted]
    return (
        table("shown", STEPS, rows),
        figures_table(()),
        quotes_table(quotes, view.as_article),
    )


def _sources(view: View) -> Shown:
    found = search(view)
    tabs: Mapping[str, Callable[[], Table]] = {
        "sources": lambda: table("shown", SOURCES, _source_rows(found)),
        "article": lambda: replace(quotes_table(found.passages, view.as_article), name="shown"),
        "figures": lambda: replace(figures_table(found.figures), name="shown"),
        "rivals": lambda: table("shown", RIVALS, _rivals(found.rivals)),
        "events": lambda: table(
            "shown",
            EVENT,
            (_event(view, row) for row in sorted(found.events, key=lambda row: row.date)),
        ),
        "endnotes": lambda: table(
            "shown",
            ENDNOTES,
            (
                {
                    "endnote": note.number,
                    "reference": note.reference,
                    "resolved": note.resolved,
                    "url": web_address(note.url) or None,
                    "quote_ids": "|".join(quote.quote_id for quote in quotes) or None,
                }
                for note, quotes in found.endnotes
            ),
        ),
        "unsourced": lambda: replace(figures_table(found.unsourced), name="shown"),
    }
    return (
        tabs[view.tab](),
        figures_table(found.figures),
        quotes_table(found.passages, view.as_article),
    )


def _source_rows(found: Search) -> Iterator[Row]:
    for basis in found.exact or found.sources:
        row, mine = basis.source, basis.only(found.about)
        yield {
            "source_id": row.source_id,
            "publisher": row.publisher,
            "title": row.title,
            "date": row.date,
            "kind": phrase(f"source-kind-{row.kind or 'unknown'}"),
            "access": row.access,
            "url": web_address(row.url) or None,
            "statements": mine.says,
            "rests": len(mine.rests),
        }


def _rivals(sets: Iterable[Published]) -> Iterator[Row]:
    lib = store.library()
    subjects = labels(lib.tables)
    sources = {row.source_id: row for row in lib.tables.sources}

    def _row(one: Published, figure: Figure, role: str) -> dict[str, Cell]:
        source = sources[figure.source_id]
        return {
            "question": one.key,
            "subject_id": one.subject_id,
            "subject": subjects[one.subject_id],
            "quantity": one.quantity,
            "period": figure.period,
            "shown": phrase(f"take-shown-{role}"),
            "value": float(figure.value),
            "value_unit": figure.unit,
            "as_of": figure.as_of,
            "source_id": figure.source_id,
            "publisher": source.publisher,
            "source_date": source.date,
            "url": web_address(source.url) or None,
            "locator": figure.locator,
            "note": figure.note,
        }

    for one in sets:
        for value in one.values:
            yield {
                **_row(one, value.figure, "first" if value is one.first else "rival"),
                "compared": rounded(value.value, MT),
                "compared_unit": value.unit,
                "difference_percent": rounded(one.difference(value)[1], PERCENT),
            }
        for figure in one.apart:
            yield _row(one, figure, "apart")
        for figure in one.expected:
            yield _row(one, figure, "expected")


def _method(view: View) -> Shown:
    lib = store.library()
    compared = {(one.subject_id, one.published_km) for one in store.lengths()}
    figures = [
        row
        for row in lib.tables.figures
        if row.quantity.startswith("length_km") and (row.subject_id, float(row.value)) in compared
    ]
    return (
        table("shown", PARAMETERS, _parameters()),
        lengths_table(view, store.lengths()),
        figures_table(figures),
        quotes_table((), view.as_article),
    )


def _parameters() -> Iterator[Row]:
    """Yield what the method assumes, as the engine computes with it."""
    fitted = phrase("take-basis-fitted", date=date(FITTED_ON))
    for kind, km in POINT_KM.items():
        known = "fitted" if kind in FITTED else "chosen"
        yield {
            "key": f"point_km:{kind}",
            "what": EVIDENCE[kind],
            "value": km,
            "value_unit": "km",
            "basis": fitted if known == "fitted" else phrase("take-basis-chosen"),
        }
    told: tuple[tuple[str, float, str, str], ...] = (
        ("wander", WANDER, "", fitted),
        ("sea_wander", SEA_WANDER, "", phrase("take-basis-chosen")),
        ("territorial_sea", NM12_M / 1852.0, "nm", phrase("take-basis-law")),
        ("bbl_per_t", BBL_PER_T, "bbl/t", phrase("take-basis-rule")),
        ("bbl_per_t_light", BBL_PER_T_LIGHT, "bbl/t", phrase("take-basis-light")),
        ("says_nothing", SAYS_NOTHING, "", phrase("take-basis-ours")),
        ("complete_percent", COMPLETE_PERCENT, "%", phrase("take-basis-ours")),
    )
    for key, value, unit, basis in told:
        what = phrase(f"take-parameter-{key}")
        yield {"key": key, "what": what, "value": value, "value_unit": unit or None, "basis": basis}


PAGES: Mapping[Page, Callable[[View], Shown]] = {
    "Map": _map,
    "Journeys": _journeys,
    "Closure": _closure,
    "Trend": _trend,
    "Timeline": _timeline,
    "Story": _story,
    "Sources": _sources,
    "Method": _method,
}
"""What lays out each page."""
