"""Draw the answer to a closure: what moved and what can, what limits it, why there is a range.

With nothing closed it is the year's balance: where the oil came from, and where it went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.template import Template
from routes.language import named, number, phrase
from routes.model.atlas import Atlas
from routes.model.rows import Capacity
from routes.model.tables import Tables
from routes.model.units import BBL_PER_T, days_in, in_kbd
from routes.network.assumptions import assumptions
from routes.network.balance import EXPORTS, OTHER_WAYS, PRODUCTION, REST, Balance, Estimate
from routes.network.capacity import span
from routes.network.closures import Closure
from routes.network.limits import AS_SEEN, CASES, ON_PAPER, Case, Limit
from routes.network.stranded import Outcome, YearNetwork
from routes.sentences.balance import Explainer, amount, sources_of
from routes.sentences.closure import (
    LEAST,
    bottlenecks,
    depends_on,
    mt,
    spec_of,
    summarise,
    way_name,
    ways,
)

CASE_OF: Mapping[str, Case] = {"seen": AS_SEEN, "paper": ON_PAPER}
"""The cases by their words in the address."""
LINES = 8
"""Lines at most whose limits are told to differ."""


@dataclass(frozen=True)
class ReasonTerm:
    """A figure that an amount rests on.

    Attributes
    ----------
    text
        What it is of, and its value.
    sources
        Who says so.
    """

    text: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class Reason:
    """Why an amount, or an end of it, is what it is.

    Attributes
    ----------
    text
        The amount in words.
    terms
        The figures that it follows from; none where nothing bounds it.
    """

    text: str
    terms: tuple[ReasonTerm, ...]


@dataclass(frozen=True)
class Row:
    """A way out of the country, a field, a refinery, or a sum of them.

    Attributes
    ----------
    name
        Its name.
    moved
        Mt that moved, as drawn.
    range
        Mt that may have moved, or "" where it is one number.
    can_move
        Mt that can move on the days of the closure; "" with nothing closed.
    outline, full, maybe
        Lengths of bars, per cent of the widest: what moved; what can move, or surely moved; what
        may have moved beyond.
    closed
        Whether it is closed.
    total
        Whether it is a sum.
    reasons
        What the amount of the year rests on.
    """

    name: str
    moved: str
    range: str
    can_move: str
    outline: float
    full: float
    maybe: float
    closed: bool
    total: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Group:
    """Rows under a heading.

    Attributes
    ----------
    title
        The heading, or "".
    rows
        The rows, the sum last.
    """

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class BottleneckRow:
    """What lets no more through.

    Attributes
    ----------
    name
        Name of the line or transfer.
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
    """The answer to a closure, or the year's balance.

    Attributes
    ----------
    year
        Year of the balance.
    closed
        Whether anything is closed.
    days
        Days on which anything is closed; 0 for the whole year.
    paper
        Whether the case is that on paper.
    groups
        The table.
    bottlenecks
        What lets no more through in the case; empty without a closure.
    barrels
        What has no way out, thousand barrels a day, or "".
    contradictions
        Figures of the year that do not agree.
    notes
        What the answer rests on, in sentences.
    """

    year: int
    closed: bool
    days: int
    paper: bool
    groups: tuple[Group, ...]
    bottlenecks: tuple[BottleneckRow, ...]
    barrels: str
    contradictions: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class LimitRow:
    """What a line can take in the two cases.

    Attributes
    ----------
    name
        Name of the line, transfer, or way.
    seen, paper
        Mt a year.
    how
        Where the second comes from.
    sources
        Who says so.
    """

    name: str
    seen: str
    paper: str
    how: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class RangeCard:
    """Why there is a range.

    Attributes
    ----------
    seen, paper
        What has no way out in the two cases, Mt.
    rows
        Lines that can take more on paper than they were seen to.
    """

    seen: str
    paper: str
    rows: tuple[LimitRow, ...]


CARD = Template("closure.html", ClosureCard)
RANGE = Template("range.html", RangeCard)


def sentence_of(year: int, closures: tuple[Closure, ...]) -> str:
    """Format the answer to a closure as the sentence that leads the page.

    Parameters
    ----------
    year
        One whose balance closes (`balance.nearest_year`).
    closures
        What is closed.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    lib = store.library()
    network, outcome = store.year_network(year), store.outcome_of(year, closures)
    return summarise(lib.atlas, network, outcome, lib.element_names)


@store.kept(64)
def closure_html(
    year: int, closures: tuple[Closure, ...], case: str, as_article: bool = False
) -> str:
    """Render the answer to a closure.

    Parameters
    ----------
    year
        One whose balance closes (`balance.nearest_year`).
    closures
        What is closed.
    case
        Key of `CASE_OF`.
    as_article
        Mark what was published later than the article.

    Returns
    -------
    HTML in which every value is escaped.
    """
    return CARD.fill(card_of(year, closures, case, as_article))


def card_of(
    year: int, closures: tuple[Closure, ...], case: str, as_article: bool = False
) -> ClosureCard:
    """Build the answer to a closure.

    Parameters
    ----------
    year, closures, case, as_article
        As in `closure_html`.
    """
    outcome = store.outcome_of(year, closures)
    return _writer(year, as_article).card(outcome, CASE_OF[case])


@store.kept(64)
def range_html(year: int, closures: tuple[Closure, ...], as_article: bool = False) -> str:
    """Render why there is a range; nothing where nothing is closed.

    Parameters
    ----------
    year, closures, as_article
        As for `closure_html`.

    Returns
    -------
    HTML in which every value is escaped, or "".
    """
    outcome = store.outcome_of(year, closures)
    return RANGE.fill(_writer(year, as_article).why(outcome)) if outcome.days else ""


def _writer(year: int, as_article: bool) -> Writer:
    lib = store.library()
    network = store.year_network(year)
    return Writer(lib.atlas, lib.tables, lib.balances, network, lib.element_names, as_article)


class Writer:
    """Build the cards of a year.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Its sources and capacities are read.
    balances
        Those of all years, by year.
    network
        The oil of the year.
    names
        Names of transfers and gates by id.
    as_article
        Mark what was published later than the article.
    """

    def __init__(
        self,
        atlas: Atlas,
        tables: Tables,
        balances: Mapping[int, Balance],
        network: YearNetwork,
        names: Mapping[str, str],
        as_article: bool = False,
    ) -> None:
        self._atlas = atlas
        self._balances = balances
        self._network = network
        self._names = names
        self._tables = tables
        self._cite = Citations(tables, as_article)
        self._explainer = Explainer(atlas, network.model.figures, network.model.rows, names)

    def card(self, outcome: Outcome, case: Case) -> ClosureCard:
        """Build the card of a closure.

        Parameters
        ----------
        outcome
            The answer to the closures.
        case
            As seen, or on paper.
        """
        closed = outcome.days > 0
        whole = outcome.days == days_in(outcome.year)
        contradictions = outcome.balance.contradictions
        return ClosureCard(
            year=outcome.year,
            closed=closed,
            days=0 if whole else outcome.days,
            paper=case == ON_PAPER,
            groups=(self._before_and_after(outcome, case),) if closed else self._balance(),
            bottlenecks=tuple(self._bottlenecks(outcome, case)),
            barrels=_barrels(outcome, case),
            contradictions=tuple(self._explainer.contradiction(one) for one in contradictions),
            notes=tuple(self._notes(outcome)),
        )

    def _before_and_after(self, outcome: Outcome, case: Case) -> Group:
        """Return the ways out, so that they add up to the sum; all bars are on one scale."""
        part = outcome.days / days_in(outcome.year)
        widest = max(outcome.due, LEAST)
        spec = ".2f"
        rows = []
        for way in ways(self._network):
            flow = outcome.flows[way]
            now = flow.during[case]
            rows.append(
                Row(
                    name=way_name(self._atlas, way),
                    moved=number(flow.before, spec),
                    range=_range(flow.moved, part, spec),
                    can_move=number(now, spec),
                    outline=100 * flow.before / widest,
                    full=min(100.0, 100 * now / widest),
                    maybe=0.0,
                    closed=flow.closed,
                    total=False,
                    reasons=self._reasons(flow.moved),
                )
            )
        total = outcome.balance.left
        rows.append(
            Row(
                name=phrase("closure-all-ways"),
                moved=number(outcome.due, spec),
                range=_range(total, part, spec),
                can_move=number(outcome.during[case], spec),
                outline=100 * outcome.due / widest,
                full=100 * outcome.during[case] / widest,
                maybe=0.0,
                closed=False,
                total=True,
                reasons=self._reasons(total),
            )
        )
        return Group("", tuple(rows))

    def _balance(self) -> tuple[Group, ...]:
        """Return where the oil of the year came from, what stayed, and by which ways it left."""
        model, balance = self._network.model, self._network.balance
        fields = dict.fromkeys(e.element for e in model.edges if e.kind == "field")
        homes = sorted(model.refineries, key=lambda one: (-balance.of(one).drawn, one))
        widest = max(balance.of(PRODUCTION).drawn, LEAST)

        def row(element: str, name: str, total: bool = False) -> Row:
            one = balance.of(element)
            low = min(one.low, widest)
            high = min(one.high, widest) if one.known else low
            told = one.known or one.low >= LEAST
            return Row(
                name=name,
                moved=number(one.drawn, ".2f") if told else phrase("closure-not-known"),
                range=_range(one, 1.0, ".2f") if told else "",
                can_move="",
                outline=100 * min(one.drawn, widest) / widest,
                full=100 * low / widest,
                maybe=100 * max(0.0, high - low) / widest,
                closed=False,
                total=total,
                reasons=self._reasons(one),
            )

        by_output = sorted(fields, key=lambda one: (-balance.of(one).drawn, one))
        return (
            Group(
                phrase("closure-group-fields"),
                (
                    *(row(one, self._name(one)) for one in by_output),
                    row(PRODUCTION, phrase("closure-all-output"), total=True),
                ),
            ),
            Group(
                phrase("closure-group-home"),
                (
                    *(row(one, self._name(one)) for one in homes),
                    row(REST, phrase("closure-rest")),
                ),
            ),
            Group(
                phrase("closure-group-ways"),
                (
                    *(row(one, way_name(self._atlas, one)) for one in ways(self._network)),
                    row(EXPORTS, phrase("closure-all-ways"), total=True),
                ),
            ),
        )

    def _reasons(self, one: Estimate) -> tuple[Reason, ...]:
        return tuple(
            Reason(
                told.text,
                tuple(
                    ReasonTerm(term.text, self._sources([term.row] if term.row else []))
                    for term in told.terms
                ),
            )
            for told in self._explainer.told(one)
        )

    def _sources(self, rows: Iterable[Capacity]) -> tuple[SourceLink, ...]:
        ids = dict.fromkeys(source for row in rows for source in sources_of(row))
        return tuple(self._cite.source(source_id) for source_id in ids)

    def _name(self, element: str) -> str:
        if element == OTHER_WAYS:
            return way_name(self._atlas, element)
        if element in self._network.model.markets:
            gates = self._network.model.net.gates
            gate = next(gate for gate in gates if gate.gate_id == element)
            port = named("part", (gate.place_id, self._atlas.places[gate.place_id].label))
            return phrase("closure-thing", kind="market", part=port)
        return self._names.get(element) or self._atlas.name_of(element)

    def _bottlenecks(self, outcome: Outcome, case: Case) -> Iterable[BottleneckRow]:
        """Yield what lets no more through, where something has no way out."""
        if outcome.no_way[case] < LEAST:
            return
        for element, mtpa in bottlenecks(self._network, outcome, case):
            limit = outcome.flows[element].limit
            how, sources = self._seen(element) if case == AS_SEEN else self._paper(element, limit)
            yield BottleneckRow(
                name=self._name(element),
                value=phrase("closure-bottleneck-value", mt=number(mtpa, spec_of(mtpa))),
                how=how,
                sources=sources,
            )

    def _seen(self, element: str) -> tuple[str, tuple[SourceLink, ...]]:
        """Return in which year most was seen, and who says so."""
        firm = {
            year: one.of(element)
            for year, one in self._balances.items()
            if one.firm or year == self._network.year
        }
        year = max(firm, key=lambda one: (firm[one].low, one == self._network.year, one))
        rows = (self._row(year, held.observation) for held in firm[year].low_by)
        sources = self._sources(row for row in rows if row)
        return phrase("closure-how-seen", year=year), sources

    def _paper(self, element: str, limit: Limit) -> tuple[str, tuple[SourceLink, ...]]:
        """Return where the limit on paper comes from, and who says so."""
        plates = [
            row
            for row in self._network.model.rows
            if row.element_id == element and row.role in {"nameplate", "others"}
        ]
        return phrase("closure-how-paper", basis=limit.basis), self._sources(plates)

    def _row(self, year: int, observation: str) -> Capacity | None:
        """Return the row of capacities.csv of an observation of a year."""
        element, _, role = observation.partition(":")
        return next(
            (
                row
                for row in self._tables.capacities
                if (row.element_id, row.role) == (element, role) and year in span(row)
            ),
            None,
        )

    def _notes(self, outcome: Outcome) -> Iterable[str]:
        """Yield what the answer rests on."""
        yield phrase("closure-note-balance", year=outcome.year)
        if outcome.days:
            yield phrase("closure-note-nearest")
            yield from assumptions(self._atlas, self._network, outcome)

    def why(self, outcome: Outcome) -> RangeCard:
        """Build the card that says why there is a range.

        Parameters
        ----------
        outcome
            The answer to closures.
        """
        told = [
            name
            for name in depends_on(self._network, outcome)
            if outcome.flows[name].limit.basis != "sea"
        ]
        seen, paper = (outcome.no_way[case] for case in CASES)
        return RangeCard(
            seen=number(seen, spec_of(seen)),
            paper=number(paper, spec_of(paper)),
            rows=tuple(self._limit_row(outcome, name) for name in told[:LINES]),
        )

    def _limit_row(self, outcome: Outcome, element: str) -> LimitRow:
        limit = outcome.flows[element].limit
        how, sources = self._paper(element, limit)
        return LimitRow(
            name=self._name(element),
            seen=number(limit.as_seen, spec_of(limit.as_seen)),
            paper=mt(limit.on_paper, limit.on_paper, spec_of(limit.on_paper)),
            how=how,
            sources=sources,
        )


def _range(one: Estimate, part: float, spec: str) -> str:
    """Format the range of what moved in a part of a year, or "" where it is one number."""
    text = amount(one, part, spec)
    return "" if text == number(one.drawn * part, spec) else text


def _barrels(outcome: Outcome, case: Case) -> str:
    """Format what has no way out, in barrels a day, or "" where all has."""
    a_day = outcome.no_way_per_day[case]
    if outcome.no_way[case] < LEAST:
        return ""
    year = outcome.year
    return phrase(
        "closure-barrels",
        kbd=number(round(in_kbd(a_day * days_in(year), year))),
        density=number(BBL_PER_T, "g"),
    )
