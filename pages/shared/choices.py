"""Read the parts of a link that name one of a list, and word what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from routes.errors import nearest_name

NONE = "none"
SHOWN_AT_MOST = 40
NAMED_AT_MOST = 3
OTHERS = re.compile(r"d|embed|embed_options|utm_\w+|\w+clid")
"""Parameters that are no part of the view: the data version, Streamlit's own, what mailers add."""
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
    wanted, wrong = [], 0
    for part in dict.fromkeys(part.strip() for part in text.split(",")):
        part = ALIASES.get(part, part)
        if part in known:
            wanted.append(part)
        elif part and part.lower() != NONE:
            wrong += 1
            if wrong <= NAMED_AT_MOST:
                cure = nearest_name(part, known) or "see the list on the page"
                notices.append(f"{name}: '{cut(part)}' is not known; {cure}. The rest was kept.")
    if wrong > NAMED_AT_MOST:
        notices.append(f"{name}: {wrong - NAMED_AT_MOST} more are not known.")
    return tuple(item for item in known if item in wanted) if wanted or not wrong else None


def closed_of(text: str, notices: list[str]) -> str:
    """Read closures as written; the pages that know them look into them."""
    if not text or text == NONE:
        return ""
    if re.fullmatch(r"[A-Za-z0-9_.,:]{1,400}", text):
        return text
    notices.append(f"closed: '{cut(text)}' cannot be read; write ids, as in aktau_port:0.5.")
    return ""


def strangers(params: Mapping[str, str], known: Collection[str]) -> list[str]:
    """Word the parameters that no page knows."""
    found = [name for name in params if name not in known and not OTHERS.fullmatch(name)]
    told = ", ".join(f"'{cut(name)}'" for name in found[:NAMED_AT_MOST])
    return [f"{told}: this page knows no such parameter."] if found else []
