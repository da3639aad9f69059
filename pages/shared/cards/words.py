"""Word the article's passages, with what other sources say beside them."""

from __future__ import annotations

import re
from types import SimpleNamespace as Item

from routes.evidence.moment import after
from routes.files.load import Tables
from routes.language import date, km, states
from routes.model.rows import Figure, Quote
from routes.model.units import TO_MT
from routes.verdict.judge import HEADLINE as HEADLINE
from routes.verdict.judge import Judged
from routes.verdict.tests import COMPUTED, NOT_KNOWN, Test

TESTS = {
    "soil": "Crosses its soil",
    "port": "Loads in its port",
    "territorial_sea": "Crosses its territorial sea (12 nm)",
    "nearest_waters": "Crosses waters nearest to it",
    "ownership": "Owned by it or its companies",
    "jurisdiction": "Answers to its courts",
}
ANSWERS = {"yes": "yes", "no": "no", "cannot_tell": "cannot tell"}
KINDS = {
    "land": "land",
    "territorial_sea": "territorial sea",
    "nearest_waters": "nearest waters",
    "unassigned": "land of no state",
    "beyond": "beyond 12 nm",
}
GROUPS = {
    "oil_pipelines": "Oil pipelines",
    "rail_and_sea": "Rail and sea",
    "proposed": "Proposed (in no total)",
    "russian_baseline": "Russian baseline",
}


def badge(judged: Judged, status: str, avoid: frozenset[str], names: dict[str, str]) -> Item:
    """Word a verdict: symbol and words, and a colour that only repeats them."""
    if not avoid:
        return Item(text="– no state picked", css="plain", colour="gray")
    would = status == "proposed"
    if judged.verdict == "bypasses":
        return Item(text=f"✓ {'would bypass' if would else 'bypasses'}", css="good", colour="blue")
    if judged.verdict == "cannot_tell":
        return Item(text="? cannot tell", css="unsure", colour="yellow")
    if judged.verdict == "depends":
        bad = sum(lane.judged.verdict == "crosses" for lane in judged.lanes)
        text = f"◐ {bad} of {len(judged.lanes)} lanes cross"
        return Item(text=text, css="unsure", colour="yellow")
    soil, port, sea = (judged.test(name) for name in HEADLINE)
    verb = "would cross" if would else "crosses"
    if soil.answer == "yes":
        text = f"✕ {verb} · {km(soil.value or 0)}"
    elif port.answer == "yes":
        text = f"✕ port in {states(avoid, names)}" if len(avoid) == 1 else "✕ port in one of them"
    else:
        text = f"✕ {verb} at sea · {km(sea.value or 0)}"
    return Item(text=text, css="bad", colour="red")


def number(test: Test) -> str:
    """Write a test's number with its unit."""
    value = test.value or 0
    if test.unit == "km":
        return km(value)
    if test.unit == "places":
        return f"{value:.0f} place{'' if value == 1 else 's'}"
    return f"{value:g} {test.unit}".strip()


def bounds(low: float | None, high: float | None) -> str:
    """Write the kilometres between which the true number lies; nothing where both are one."""
    if low is None or high is None or round(high) == round(low):
        return ""
    return f"{low:,.0f}–{high:,.0f}"


def quantity(figure: Figure) -> str:
    """Write a published number; tonnes become million tonnes, which changes nothing else."""
    value, unit = figure.value, figure.unit
    if unit == "year":
        return f"{value:.0f}"
    if unit in {"t", "thousand t"} and figure.value * TO_MT[unit] >= 0.1:
        value, unit = value * TO_MT[unit], "Mt"
        return f"{value:.4g} {unit}"
    return f"{value:,.6g} {unit}" if value < 1e6 else f"{value:,.0f} {unit}"


def when(figure: Figure) -> str:
    """Say the period a figure is for, and when it was stated."""
    period = (figure.period or "").replace("..", "–")
    stated = figure.as_of or "undated"
    stated = date(stated) if re.fullmatch(r"[\d-]+", stated) else stated
    return f"{period}, stated {stated}" if period else f"stated {stated}"


class Citations:
    """Look sources and endnotes up and word them for a link."""

    def __init__(self, tables: Tables) -> None:
        self._sources = {row.source_id: row for row in tables.sources}
        self._endnotes = {row.number: row for row in tables.endnotes}
        self._quotes = {row.quote_id: row for row in tables.quotes}

    def source(self, source_id: str) -> Item | None:
        """Cite a source by publisher and date; a computation and a gap by their name."""
        if source_id in {"", NOT_KNOWN}:
            return None
        if source_id == COMPUTED:
            return Item(text="computed", url="", title="See the method page", after=False)
        if source_id not in self._sources:
            return self.quote(source_id)
        row = self._sources[source_id]
        if source_id == "unsourced":
            return Item(text="unsourced", url="", title="No source is known for it", after=False)
        text = f"{row.publisher}, {date(row.date)}" if row.date else row.publisher
        return Item(text=text, url=safe(row.url), title=row.title, after=after(row.date))

    def quote(self, quote_id: str) -> Item | None:
        """Cite a passage of the article by its endnote."""
        quote = self._quotes.get(quote_id)
        if quote is None:
            return None
        note = f", endnote {quote.endnote}" if quote.endnote else ""
        title = self.endnote(quote.endnote)
        return Item(text=f"Blank 2022{note}", url="", title=title, after=False)

    def linked(self, remark: str) -> list[Item]:
        """Cut a remark at its [source_id, …] marks and turn each into a citation."""
        parts = []
        for text in re.split(r"(\[[a-z0-9_, ]+\])", remark):
            ids = text.strip("[]").split(", ") if text.startswith("[") else []
            if ids and all(source_id in self._sources for source_id in ids):
                for n, source_id in enumerate(ids):
                    parts.append(Item(text="; " if n else "(", source=None))
                    parts.append(Item(text="", source=self.source(source_id)))
                parts.append(Item(text=")", source=None))
            elif text:
                parts.append(Item(text=text, source=None))
        return parts

    def endnote(self, number: str | None) -> str:
        """Write an endnote's reference in full, an Ibid. with what it points at."""
        row = self._endnotes.get(number or "")
        if row is None:
            return ""
        return f"{row.reference} [{row.resolved}]" if row.resolved else row.reference


def safe(url: str | None) -> str:
    """Return an address that a browser may follow, else ""; no script, no file."""
    return url if url and url.startswith(("https://", "http://")) else ""


SENTENCE = re.compile(r"(?<=\w\w\.)\s+|(?<=\]\.)\s+")


def passage(quote: Quote, cite: Citations, as_article: bool = False) -> Item:
    """Word a passage as printed, its endnote in full, and the remark with its sources."""
    return Item(
        quote_id=quote.quote_id,
        text=quote.text,
        kind=quote.kind,
        date=date(quote.date_of_event),
        endnote=quote.endnote,
        reference=cite.endnote(quote.endnote),
        remark=cite.linked(
            remark_by(quote.remark or "", cite) if as_article else quote.remark or ""
        ),
    )


def remark_by(remark: str, cite: Citations) -> str:
    """Keep those sentences of a remark that rest on nothing later than the article."""
    kept = [
        sentence
        for sentence in SENTENCE.split(remark)
        if not any(part.source and part.source.after for part in cite.linked(sentence))
    ]
    return " ".join(kept)
