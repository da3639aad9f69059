"""Lay rival figures out side by side, and those without a source.

Pure: takes what the engine found, returns HTML in which every value is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace as Item

from pages.shared.cards import words
from pages.shared.cards.corridor import TEMPLATES
from pages.shared.view.model import ARTICLE, View
from routes.evidence.citation import ARTICLE_ID
from routes.evidence.compare import Value, same
from routes.evidence.key_figures import known_by
from routes.evidence.rivals import Published
from routes.evidence.sources import names, within
from routes.files.load import Tables
from routes.language import date, quantity_name
from routes.model.rows import Figure

CUTOFF = "2022-07"
"""What the article could know ends with July 2022."""


def rivals(
    found: Sequence[Published], tables: Tables, states: dict[str, str], view: View, opened: bool
) -> str:
    """Lay out sets of rivals, every number side by side with its difference from the first."""
    called, cite = names(tables), words.Citations(tables)
    article = view.asof == ARTICLE
    sets = [
        Item(
            key=one.key,
            subject=called[one.subject_id],
            quantity=quantity_name(one.quantity, states),
            period=_period(one.period),
            distinct=_distinct(one),
            spread=_spread(one),
            rows=[_value(one, value, cite, article, called) for value in one.values]
            + [_plain(row, cite, "other unit, not compared") for row in one.apart]
            + [_plain(row, cite, "plan or forecast, no outcome") for row in one.expected],
        )
        for one in found
    ]
    return TEMPLATES.get_template("rivals.html").render(sets=sets, opened=opened)


def unsourced(found: Sequence[Figure], tables: Tables, states: dict[str, str]) -> str:
    """Lay out figures for which no source was found."""
    called, cite = names(tables), words.Citations(tables)
    rows = [
        Item(
            subject=called[row.subject_id],
            quantity=quantity_name(row.quantity, states),
            period=_period(row.period or ""),
            **vars(_plain(row, cite, "")),
        )
        for row in found
    ]
    return TEMPLATES.get_template("unsourced.html").render(rows=rows)


def label(one: Published, called: dict[str, str]) -> str:
    """Name a question in a list: CPC pipeline, Kazakh oil, 2021."""
    parts = (called[one.subject_id], quantity_name(one.quantity), _period(one.period))
    return ", ".join(filter(None, parts))


def matching(one: Published, text: str, called: dict[str, str], cite: words.Citations) -> bool:
    """Tell whether every word stands in a question or its answers."""
    told = [label(one, called), one.key]
    for row in (*(v.figure for v in one.values), *one.apart, *one.expected):
        source = cite.source(row.source_id)
        told += [words.quantity(row), row.source_id, row.note or "", source.text if source else ""]
    return within(text, *told)


def _period(period: str) -> str:
    """Word a period: 11 July 2022, January 2023–July 2023, after debottlenecking."""
    for mark, word in (("..", "–"), (" or ", " or ")):
        if mark in period:
            return word.join(date(part) if part else "" for part in period.split(mark))
    return date(period) if period else ""


def _distinct(one: Published) -> str:
    """Write the different numbers in a row, the first one first."""
    if one.kind == "day":
        return " / ".join(date(value.figure.period) for value in one.values)
    kept: list[Value] = []
    for value in one.values:
        if not any(value.value == other.value for other in kept):
            kept.append(value)
    runs: list[tuple[str, list[str]]] = []  # numbers of one unit together, the first one's first
    for unit in dict.fromkeys(value.figure.unit for value in kept):
        plain = [words.quantity(v.figure) for v in kept if v.figure.unit == unit]
        runs.append((unit, [text.removesuffix(f" {unit}") for text in plain]))
    return " / ".join(
        f"{' / '.join(told)}{'' if unit == 'year' else f' {unit}'}" for unit, told in runs
    )


def _spread(one: Published) -> str:
    if one.kind == "day":
        return "the day differs"
    widest = max((one.difference(v) for v in one.values), key=lambda gap: abs(gap[1]))
    return f"up to {abs(widest[1]):.2g} %" if one.first.unit != "year" else ""


def _value(
    one: Published, value: Value, cite: words.Citations, article: bool, called: dict[str, str]
) -> Item:
    row, (gap, percent) = value.figure, one.difference(value)
    item = _plain(row, cite, "")
    if value is one.first:
        item.difference, item.css = "shown first", "first"
    elif one.kind == "day":
        item.difference = f"for {date(row.period)}"
    elif value.value == one.first.value:
        item.difference = "the same"
    elif one.first.unit == "year":
        item.difference = f"{gap:+.0f}"
    else:
        about = "about " if value.assumed else ""
        alike = (
            "no difference within the range of densities" if value.assumed else "counts as the same"
        )
        gap = float(f"{gap:.2g}") if value.assumed else gap
        item.difference = f"{about}{_signed(gap)} {one.first.figure.unit}, {_signed(percent, 2)} %"
        if same(value, one.first):
            item.difference = alike if value.assumed else f"{item.difference}, {alike}"
    if value.assumed:
        item.note = f"compared at 7.33 barrels a tonne, assumed; {item.note}".rstrip("; ")
    if row.subject_id != one.subject_id:
        item.note = f"given for {called[row.subject_id]}; {item.note}".rstrip("; ")
    if article and row.source_id != ARTICLE_ID and not known_by(row.as_of, CUTOFF):
        after = value.stated[: len(CUTOFF)] > CUTOFF
        item.mark = "later than the article" if after else "not surely before the article"
    return item


def _plain(row: Figure, cite: words.Citations, difference: str) -> Item:
    return Item(
        value=words.quantity(row),
        when=words.when(row),
        source=cite.source(row.source_id),
        locator=row.locator or "",
        note=row.note or "",
        difference=difference,
        css="",
        mark="",
    )


def _signed(gap: float, digits: int = 3) -> str:
    text = f"{gap:+,.0f}" if abs(gap) >= 10**digits else f"{gap:+.{digits}g}"
    return text.replace("-", "−")
