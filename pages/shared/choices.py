"""Read the parts of a link that name one of a list, and word what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from routes.errors import nearest_name

NONE = "none"
SHOWN_AT_MOST = 40
FIND_AT_MOST = 80

ALIASES: dict[str, str] = {}
"""Ids once published and since renamed, old to new; a link with an old id stays valid."""

CHOICES = {"asof": "asof", "from": "origin", "to": "market", "only": "only", "event": "event"}
"""Parameters that name one of a list, and the attribute of the view that holds it."""
CODES = {"journey": "journey", "beside": "beside"}
"""Parameters that name something only their page can look up."""


def cut(text: str) -> str:
    """Shorten what stood in a URL and keep printable characters only, for a notice."""
    clean = "".join(c for c in text if c.isprintable())
    return clean if len(clean) <= SHOWN_AT_MOST else clean[:SHOWN_AT_MOST] + "…"


def one_of_each(
    params: Mapping[str, str],
    choices: Mapping[str, tuple[str, ...]],
    defaults: Mapping[str, str],
    notices: list[str],
) -> dict[str, str]:
    """Read what is one of a list, codes, and the text that is looked for.

    `choices` are the ids that a parameter may name; `defaults` stand for "none" where a blank
    means nothing. The result holds attributes of the view.
    """
    found: dict[str, str] = {}
    for name, attribute in CHOICES.items():
        text = params.get(name)
        if text is None:
            continue
        allowed = choices.get(name, ())
        text = ALIASES.get(text, text)
        if text in allowed:
            found[attribute] = text
        elif text in {"", NONE}:
            found[attribute] = defaults.get(attribute, "")
        else:
            cure = nearest_name(text, allowed) or "see the list on the page"
            notices.append(f"{name}: '{cut(text)}' is not known; {cure}. The rest was kept.")
    for name, attribute in CODES.items():
        text = params.get(name, NONE)
        if re.fullmatch(r"[a-z0-9]{1,16}", text):
            found[attribute] = "" if text == NONE else text
        elif text:
            notices.append(f"{name}: '{cut(text)}' cannot be read. The rest was kept.")
    if (text := params.get("find", NONE)) != NONE:
        found["find"] = "".join(c for c in text if c.isprintable())[:FIND_AT_MOST].strip()
    return found


def ids_of(
    name: str, text: str, known: Collection[str], notices: list[str]
) -> tuple[str, ...] | None:
    """Read a list of ids in the order of the data; None if not one of them is known."""
    wanted, unknown = [], False
    for part in text.split(","):
        part = part.strip()
        part = ALIASES.get(part, part)
        if part in known:
            wanted.append(part)
        elif part and part.lower() != NONE:
            unknown = True
            cure = nearest_name(part, known) or "see the list on the page"
            notices.append(f"{name}: '{cut(part)}' is not known; {cure}. The rest was kept.")
    return tuple(item for item in known if item in wanted) if wanted or not unknown else None


def closed_of(text: str, notices: list[str]) -> str:
    """Read closures as written; the pages that know them look into them."""
    if not text or text == NONE:
        return ""
    if re.fullmatch(r"[A-Za-z0-9_.,:]{1,400}", text):
        return text
    notices.append(f"closed: '{cut(text)}' cannot be read; write ids, as in aktau_port:0.5.")
    return ""
