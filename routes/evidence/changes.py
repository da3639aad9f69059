"""Parse what changed in the data, and list what concerns a link made before.

The Data sections of CHANGELOG.md are written for people and read here: an entry begins with the
date, or the whole data version, that it came with, and names the ids it is about in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routes.language import date, phrase
from routes.model.dates import PartialDate

if TYPE_CHECKING:
    from markdown_it.token import Token

SECTION = "Data"
"""Heading of the sections that are read."""
FIRST_YEAR = 2000
"""No data are older."""
CLOSED = "closed"
"""What an entry names in backticks that concerns every link with something closed, whatever it is:
the parameter that holds it."""
VERSION_CHARACTERS = 40
"""Characters of an unreadable version that are repeated to the reader."""
VERSION = re.compile(r"([0-9-]{10})(?:\.([0-9a-f]{8}))?")
"""A data version: its day, and the hash of its tables."""


@dataclass(frozen=True)
class Change:
    """One entry of the changelog.

    Attributes
    ----------
    version
        Data version or day that it came with; "" where it has none.
    text
        Its text, with ids in backticks.
    ids
        Ids that it names.
    """

    version: str
    text: str
    ids: frozenset[str]


def changes(changelog: str) -> tuple[Change, ...]:
    """Parse the entries of every Data section, in the order of the file: the newest first.

    An entry without a version takes that of the entry before it; the first one may have none.

    Parameters
    ----------
    changelog
        Text of CHANGELOG.md.
    """
    entries: list[Change] = []
    heading, inside, depth = "", False, 0
    from markdown_it import MarkdownIt  # only a link made with older data needs it

    tokens = MarkdownIt("commonmark").parse(changelog)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and before.type == "heading_open" and token.type == "inline":
            heading = token.content if before.tag == "h3" else ""
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        inside = heading == SECTION and depth == 1
        if inside and token.type == "inline" and before and before.type == "paragraph_open":
            entries.append(_entry(token, entries[-1].version if entries else ""))
    return tuple(entries)


def _entry(token: Token, version: str) -> Change:
    parts = token.children or []
    ids = frozenset(part.content for part in parts if part.type == "code_inline")
    text = "".join(_plain(part) for part in parts)
    if match := re.match(rf"{VERSION.pattern}:\s*", text):
        version = match.group().rstrip(": ")
        text = text[match.end() :]
    return Change(version, text, ids)


def since(version: str, all_changes: Sequence[Change]) -> tuple[Change, ...]:
    """List the entries that are newer than a data version.

    Those above the entry of that very version; where no entry has it, those of its day and
    later, as it is not known which of that day's came first.

    Parameters
    ----------
    version
        Data version, as `2026-01-31.0a1b2c3d`, or a day.
    all_changes
        As `changes` returns them.
    """
    for n, change in enumerate(all_changes):
        if change.version == version:
            return tuple(all_changes[:n])
    day = version[:10]
    return tuple(c for c in all_changes if not c.version or c.version[:10] >= day)


def describe(
    link: str | None,
    current: str,
    all_changes: Sequence[Change],
    shown: Collection[str],
    names: Mapping[str, str],
) -> list[str]:
    """List what changed since a link was made, for what it shows; plain text.

    Parameters
    ----------
    link
        Data version in the link; None if it has none.
    current
        Data version of what is read now.
    all_changes
        As `changes` returns them.
    shown
        Ids that the view shows: corridors, legs, places; `CLOSED` where it closes anything.
    names
        Names by id, of all ids of the data; an entry that names none of them concerns everything.

    Returns
    -------
    Nothing where the data are the same; else a sentence, then one text for each entry.
    """
    if link is None or link == current:
        return []
    match = VERSION.fullmatch(link)
    if not match or not _is_day(match.group(1)):
        clean = "".join(c for c in link if c.isprintable())[:VERSION_CHARACTERS]
        return [phrase("changes-unreadable", version=clean)]
    made, now = date(link[:10]), date(current[:10])
    if link[:10] > current[:10]:
        return [phrase("changes-older", date=made, version=link, now=now, current=current)]
    known = {*names, CLOSED}
    mine = [c for c in since(link, all_changes) if not c.ids & known or c.ids & set(shown)]
    if not mine:
        return [phrase("changes-none", date=made, version=link, now=now, current=current)]
    head = phrase("changes-some", date=made, version=link, current=current, n=len(mine))
    return [head, *(_format(change, names) for change in mine)]


def _plain(part: Token) -> str:
    if part.type == "code_inline":
        return f"`{part.content}`"
    return " " if part.type == "softbreak" else part.content


def _format(change: Change, names: Mapping[str, str]) -> str:
    """Format an entry for a reader: its day, and names in place of ids."""
    text = re.sub(r"`([^`]*)`", lambda m: names.get(m.group(1), m.group(1)), change.text)
    if not change.version:
        return text
    return phrase("changes-entry", date=date(change.version[:10]), text=text)


def _is_day(text: str) -> bool:
    try:
        return PartialDate.parse(text).year >= FIRST_YEAR
    except ValueError:
        return False
