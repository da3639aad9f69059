"""Say what to cite for what is on screen, with the link of the view and the data version.

What was computed here is cited as this work; a published number as its source; words of the
article as the article with its endnote.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from routes.language import date, measured, phrase, quantity_name
from routes.model.rows import Event, Figure, Quote, Source

TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Shown:
    """Where a reader saw it: the permalink, and the version of the data behind it."""

    link: str
    data_version: str

    @property
    def day(self) -> str:
        """Day of the data, the first part of its version."""
        return self.data_version.split(".")[0]


@dataclass(frozen=True)
class Citation:
    """One thing to cite.

    `person` is (family, given) of an author, or None where `publisher` stands for one. `day` is
    the date of publication as far as known, "" where it is not. `note` says what it is cited for.
    """

    key: str
    label: str
    title: str
    publisher: str
    day: str
    url: str
    note: str
    person: tuple[str, str] | None = None
    within: str = ""
    kind: str = "webpage"
    version: str = ""

    @property
    def plain(self) -> str:
        """Write it as a sentence for a footnote."""
        person = f"{self.person[1]} {self.person[0]}" if self.person else ""
        parts = [
            person or self.publisher,
            phrase("cite-title", title=self.title),
            self.within,
            self.publisher if person else "",
            date(self.day) if self.day else phrase("cite-undated"),
            phrase("cite-version", version=self.version) if self.version else "",
            self.url,
        ]
        joint = phrase("common-list.comma")
        return phrase("cite-plain", parts=joint.join(filter(None, parts)), note=self.note)

    @property
    def bibtex(self) -> str:
        """Write it as a BibTeX entry in UTF-8."""
        person = f"{self.person[0]}, {self.person[1]}" if self.person else ""
        fields = {
            "author": tex(person) or "{" + tex(self.publisher) + "}",
            "title": "{" + tex(self.title) + "}",
            "howpublished": tex(self.within or self.publisher),
            **_when(self.day),
            "version": tex(self.version),
            "url": re.sub(r"[{}\\\s]", lambda found: f"%{ord(found.group()):02X}", self.url),
            "note": tex(self.note),
        }
        body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
        return f"@misc{{{self.key},\n{body}\n}}"

    @property
    def csl(self) -> str:
        """Write it as CSL-JSON, a list of one."""
        if self.person:
            author = {"family": self.person[0], "given": self.person[1]}
        else:
            author = {"literal": self.publisher}
        entry: dict[str, Any] = {
            "id": self.key,
            "type": self.kind,
            "title": self.title,
            "author": [author],
            "container-title": self.within,
            "publisher": self.publisher,
            "version": self.version,
            "URL": self.url,
            "note": self.note,
        }
        if parts := [int(part) for part in self.day.split("-") if part]:
            entry["issued"] = {"date-parts": [parts]}
        kept = {name: value for name, value in entry.items() if value}
        return json.dumps([kept], ensure_ascii=False, indent=1)


def tex(text: str) -> str:
    """Escape what BibTeX or LaTeX would read as a command."""
    return "".join(TEX.get(c, c) for c in " ".join(text.split()))


def _when(day: str) -> dict[str, str]:
    parts = day.split("-")
    return {"year": parts[0], "month": str(int(parts[1])) if len(parts) > 1 else ""}


WORK = "Multivector: Kazakhstan's export routes and the states they cross"
AUTHORS = "The Multivector authors"
ARTICLE_ID, ARTICLE = "blank2022", "Kazakhstan asserts its independent foreign policy"
ARTICLE_URL = (
    "https://trendsresearch.org/insight/kazakhstan-asserts-its-independent-foreign-policy/"
)


def corridor(corridor_id: str, name: str, path: str, length: str, shown: Shown) -> Citation:
    """Cite a corridor as drawn and measured here."""
    note = phrase("cite-corridor-note", path=path, length=length)
    return _ours(f"corridor-{corridor_id}", phrase("cite-corridor"), name, note, shown)


def verdict(corridor_id: str, name: str, avoid: str, answer: str, shown: Shown) -> Citation:
    """Cite the verdict on a corridor; `answer` is the verdict in words."""
    title = phrase("cite-verdict-title", corridor=name, verdict=answer)
    note = phrase("cite-verdict-note", avoid=avoid)
    return _ours(f"verdict-{corridor_id}", phrase("cite-verdict"), title, note, shown)


def journey(journey_id: str, told: str, shown: Shown) -> Citation:
    """Cite a journey by its code and its description, such as `Tengiz to Rotterdam by Ceyhan`."""
    note = phrase("cite-journey-note", code=journey_id)
    return _ours(f"journey-{journey_id}", phrase("cite-journey"), told, note, shown)


def figure(row: Figure, subject: str, source: Source, shown: Shown) -> Citation:
    """Cite a published number: its source, and where it is shown beside its rivals."""
    value, quantity = measured(row.value, row.unit), quantity_name(row.quantity)
    at = phrase("common-list.comma").join(filter(None, [value, row.locator]))
    link, version = shown.link, shown.data_version
    if row.period:
        note = phrase(
            "cite-figure-note-period",
            subject=subject,
            quantity=quantity,
            period=row.period,
            value=at,
            version=version,
            link=link,
        )
    else:
        note = phrase(
            "cite-figure-note",
            subject=subject,
            quantity=quantity,
            value=at,
            version=version,
            link=link,
        )
    label = phrase("cite-figure", value=value, publisher=source.publisher)
    return _published(source, f"figure-{row.subject_id}-{row.quantity}", label, note)


def event(row: Event, told_by: Source | Quote, endnote: str, shown: Shown) -> Citation:
    """Cite an event: its source, or the passage of the article that tells it."""
    if isinstance(told_by, Quote):
        return quote(told_by, endnote, shown)
    note = phrase(
        "cite-event-note",
        date=date(row.date),
        title=row.title,
        version=shown.data_version,
        link=shown.link,
    )
    return _published(told_by, f"event-{row.event_id}", row.title, note)


def quote(row: Quote, endnote: str, shown: Shown) -> Citation:
    """Cite a passage: the article and the endnote it rests on, never this work."""
    link, version = shown.link, shown.data_version
    if row.endnote:
        note = phrase(
            "cite-quote-note",
            text=row.text,
            number=row.endnote,
            endnote=endnote,
            version=version,
            link=link,
        )
    else:
        note = phrase("cite-quote-note-own", text=row.text, version=version, link=link)
    return _article(row.quote_id, phrase("cite-quote", begin=row.text[:60]), note)


def _article(key: str, label: str, note: str) -> Citation:
    name = _key(f"{ARTICLE_ID}-{key}")
    return Citation(
        name,
        label,
        ARTICLE,
        "TRENDS Research & Advisory",
        "2022-08-26",
        ARTICLE_URL,
        note,
        person=("Blank", "Stephen"),
        kind="report",
    )


def _ours(key: str, label: str, title: str, note: str, shown: Shown) -> Citation:
    return Citation(
        _key(f"multivector-{key}"),
        label,
        title,
        AUTHORS,
        shown.day,
        shown.link,
        note,
        within=WORK,
        kind="dataset",
        version=shown.data_version,
    )


def _published(source: Source, key: str, label: str, note: str) -> Citation:
    if source.source_id == ARTICLE_ID:
        return _article(key, label, note)
    found = re.match(r"\d{4}(-\d{2}){0,2}", source.date or "")
    day = found.group() if found else ""
    name = _key(f"{source.source_id}-{key}")
    return Citation(name, label, source.title, source.publisher, day, source.url or "", note)


def _key(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")
