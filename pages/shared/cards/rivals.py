"""List rival figures side by side, and figures for which no source was found."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.figures import period, period_and_statement, published_value
from pages.shared.cards.template import Template
from routes.evidence.citation import ARTICLE_ID
from routes.evidence.compare import Value, same
from routes.evidence.moment import after, known_by
from routes.evidence.rivals import Published
from routes.evidence.search import Index, within
from routes.evidence.subjects import cargo_carriers, counted, labels
from routes.language import date, number, phrase, quantity_name
from routes.model.rows import Figure
from routes.model.tables import Tables
from routes.model.terms import ARTICLE_MONTH
from routes.model.units import BBL_PER_T


@dataclass(frozen=True)
class RivalRow:
    """One of the numbers published on a question.

    Attributes
    ----------
    value
        The number as published.
    difference
        How it differs from the one shown first.
    css
        Class of the row: `first` or "".
    when
        The period it is for, and when it was stated.
    source
        Who published it.
    locator
        Where in the source, or "".
    mark
        That it was, or may have been, stated later than the article, or "".
    note
        What is to be known of it, or "".
    """

    value: str
    difference: str
    css: str
    when: str
    source: SourceLink
    locator: str
    mark: str
    note: str


@dataclass(frozen=True)
class RivalSet:
    """A question with all published answers.

    Attributes
    ----------
    key
        Its name in a link.
    subject, quantity
        What was counted, and of what.
    period
        For which time, or "".
    distinct
        The different numbers, the first one first.
    spread
        How far they lie apart, or "".
    rows
        The answers, the one shown first first.
    """

    key: str
    subject: str
    quantity: str
    period: str
    distinct: str
    spread: str
    rows: tuple[RivalRow, ...]


@dataclass(frozen=True)
class RivalSets:
    """Questions on which sources contradict each other.

    Attributes
    ----------
    sets
        The questions.
    opened
        Whether all stand open; else the first alone.
    """

    sets: tuple[RivalSet, ...]
    opened: bool


@dataclass(frozen=True)
class UnsourcedRow:
    """A number for which no source was found.

    Attributes
    ----------
    subject, quantity
        What was counted, and of what.
    period
        For which time, or "".
    value
        The number with its unit.
    source
        That there is none.
    note
        What is known of it, or "".
    """

    subject: str
    quantity: str
    period: str
    value: str
    source: SourceLink
    note: str


@dataclass(frozen=True)
class Unsourced:
    """Numbers for which no source was found.

    Attributes
    ----------
    rows
        The numbers.
    """

    rows: tuple[UnsourcedRow, ...]


SETS = Template("rivals.html", RivalSets)
GAPS = Template("unsourced.html", Unsourced)


@store.kept(16)
def rivals_html(keys: tuple[str, ...], as_article: bool, opened: bool) -> str:
    """Render sets of rivals, every number side by side with its difference from the first.

    Parameters
    ----------
    keys
        Names of the questions in a link, in order.
    as_article
        Mark what was stated later than the article.
    opened
        Whether all stand open; else the first alone.

    Returns
    -------
    HTML in which every value is escaped.
    """
    lib = store.library()
    by_key = {one.key: one for one in store.rivals()}
    subjects, cite = labels(lib.tables), Citations(lib.tables, as_article)
    states = lib.atlas.state_names
    sets = (
        rival_set(one, subjects, states, cite, as_article, lib.cargo)
        for one in map(by_key.__getitem__, keys)
    )
    return SETS.fill(RivalSets(tuple(sets), opened))


def rival_set(
    one: Published,
    subjects: Mapping[str, str],
    states: Mapping[str, str],
    cite: Citations,
    as_article: bool,
    cargo: Container[str] = (),
) -> RivalSet:
    """Build a set of rivals.

    Parameters
    ----------
    one
        The question with its answers.
    subjects
        Names of subjects by id.
    states
        Names of states by code.
    cite
        Looks up the sources.
    as_article
        Mark what was stated later than the article.
    cargo
        Ids of what carries cargo, as `subjects.cargo_carriers` lists them.
    """
    return RivalSet(
        key=one.key,
        subject=subjects[one.subject_id],
        quantity=quantity_name(counted(one.quantity, one.subject_id, cargo), states),
        period=period(one.period),
        distinct=_distinct(one),
        spread=_spread(one),
        rows=(
            *(_compared(one, value, cite, as_article, subjects) for value in one.values),
            *(_row(row, cite, phrase("rival-other-unit")) for row in one.apart),
            *(_row(row, cite, phrase("rival-forecast")) for row in one.expected),
        ),
    )


def unsourced_html(figures: Sequence[Figure], tables: Tables, states: Mapping[str, str]) -> str:
    """Render figures for which no source was found.

    Parameters
    ----------
    figures
        Rows of figures.csv.
    tables
        What people wrote.
    states
        Names of states by code.

    Returns
    -------
    HTML in which every value is escaped.
    """
    subjects, cite, cargo = labels(tables), Citations(tables), cargo_carriers(tables)
    rows = (
        UnsourcedRow(
            subject=subjects[row.subject_id],
            quantity=quantity_name(counted(row.quantity, row.subject_id, cargo), states),
            period=period(row.period or ""),
            value=published_value(row),
            source=cite.source(row.source_id),
            note=row.note or "",
        )
        for row in figures
    )
    return GAPS.fill(Unsourced(tuple(rows)))


def label(one: Published, subjects: Mapping[str, str], cargo: Container[str] = ()) -> str:
    """Format the name of a question in a list: CPC pipeline, Kazakh oil, 2021.

    Parameters
    ----------
    one
        The question.
    subjects
        Names of subjects by id.
    cargo
        Ids of what carries cargo, as `subjects.cargo_carriers` lists them.
    """
    quantity = quantity_name(counted(one.quantity, one.subject_id, cargo))
    parts = (subjects[one.subject_id], quantity, period(one.period))
    return phrase("common-list.comma").join(filter(None, parts))


def matches(
    one: Published,
    text: str,
    subjects: Mapping[str, str],
    cite: Citations,
    index: Index,
    cargo: Container[str] = (),
) -> bool:
    """Return whether every word of a search stands in a question or its answers.

    Parameters
    ----------
    one
        The question with its answers.
    text
        What is looked for.
    subjects
        Names of subjects by id.
    cite
        Looks up the sources.
    index
        Names of what the question is about.
    cargo
        Ids of what carries cargo, as `subjects.cargo_carriers` lists them.
    """
    if not text:
        return True
    lines = [label(one, subjects, cargo), one.key, index.names([one.subject_id])]
    for row in (*(v.figure for v in one.values), *one.apart, *one.expected):
        source = cite.source(row.source_id)
        lines += [published_value(row), row.source_id, row.note or "", source.text]
    return within(text, *lines)


def _distinct(one: Published) -> str:
    """Format the different numbers in a row, the first one first."""
    if one.kind == "day":
        return " / ".join(date(value.figure.period) for value in one.values)
    kept: list[Value] = []
    for value in one.values:
        if not any(value.value == other.value for other in kept):
            kept.append(value)
    runs: list[tuple[str, list[str]]] = []  # numbers of one unit together, the first one's first
    for unit in dict.fromkeys(value.figure.unit for value in kept):
        plain = [published_value(v.figure) for v in kept if v.figure.unit == unit]
        runs.append((unit, [text.removesuffix(f" {unit}") for text in plain]))
    return " / ".join(
        f"{' / '.join(numbers)}{'' if unit == 'year' else f' {unit}'}" for unit, numbers in runs
    )


def _spread(one: Published) -> str:
    if one.kind == "day":
        return phrase("rival-spread-day")
    if one.first.unit == "year":
        return ""
    widest = max(abs(one.difference(value)[1]) for value in one.values)
    return phrase("rival-spread", percent=number(widest, ".2g"))


def _compared(
    one: Published, value: Value, cite: Citations, as_article: bool, subjects: Mapping[str, str]
) -> RivalRow:
    """Build the row of a number that can be compared with the first."""
    row = value.figure
    note = row.note or ""
    if value.assumed:
        note = _before(phrase("rival-density", density=number(BBL_PER_T, ".2f")), note)
    if row.subject_id != one.subject_id:
        note = _before(phrase("rival-given-for", subject=subjects[row.subject_id]), note)
    mark = ""
    if as_article and row.source_id != ARTICLE_ID and not known_by(row.as_of, ARTICLE_MONTH):
        later = after(value.stated)
        mark = phrase("article-later" if later else "rival-not-before")
    css = "first" if value is one.first else ""
    return _row(row, cite, _difference(one, value), css=css, mark=mark, note=note)


def _difference(one: Published, value: Value) -> str:
    """Format how a number differs from the first."""
    if value is one.first:
        return phrase("rival-first")
    if one.kind == "day":
        return phrase("rival-for-day", date=date(value.figure.period))
    if value.value == one.first.value:
        return phrase("rival-same")
    return _gap(one, value)


def _gap(one: Published, value: Value) -> str:
    """Format how far a number lies from the first: in its unit, and in per cent of it."""
    gap, percent = one.difference(value)
    if one.first.unit == "year":
        return number(gap, "+.0f")
    if value.assumed and same(value, one.first):
        return phrase("rival-within-densities")
    rounded = float(f"{gap:.2g}") if value.assumed else gap
    apart = phrase("number-measured", value=_signed(rounded), unit=one.first.figure.unit)
    share = _signed(percent, 2)
    if value.assumed:
        return phrase("rival-about", gap=apart, percent=share)
    if same(value, one.first):
        return phrase("rival-differs-same", gap=apart, percent=share)
    return phrase("rival-differs", gap=apart, percent=share)


def _before(first: str, note: str) -> str:
    return phrase("rival-note", first=first, note=note) if note else first


def _row(
    row: Figure,
    cite: Citations,
    difference: str,
    *,
    css: str = "",
    mark: str = "",
    note: str | None = None,
) -> RivalRow:
    return RivalRow(
        value=published_value(row),
        difference=difference,
        css=css,
        when=period_and_statement(row),
        source=cite.source(row.source_id),
        locator=row.locator or "",
        mark=mark,
        note=(row.note or "") if note is None else note,
    )


def _signed(gap: float, digits: int = 3) -> str:
    text = number(gap, "+,.0f" if abs(gap) >= 10**digits else f"+.{digits}g")
    return text.replace("-", "−")
