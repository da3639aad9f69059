"""Say what to cite for what is on screen, with the link of the view and the data version.

What was computed here is cited as this work; a published number as its source; words of the
article as the article with its endnote.
"""

from __future__ import annotations

import re

from routes.citation import Citation, Shown
from routes.model import Event, Figure, Quote, Source
from routes.names import date, quantity_name

WORK = "Multivector: Kazakhstan's export routes and the states they cross"
AUTHORS = "The Multivector authors"
ARTICLE_ID, ARTICLE = "blank2022", "Kazakhstan asserts its independent foreign policy"
ARTICLE_URL = (
    "https://trendsresearch.org/insight/kazakhstan-asserts-its-independent-foreign-policy/"
)


def corridor(corridor_id: str, name: str, path: str, length: str, shown: Shown) -> Citation:
    """Cite a corridor as drawn and measured here."""
    note = f"{path}; {length} on the map, computed along geodesics."
    return _ours(f"corridor-{corridor_id}", "The corridor", name, note, shown)


def verdict(corridor_id: str, name: str, avoid: str, answer: str, shown: Shown) -> Citation:
    """Cite the verdict on a corridor; `answer` is the verdict in words."""
    title = f"{name}: {answer}"
    note = f"Verdict on {avoid}, computed from the line on the map and the rows behind it."
    return _ours(f"verdict-{corridor_id}", "The verdict", title, note, shown)


def journey(journey_id: str, told: str, shown: Shown) -> Citation:
    """Cite a journey by its code and its description, such as `Tengiz to Rotterdam by Ceyhan`."""
    note = f"Journey {journey_id}, computed on the network of the legs."
    return _ours(f"journey-{journey_id}", "The journey", told, note, shown)


def figure(row: Figure, subject: str, source: Source, shown: Shown) -> Citation:
    """Cite a published number: its source, and where it is shown beside its rivals."""
    value = f"{row.value:.0f}" if row.unit == "year" else f"{row.value:,.10g} {row.unit}"
    period = f" ({row.period})" if row.period else ""
    where = f", {row.locator}" if row.locator else ""
    told = f"{subject}, {quantity_name(row.quantity)}{period}: {value}{where}. {_seen(shown)}"
    label = f"{value}, {source.publisher}"
    return _published(source, f"figure-{row.subject_id}-{row.quantity}", label, told)


def event(row: Event, told_by: Source | Quote, endnote: str, shown: Shown) -> Citation:
    """Cite an event: its source, or the passage of the article that tells it."""
    told = f"{date(row.date)}: {row.title}. {_seen(shown)}"
    if isinstance(told_by, Quote):
        return quote(told_by, endnote, shown)
    return _published(told_by, f"event-{row.event_id}", row.title, told)


def quote(row: Quote, endnote: str, shown: Shown) -> Citation:
    """Cite a passage: the article and the endnote it rests on, never this work."""
    rests = f" The article cites (endnote {row.endnote}): {endnote}" if row.endnote else ""
    note = f"“{row.text}”{'' if rests else ' No endnote of its own.'}{rests} {_seen(shown)}"
    return _article(row.quote_id, f"“{row.text[:60]}…”", note)


def _article(key: str, label: str, note: str) -> Citation:
    name = _key(f"{ARTICLE_ID}-{key}")
    return Citation(name, label, ARTICLE, "TRENDS Research & Advisory", "2022-08-26", ARTICLE_URL,
                    note, person=("Blank", "Stephen"), kind="report")  # fmt: skip


def _ours(key: str, label: str, title: str, note: str, shown: Shown) -> Citation:
    return Citation(_key(f"multivector-{key}"), label, title, AUTHORS, shown.day, shown.link, note,
                    within=WORK, kind="dataset", version=shown.data_version)  # fmt: skip


def _published(source: Source, key: str, label: str, note: str) -> Citation:
    if source.source_id == ARTICLE_ID:
        return _article(key, label, note)
    found = re.match(r"\d{4}(-\d{2}){0,2}", source.date or "")
    day = found.group() if found else ""
    name = _key(f"{source.source_id}-{key}")
    return Citation(name, label, source.title, source.publisher, day,
                    source.url or "", note)  # fmt: skip


def _seen(shown: Shown) -> str:
    return f"Shown in Multivector, data version {shown.data_version}: {shown.link}"


def _key(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")
