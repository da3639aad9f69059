"""Build citations for what is on screen, with the link of the view and the data version.

What was computed here is cited as this work; a published number as its source; words of the
article as the article with its endnote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from routes.evidence.quotes import closes_itself
from routes.evidence.subjects import counted
from routes.language import date, measured, phrase, quantity_name
from routes.model.dates import PartialDate
from routes.model.rows import Event, Figure, Quote, Source

WORK = "Multivector: Kazakhstan's export routes and the states they cross"
AUTHORS = "The Multivector authors"

ARTICLE_ID: Final = "blank2022"
"""The article's row of sources.csv: its title, publisher, date and address are there."""

LABEL_CHARACTERS = 60
"""Characters of a passage that its label begins with."""

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
"""Characters that LaTeX reads as commands, and how they are written as text."""


class Person(NamedTuple):
    """Name of an author.

    Attributes
    ----------
    family
        Family name.
    given
        Given names.
    """

    family: str
    given: str


ARTICLE_AUTHOR: Final = Person("Blank", "Stephen")
"""Its row names him in the title, short: (S. Blank)."""


@dataclass(frozen=True)
class Permalink:
    """Where a reader can see again what is cited.

    Attributes
    ----------
    link
        Address of the view.
    data_version
        Version of the data behind it, as `2026-01-31.0a1b2c3d`.
    """

    link: str
    data_version: str

    @property
    def day(self) -> str:
        """Day of the data, YYYY-MM-DD: the first part of its version."""
        return self.data_version.split(".")[0]


@dataclass(frozen=True)
class Citation:
    """One thing to cite.

    Attributes
    ----------
    key
        Key of the entry, of letters, digits, `-` and `_`.
    label
        What it is, for the list that a reader picks from.
    title
        Title of the work.
    publisher
        Who published it; taken for the author where none is known.
    day
        Date of publication as a `PartialDate` is written; "" where none is known.
    url
        Address, or "".
    note
        What it is cited for.
    person
        Its author; None where the publisher is taken for one.
    within
        Title of the work that it is a part of, or "".
    kind
        Type of item in CSL.
    version
        Version of the data, or "".
    """

    key: str
    label: str
    title: str
    publisher: str
    day: str
    url: str
    note: str
    person: Person | None = None
    within: str = ""
    kind: Literal["webpage", "report", "dataset"] = "webpage"
    version: str = ""

    @property
    def plain(self) -> str:
        """The citation as a sentence for a footnote."""
        person = f"{self.person.given} {self.person.family}" if self.person else ""
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
        """The citation as a BibTeX entry in UTF-8."""
        person = f"{self.person.family}, {self.person.given}" if self.person else ""
        published = PartialDate.parse(self.day) if self.day else None
        fields = {
            "author": tex(person) or "{" + tex(self.publisher) + "}",
            "title": "{" + tex(self.title) + "}",
            "howpublished": tex(self.within or self.publisher),
            "year": str(published.year) if published else "",
            "month": str(published.month or "") if published else "",
            "version": tex(self.version),
            "url": re.sub(r"[{}\\\s]", lambda char: f"%{ord(char.group()):02X}", self.url),
            "note": tex(self.note),
        }
        body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
        return f"@misc{{{self.key},\n{body}\n}}"

    @property
    def csl(self) -> str:
        """The citation as CSL-JSON, a list of one."""
        author = self.person._asdict() if self.person else {"literal": self.publisher}
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
        if self.day:
            entry["issued"] = {"date-parts": [[int(part) for part in self.day.split("-")]]}
        kept = {name: value for name, value in entry.items() if value}
        return json.dumps([kept], ensure_ascii=False, indent=1)


def corridor(corridor_id: str, name: str, path: str, length: str, permalink: Permalink) -> Citation:
    """Cite a corridor as drawn and measured here.

    Parameters
    ----------
    corridor_id
        Id of the corridor.
    name
        Its name.
    path
        From where to where, in a few words.
    length
        Its length on the map, with its unit.
    permalink
        Where it is on screen.
    """
    note = phrase("cite-corridor-note", path=path, length=length)
    return _ours(f"corridor-{corridor_id}", phrase("cite-corridor"), name, note, permalink)


def verdict(corridor_id: str, name: str, avoid: str, answer: str, permalink: Permalink) -> Citation:
    """Cite the verdict on a corridor.

    Parameters
    ----------
    corridor_id
        Id of the corridor.
    name
        Its name.
    avoid
        Names of the states to avoid.
    answer
        The verdict in words.
    permalink
        Where it is on screen.
    """
    title = phrase("cite-verdict-title", corridor=name, verdict=answer)
    note = phrase("cite-verdict-note", avoid=avoid)
    return _ours(f"verdict-{corridor_id}", phrase("cite-verdict"), title, note, permalink)


def journey(code: str, title: str, permalink: Permalink) -> Citation:
    """Cite a journey.

    Parameters
    ----------
    code
        Its name in a link.
    title
        Description, such as `Tengiz to Rotterdam by Ceyhan`.
    permalink
        Where it is on screen.
    """
    note = phrase("cite-journey-note", code=code)
    return _ours(f"journey-{code}", phrase("cite-journey"), title, note, permalink)


def trend(title: str, permalink: Permalink) -> Citation:
    """Cite what the years say of a trend.

    Parameters
    ----------
    title
        The sentence that states it.
    permalink
        Where it is on screen.
    """
    return _ours("trend", phrase("cite-trend"), title, phrase("cite-trend-note"), permalink)


def view(title: str, note: str, permalink: Permalink) -> Citation:
    """Cite what a page shows.

    Parameters
    ----------
    title
        Name of the page.
    note
        What it shows, as a sentence.
    permalink
        Where it is on screen.
    """
    return _ours("view", phrase("cite-view"), title, note, permalink)


def figure(
    row: Figure,
    subject: str,
    source: Source,
    permalink: Permalink,
    cargo: Container[str] = (),
) -> Citation:
    """Cite a published number: its source, and where it is on screen with its rivals.

    Parameters
    ----------
    row
        The number.
    subject
        Name of what it is about.
    source
        Its source.
    permalink
        Where it is on screen.
    cargo
        Ids of what carries cargo, as `subjects.cargo_carriers` lists them.
    """
    value = measured(row.value, row.unit)
    quantity = quantity_name(counted(row.quantity, row.subject_id, cargo))
    at = phrase("common-list.comma").join(filter(None, [value, row.locator]))
    link, version = permalink.link, permalink.data_version
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


def event(row: Event, source: Source, permalink: Permalink) -> Citation:
    """Cite the source of an event; one that the article tells is cited by its `quote`.

    Parameters
    ----------
    row
        The event.
    source
        Its source.
    permalink
        Where it is on screen.
    """
    note = phrase(
        "cite-event-note",
        date=date(row.date),
        title=row.title,
        version=permalink.data_version,
        link=permalink.link,
    )
    return _published(source, f"event-{row.event_id}", row.title, note)


def quote(row: Quote, endnote: str, article: Source, permalink: Permalink) -> Citation:
    """Cite a passage: the article and the endnote it rests on, never this work.

    Parameters
    ----------
    row
        The passage.
    endnote
        Its endnote in full; "" where it has none.
    article
        Row `ARTICLE_ID` of sources.csv.
    permalink
        Where it is on screen.
    """
    link, version = permalink.link, permalink.data_version
    quoted = phrase("article-quoted", text=row.text)
    if closes_itself(row.text):
        quoted = phrase("article-quoted-open", text=row.text)
    if row.endnote:
        note = phrase(
            "cite-quote-note",
            quoted=quoted,
            number=row.endnote,
            endnote=endnote,
            version=version,
            link=link,
        )
    else:
        note = phrase("cite-quote-note-own", quoted=quoted, version=version, link=link)
    label = phrase("cite-quote", begin=row.text[:LABEL_CHARACTERS])
    return _published(article, row.quote_id, label, note)


def tex(text: str) -> str:
    """Escape what BibTeX or LaTeX would read as a command.

    Parameters
    ----------
    text
        Any text; its white space is folded.
    """
    return "".join(TEX.get(c, c) for c in " ".join(text.split()))


def _ours(key: str, label: str, title: str, note: str, permalink: Permalink) -> Citation:
    return Citation(
        key=_key(f"multivector-{key}"),
        label=label,
        title=title,
        publisher=AUTHORS,
        day=permalink.day,
        url=permalink.link,
        note=note,
        within=WORK,
        kind="dataset",
        version=permalink.data_version,
    )


def title_of(title: str) -> str:
    """Return the title of the article as it was printed: its row names the author in it, short.

    Parameters
    ----------
    title
        Title in its row of sources.csv.
    """
    family, given = ARTICLE_AUTHOR
    return title.removesuffix(f" ({given[0]}. {family})")


def _published(source: Source, key: str, label: str, note: str) -> Citation:
    article = source.source_id == ARTICLE_ID
    return Citation(
        key=_key(f"{source.source_id}-{key}"),
        label=label,
        title=title_of(source.title) if article else source.title,
        publisher=source.publisher,
        day=str(PartialDate.leading(source.date) or ""),
        url=source.url or "",
        note=note,
        person=ARTICLE_AUTHOR if article else None,
        kind="report" if article else "webpage",
    )


def _key(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")
