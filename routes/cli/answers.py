"""Answer the questions of the command line and of the API: what was asked → a report and its rows.

What is asked comes as people write it; the fields are laid out by the reports, here and nowhere
else. An answer imports what it needs when it is asked for: geopandas alone takes a second.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from routes.model.atlas import Atlas
from routes.model.borders import UN
from routes.model.errors import InputError, clipped
from routes.model.tables import Tables
from routes.model.terms import RUSSIA

if TYPE_CHECKING:
    from routes.network.balance import Balance
    from routes.network.closures import Closure
    from routes.network.rank import Ranking
    from routes.network.stranded import YearNetwork
    from routes.verdict.ownership import Owners

JOURNEYS: Final = (
    "code",
    "verdict",
    "status",
    "length_km",
    "transfers",
    "decided_by",
    "use",
    "at_most_mt",
    "legs",
)
FIGURES: Final = (
    "subject_id",
    "subject_name",
    "quantity",
    "value",
    "unit",
    "period",
    "as_of",
    "source_id",
    "publisher",
    "url",
    "locator",
    "note",
)
QUOTES: Final = (
    "quote_id",
    "seq",
    "subject_ids",
    "text",
    "attribution",
    "endnote",
    "reference",
    "resolved",
    "date_of_event",
    "date_precision",
    "kind",
    "cause",
    "remark",
    "rights",
)
EVENTS: Final = (
    "event_id",
    "date",
    "date_precision",
    "subject_ids",
    "title",
    "effect",
    "quote_id",
    "source_id",
    "publisher",
    "url",
    "in_article",
)
"""Columns of answers that may have no row."""


class Shelf(Protocol):
    """What answers are made of: read from files, or kept by a server."""

    @property
    def tables(self) -> Tables:
        """What people wrote."""
        ...

    @property
    def balances(self) -> Mapping[int, Balance]:
        """Balance of each year."""
        ...

    @property
    def rankings(self) -> Mapping[int, Ranking]:
        """What hurts most in each year whose balance closes."""
        ...

    def atlas(self, borders: str) -> Atlas:
        """Return what was built, under a set of borders; an InputError says that there is none.

        Parameters
        ----------
        borders
            `un` or `de_facto`.
        """
        ...

    def owners(self, borders: str) -> Owners:
        """Return who owns the operators.

        Parameters
        ----------
        borders
            As for `atlas`.
        """
        ...

    def network(self, year: int, borders: str) -> YearNetwork:
        """Return the oil of a year, ready for closures.

        Parameters
        ----------
        year
            One whose balance closes.
        borders
            As for `atlas`.
        """
        ...


@dataclass(frozen=True)
class Answer:
    """What a question is answered with.

    Attributes
    ----------
    report
        All of it, JSON-ready; docs/cli.md lists the fields.
    rows
        Its rows for a table or CSV, each with the same columns.
    columns
        The columns, also where there is no row.
    lead
        A line for a reader, above the table; "" for none.
    notices
        What of the question had to be changed, in sentences.
    """

    report: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]
    columns: tuple[str, ...]
    lead: str = ""
    notices: tuple[str, ...] = ()


def _answer(
    report: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], columns: tuple[str, ...] = ()
) -> Answer:
    return Answer(report, rows, columns or tuple(rows[0]))


def year_of(text: str) -> int:
    """Parse a year strictly: int() takes 2_023 and digits of other scripts, too.

    Parameters
    ----------
    text
        As typed.

    Raises
    ------
    InputError
        If it is written otherwise than in four digits.
    """
    if not re.fullmatch("[0-9]{4}", text):
        raise InputError("year", clipped(text), "write a year in four digits, such as 2023")
    return int(text)


def verdicts(shelf: Shelf, avoid: str = RUSSIA, borders: str = UN) -> Answer:
    """Judge every corridor against the states to avoid.

    Parameters
    ----------
    shelf
        What answers are made of.
    avoid
        States by code or name with commas between, or `none`.
    borders
        Set of borders: `un` or `de_facto`.

    Raises
    ------
    InputError
        If a state or a set of borders is not known.
    """
    from routes.cli.reports import states, verdict_rows, verdicts_report

    atlas = shelf.atlas(borders)
    codes = states(avoid, atlas)
    rules = shelf.tables.jurisdictions.rows
    report = verdicts_report(atlas, codes, shelf.owners(borders), rules)
    return _answer(report, verdict_rows(report))


def corridors(shelf: Shelf, borders: str = UN) -> Answer:
    """List the corridors.

    Parameters
    ----------
    shelf, borders
        As for `verdicts`.

    Raises
    ------
    InputError
        If there is no such set of borders.
    """
    from routes.cli.evidence import flat_rows
    from routes.cli.lines import corridors_report

    report = corridors_report(shelf.atlas(borders))
    return _answer(report, flat_rows(report["corridors"]))


def corridor(shelf: Shelf, corridor_id: str, avoid: str = RUSSIA, borders: str = UN) -> Answer:
    """Report a corridor as GeoJSON, with its verdict and figures.

    Parameters
    ----------
    shelf, avoid, borders
        As for `verdicts`.
    corridor_id
        Id of the corridor.

    Raises
    ------
    InputError
        If the corridor, a state or the set of borders is not known.
    """
    from routes.cli.evidence import stock_of
    from routes.cli.lines import corridor_report, corridor_rows
    from routes.cli.reports import states

    atlas, stock = shelf.atlas(borders), stock_of(shelf.tables)
    codes = states(avoid, atlas)
    report = corridor_report(atlas, corridor_id, codes, shelf.owners(borders), stock)
    return _answer(report, corridor_rows(report))


def journeys(
    shelf: Shelf,
    origin: str,
    market: str,
    avoid: str = RUSSIA,
    year: int | None = None,
    borders: str = UN,
) -> Answer:
    """List the journeys from a field or border to a market, each judged as a whole.

    Parameters
    ----------
    shelf, avoid, borders
        As for `verdicts`.
    origin, market
        Ids of gates.
    year
        Year of what is told of use; the last with figures unless one is given.

    Raises
    ------
    InputError
        If a gate, a state or the set of borders is not known, or the market does not take what the
        origin sends.
    """
    from routes.cli.reports import journey_rows, journeys_report, states
    from routes.evidence.services import offers
    from routes.network.journeys import of_year

    atlas, tables = shelf.atlas(borders), shelf.tables
    codes = states(avoid, atlas)
    found = of_year(atlas, tables, origin, market, codes, year)
    offered = offers(tables.services, tables.figures)
    report = journeys_report(atlas, origin, market, codes, found, offered)
    return _answer(report, journey_rows(report), JOURNEYS)


def flow(
    shelf: Shelf, year: int, closed: Sequence[str] = (), avoid: str = "", borders: str = UN
) -> Answer:
    """Compute how much Kazakh oil has no way out when something closes, and for how long.

    Parameters
    ----------
    shelf, borders
        As for `verdicts`.
    year
        Year of the balance.
    closed
        Closures, each as `id[:share left[:days[:start]]]`.
    avoid
        States that are closed as a whole; "" for none.

    Raises
    ------
    InputError
        If a closure cannot be read, two of one place overlap, a state or the set of borders is not
        known, or the balance of the year does not close.
    """
    from routes.cli.flow import flow_line, flow_report, flow_rows
    from routes.cli.reports import states
    from routes.network.balance import closing
    from routes.network.closures import Closure, closable, settle_strictly

    atlas = shelf.atlas(borders)
    closing(shelf.balances, year)
    closures = _closures(closed, closable(atlas, shelf.tables.transfers), year)
    codes = states(avoid, atlas) if avoid else frozenset[str]()
    # A state that is avoided is shut; to close it in part, too, is another thing.
    settle_strictly([*closures, *(Closure(code) for code in sorted(codes))], year)
    closures, cuts = settle_strictly(closures, year)
    network = shelf.network(year, borders)
    outcome = network.close(closures, codes)
    rows = flow_rows(network, outcome)
    notices = tuple(map(str, cuts))
    report = flow_report(atlas, network, outcome, notices)
    return Answer(report, rows, tuple(rows[0]), flow_line(outcome), notices)


def rank(shelf: Shelf, year: int, days: str = "30") -> Answer:
    """Rank what hurts most: every place, line and state shut alone.

    Parameters
    ----------
    shelf
        What answers are made of.
    year
        Year of the balance.
    days
        `30` or `year`: how long each is shut.

    Raises
    ------
    InputError
        If the balance of the year does not close, or the days are neither.
    """
    from routes.cli.ranking import of_year, rank_report, rank_rows, span_of

    report = rank_report(shelf.atlas(UN), of_year(shelf.rankings, year), span_of(days))
    return _answer(report, rank_rows(report))


def figures(shelf: Shelf, subjects: Sequence[str] = ()) -> Answer:
    """List published numbers with their sources, rivals side by side.

    Parameters
    ----------
    shelf
        What answers are made of.
    subjects
        Ids of what they are about; none for all.

    Raises
    ------
    InputError
        If there is no such subject.
    """
    from routes.cli.evidence import figures_report, flat_rows, stock_of

    report = figures_report(stock_of(shelf.tables), _version(shelf), subjects)
    return _answer(report, flat_rows(report["figures"]), FIGURES)


def quotes(shelf: Shelf, subjects: Sequence[str] = ()) -> Answer:
    """List passages of the article, each with its attribution and its endnote.

    Parameters
    ----------
    shelf, subjects
        As for `figures`.

    Raises
    ------
    InputError
        If there is no such subject.
    """
    from routes.cli.evidence import flat_rows, quotes_list, stock_of

    report = quotes_list(stock_of(shelf.tables), _version(shelf), subjects)
    # A table leaves without its head: each row says whose words it holds, and on which terms.
    rows = [{**row, "rights": report["rights"]} for row in flat_rows(report["quotes"])]
    return _answer(report, rows, QUOTES)


def events(shelf: Shelf, subjects: Sequence[str] = (), year: int | None = None) -> Answer:
    """List what happened.

    Parameters
    ----------
    shelf, subjects
        As for `figures`.
    year
        Year in which it happened; None for all.

    Raises
    ------
    InputError
        If there is no such subject.
    """
    from routes.cli.evidence import events_report, flat_rows, stock_of

    report = events_report(stock_of(shelf.tables), _version(shelf), subjects, year)
    return _answer(report, flat_rows(report["events"]), EVENTS)


def sources(shelf: Shelf) -> Answer:
    """List every source.

    Parameters
    ----------
    shelf
        What answers are made of.
    """
    from routes.cli.evidence import flat_rows, sources_report, stock_of

    report = sources_report(stock_of(shelf.tables), _version(shelf))
    return _answer(report, flat_rows(report["sources"]))


def _version(shelf: Shelf) -> str:
    return shelf.atlas(UN).data_version


def _closures(closed: Sequence[str], known: Collection[str], year: int) -> list[Closure]:
    """Parse closures, one to an option; an InputError names the first that cannot be read."""
    from routes.network.closures import parse_part

    closures: list[Closure] = []
    for text in closed:
        if re.search(",[^0-9]", text):
            raise InputError("close", clipped(text), "give each closure a --close of its own")
        closures += parse_part(text, known, year)
    return closures
