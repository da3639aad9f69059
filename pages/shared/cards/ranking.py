"""Show what hurts most in a year: everything shut alone, pairs, markets, and states' shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from pages.shared import store
from pages.shared.cards.template import Template
from pages.shared.view.link import SAFE, write
from pages.shared.view.model import View
from routes.language import listed, number, phrase, state_names
from routes.model.atlas import Atlas
from routes.model.terms import RUSSIA
from routes.network.closures import Closure
from routes.network.limits import AS_SEEN, CASES, ON_PAPER
from routes.network.rank import (
    BEYOND,
    MONTH,
    SPANS,
    Cases,
    MarketSets,
    Pair,
    Ranking,
    Span,
    by_span,
    closure_of,
    name_of,
)

FIRST = 10
"""Rows that are shown at once; as many more unfold."""
MOST = 25
"""Rows that are shown in all; the rest is in the table of the layers."""
PAIRS = 6
"""Pairs that are shown."""
SETS = 3
"""Sets that are named of a market; of the rest the number is given."""
LEAST = 0.05
"""Mt a year of a state's share from which it has a bar of its own."""
SMALL = 0.1
"""Mt below which two decimals are written."""
SPEC: dict[Span, str] = {"days": ".2f", "year": ".1f"}
"""Decimals of Mt."""


@dataclass(frozen=True)
class RankRow:
    """Something that is shut alone, or a state.

    Attributes
    ----------
    name
        Its name.
    also
        What else has the same effect, in words; "" for nothing.
    link
        Address of its closure.
    seen, paper
        Mt in the two cases.
    seen_bar, paper_bar
        Lengths of their bars, per cent of the cell.
    """

    name: str
    also: str
    link: str
    seen: str
    paper: str
    seen_bar: float
    paper_bar: float


@dataclass(frozen=True)
class RankTable:
    """What is shut alone, for one length of time.

    Attributes
    ----------
    title
        What the table is.
    first, more
        Rows that are shown, and those that unfold.
    open
        Whether it is unfolded.
    """

    title: str
    first: tuple[RankRow, ...]
    more: tuple[RankRow, ...]
    open: bool


@dataclass(frozen=True)
class LinkedText:
    """A sentence with the address of what it is about.

    Attributes
    ----------
    text
        The sentence.
    link
        Address of the closure.
    name
        What is closed.
    """

    text: str
    link: str
    name: str


@dataclass(frozen=True)
class MarketRow:
    """What stops a market.

    Attributes
    ----------
    name
        The market, with what it got.
    text
        The smallest sets, in words.
    states
        States each of which stops it alone, in words; "" for none.
    """

    name: str
    text: str
    states: str


@dataclass(frozen=True)
class RankingCard:
    """What hurts most in a year.

    Attributes
    ----------
    year
        The year.
    tables
        What is shut alone, by how long.
    pairs
        Pairs that cost more than their sum.
    markets
        What stops each market.
    shares
        Each state's share.
    total
        What the shares add up to, in words.
    rest
        The states without a bar of their own, in words; "" for none.
    """

    year: int
    tables: tuple[RankTable, ...]
    pairs: tuple[LinkedText, ...]
    markets: tuple[MarketRow, ...]
    shares: tuple[RankRow, ...]
    total: str
    rest: str


CARD = Template("ranking.html", RankingCard)


def rest_of(view: View) -> str:
    """Return the query of a view without what is closed, so that a closure can be put to it.

    Parameters
    ----------
    view
        What is shown.
    """
    # With anything closed, so that the query does not say that nothing is.
    texts = write(view.replaced(closed=(Closure(RUSSIA),)))
    return urlencode({k: v for k, v in texts.items() if k != "closed"}, safe=SAFE)


@store.kept(32)
def ranking_html(year: int, rest: str) -> str:
    """Render what hurts most in a year; nothing for one whose balance does not close.

    Parameters
    ----------
    year
        Any year.
    rest
        What links keep of the view, as `rest_of` returns it.

    Returns
    -------
    HTML in which every value is escaped.
    """
    lib = store.library()
    ranking = lib.rankings.get(year)
    if ranking is None:
        return ""
    markets = {gate.gate_id: gate.name_en for gate in lib.tables.gates}
    return CARD.fill(_Writer(ranking, lib.atlas, markets, rest).card())


class _Writer:
    """Puts a ranking into words."""

    def __init__(self, ranking: Ranking, atlas: Atlas, markets: dict[str, str], rest: str) -> None:
        self._ranking, self._atlas, self._markets, self._rest = ranking, atlas, markets, rest
        self._names = {row.id: name_of(row, atlas) for row in ranking.rows}

    def card(self) -> RankingCard:
        """Return the card."""
        shares, rest = self._shares()
        totals = [number(self._ranking.shares[case].total, ".1f") for case in CASES]
        return RankingCard(
            year=self._ranking.year,
            tables=tuple(self._table(span) for span in SPANS),
            pairs=tuple(self._pair(pair) for pair in self._ranking.pairs[:PAIRS]),
            markets=tuple(self._market(one) for one in self._ranking.markets),
            shares=tuple(shares),
            total=phrase("rank-total", seen=totals[0], paper=totals[1]),
            rest=rest,
        )

    def _link(self, ids: Iterable[str], span: Span) -> str:
        closed = urlencode({"closed": closure_of(ids, span)}, safe=SAFE)
        return f"./Closure?{self._rest}&{closed}"

    def _table(self, span: Span) -> RankTable:
        rows = by_span(self._ranking, span)[:MOST]
        widest = max(row.no_way[span][AS_SEEN] for row in rows) or 1.0
        made = []
        for row in rows:
            others = [self._atlas.name_of(k) for k in row.members if k in self._atlas.places]
            also = phrase("rank-also", places=listed(others)) if row.kind == "line" else ""
            link = self._link([row.id], span)
            made.append(_row(self._names[row.id], also, link, row.no_way[span], widest, SPEC[span]))
        title = phrase("rank-span", span=span, days=MONTH)
        return RankTable(title, tuple(made[:FIRST]), tuple(made[FIRST:]), open=span == "days")

    def _pair(self, pair: Pair) -> LinkedText:
        one, other = (self._names[name] for name in pair.ids)
        mt = {
            f"{what}_{case}": number(values["days"][case], ".2f")
            for what, values in (("all", pair.no_way), ("more", pair.excess))
            for case in CASES
        }
        return LinkedText(
            text=phrase(
                "rank-pair",
                seen=mt[f"all_{AS_SEEN}"],
                paper=mt[f"all_{ON_PAPER}"],
                more_seen=mt[f"more_{AS_SEEN}"],
                more_paper=mt[f"more_{ON_PAPER}"],
            ),
            link=self._link(pair.ids, "days"),
            name=phrase("rank-both", one=one, other=other),
        )

    def _market(self, one: MarketSets) -> MarketRow:
        beyond = one.market == BEYOND
        name = phrase("rank-beyond") if beyond else self._markets[one.market]
        sets = [self._set(ids) for ids in one.sets]
        more = len(sets) - SETS
        text = phrase(
            "rank-stops",
            n=len(one.sets[0]) if one.sets else 0,
            sets=phrase("rank-or").join(sets[:SETS]),
            more=max(0, more),
        )
        states = ""
        if one.states:
            named = state_names(one.states, self._atlas.state_names)
            states = phrase("rank-stops-states", states=named, n=len(one.states))
        return MarketRow(phrase("rank-market", name=name, mt=_small(one.mt)), text, states)

    def _set(self, ids: Iterable[str]) -> str:
        return phrase("rank-and").join(
            self._names.get(name) or self._atlas.name_of(name) for name in ids
        )

    def _shares(self) -> tuple[list[RankRow], str]:
        """Return a row for each state with a share, and what the others have together."""
        by_state: dict[str, Cases] = {
            state: {case: self._ranking.shares[case].by_state[state] for case in CASES}
            for state in self._ranking.shares[AS_SEEN].by_state
        }
        order = sorted(by_state, key=lambda state: [-by_state[state][case] for case in CASES])
        shown = [state for state in order if max(by_state[state].values()) >= LEAST]
        widest = max((max(mt.values()) for mt in by_state.values()), default=0.0) or 1.0
        rows = [
            _row(
                self._names[state],
                "",
                self._link([state], "year"),
                by_state[state],
                widest,
                ".1f",
            )
            for state in shown
        ]
        others = [state for state in order if state not in shown]
        if not others:
            return rows, ""
        mt = {case: sum(by_state[state][case] for state in others) for case in CASES}
        return rows, phrase(
            "rank-rest",
            n=len(others),
            seen=number(mt[AS_SEEN], ".1f"),
            paper=number(mt[ON_PAPER], ".1f"),
        )


def _small(mt: float) -> str:
    """Format Mt with one decimal, or two where one would say nothing."""
    return number(mt, ".1f" if mt >= SMALL else ".2f")


def _row(name: str, also: str, link: str, mt: Cases, widest: float, spec: str) -> RankRow:
    return RankRow(
        name=name,
        also=also,
        link=link,
        seen=number(mt[AS_SEEN], spec),
        paper=number(mt[ON_PAPER], spec),
        seen_bar=100 * mt[AS_SEEN] / widest,
        paper_bar=100 * mt[ON_PAPER] / widest,
    )
