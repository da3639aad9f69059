"""Write one citation three ways: plain, BibTeX, CSL-JSON.

CSL-JSON is plain JSON; for BibTeX a library would bring a LaTeX codec for one table of ten
characters, so the table stands here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from routes.names import date

TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "&": r"\&",
       "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


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
        who = f"{self.person[1]} {self.person[0]}" if self.person else self.publisher
        when = f", {date(self.day)}" if self.day else ", undated"
        title = f"“{self.title}”" + (f", {self.within}" if self.within else "")
        house = f", {self.publisher}" if self.person else ""
        version = f", data version {self.version}" if self.version else ""
        url = f", {self.url}" if self.url else ""
        return f"{who}, {title}{house}{when}{version}{url}. {self.note}"

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
            "id": self.key, "type": self.kind, "title": self.title, "author": [author],
            "container-title": self.within, "publisher": self.publisher, "version": self.version,
            "URL": self.url, "note": self.note,
        }  # fmt: skip
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
