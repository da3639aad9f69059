"""Write docs/link.md, the grammar of the address, from the model.

python -m pages.shared.view.grammar > docs/link.md
"""

from __future__ import annotations

import sys
from typing import Any

from pages.shared.view.kinds import ALIASES, NAMED_AT_MOST, TEXT_AT_MOST
from pages.shared.view.link import (
    FIELDS_AT_MOST,
    MARKS,
    NOTICES_AT_MOST,
    QUERY_AT_MOST,
    VERSION,
)
from pages.shared.view.model import View
from pages.shared.view.parameter import NONE, PAGES, Parameter, parameters_of

COMMAND = "python -m pages.shared.view.grammar > docs/link.md"
HEAD = ("Name", "Meaning", "Values", "Default", "Example", "Set on")


def grammar(model: type[View] = View) -> str:
    """Format the page on the address of a view.

    Parameters
    ----------
    model
        Class of the view.

    Returns
    -------
    Markdown.
    """
    parameters = parameters_of(model).values()
    rows = [_row(one) for one in parameters]
    nothing = ", ".join(f"`{one.name}`" for one in parameters if one.kind.nothing is not None)
    marks = "\n".join(f"| `{name}` | {about} |" for name, about in MARKS.items())
    renamed = "\n".join(f"- `{old}` is `{new}`" for old, new in ALIASES.items()) or "None so far."
    return f"""# The address

One line of text restores everything that a page shows. This page is its grammar, written from the
model (`pages/shared/view/model.py`) by `{COMMAND}`; a test compares the two.

```
/?v={VERSION}&routes=cpc,btc&avoid=RU&year=2022&focus=btc
/Closure?year=2023&closed=cpc_atyrau_kropotkin:0:30
```

The path names the page: nothing for Map, else {_listed(PAGES[1:])}. Every page carries all
parameters along, so that the menu loses nothing; *Set on* says where a reader changes one.

An address may hold any of the parameters, in any order; what is left out is the default. A link
that *Copy link* makes writes them all, so that a later default changes no old link; where nobody
has moved the map, it names no place of it.

## Parameters of the view

{_table(rows)}

Numbers are written plainly, in ASCII digits; a link with `1e1`, `+4` or `4,5` gets a notice.
Commas, points and colons need no escape.

## Nothing

An empty parameter (`focus=`) or the word `{NONE}` (`focus={NONE}`) holds nothing, and so does one
that is named in `{NONE}`: `{NONE}=focus,closed` is how links write it. These may hold nothing:
{nothing}. For the others it means the default; for a number a notice says so.

## Other parameters

| Name | Meaning |
|---|---|
{marks}

What mailers and advertisers add (`utm_…`, `…clid`) is left alone. Any other parameter is named in
a notice.

## What cannot be read

An address always opens a view. Each parameter is read by itself: a value that cannot be used is
named in a notice with the cure, and the default stands in its place; of a list the part that can
be used is kept. A notice names at most {NAMED_AT_MOST} ids of one list, each with the nearest
that is known (of states none is proposed), and at most {NOTICES_AT_MOST} notices are shown.

| Limit | |
|---|---|
| characters of an address | {QUERY_AT_MOST:,}; the rest is left, with a notice |
| parameters | {FIELDS_AT_MOST}; the rest is left, with a notice |
| characters of one parameter | {TEXT_AT_MOST:,}; longer ones are refused |
| a parameter that stands twice | the last counts, with a notice |

## Versions

`v` is the version of this grammar, now {VERSION}. An address of another version is read as far as
it can be, with a notice. Parameters may be added within a version; one that was published keeps
its meaning. Addresses once published are kept in `tests/data/published_links.json`, and a test
opens each.

`d` is the version of the data, its day and a digest (`2026-11-24.72a4e874`). A link with an older
one opens with what has changed since, for what it shows, from the *Data* section of CHANGELOG.md.

## Ids once published and since renamed

{renamed}
"""


def _row(one: Parameter) -> tuple[str, ...]:
    return (
        f"`{one.name}`",
        one.about,
        one.kind.values(one),
        _default(one),
        f"`{one.name}={one.example}`",
        "every page" if one.owned.pages == PAGES else ", ".join(one.owned.pages) or "nowhere yet",
    )


def _default(one: Parameter) -> str:
    if one.owned.bare:
        return one.owned.bare
    text = one.kind.written(one.default)
    return f"`{text}`" if text else "nothing"


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = [HEAD, tuple("---" for _ in HEAD), *rows]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def _escaped(cell: Any) -> str:
    return str(cell).replace("|", "\\|")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.stdout.write(grammar())
