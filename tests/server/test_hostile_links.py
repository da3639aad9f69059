"""Hostile links over all pages: each opens a view, none runs or raises anything."""

from __future__ import annotations

import random
import re
from urllib.parse import quote, urlencode

from pages.shared.view.link import MAY_BE_NOTHING
from pages.shared.view.model import PARAMETERS
from pages.shared.view.parameter import PAGES
from tests.effort import effort
from tests.protocol import Reader
from tests.server.start import Running, finished

LINKS = effort(500, 2_000)
LONGEST = 60_000
"""Characters of a query; the server takes no longer line of a request."""
SEED = 20261126
PIECES = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=alert(1)>",
    "![x](//127.0.0.2/x.png)",
    "[a](javascript:alert(1))",
    "'; drop table",
    "{{7*7}}",
    "${7*7}",
    "%00",
    "\x00",
    "\N{GRINNING FACE}",
    "..%2f..%2fetc/passwd",
    "nan",
    "inf",
    "-inf",
    "1e309",
    "0x10",
    "0_1",
    "٣",
    "-0",
    "none",
    "=none",
    "RUS",
    "Россия",
    "XX",
    "RU:0",
    "RU:nan",
    "aktau_port:0,5",
    "aktau_port:0.5:1.5",
    "a" * 3000,
    ",".join(["zz"] * 900),
    "cpc",
    "btc,cpc",
    "2022",
    "9" * 400,
    "true",
    "null",
    "[]",
    "{}",
    "",
)
NAMES = (*PARAMETERS.values(), "v", "none", "d", "go", "embed", "__proto__", "<b>", "x" * 500, "")


def links() -> list[tuple[str, str]]:
    """Make links to every page, the same in every run: page and query."""
    dice = random.Random(SEED)  # noqa: S311 - no secret: the same dice in every run
    found: list[tuple[str, str]] = []
    for n in range(LINKS):
        pairs = []
        for _ in range(dice.randint(1, 9)):
            value = "".join(dice.sample(PIECES, dice.randint(1, 2)))
            pairs.append((dice.choice(NAMES), value))
        if dice.random() < 0.1:
            pairs *= dice.randint(2, 60)
        query = urlencode(pairs) if dice.random() < 0.7 else quote(str(pairs), safe="&=,:%+")
        page = PAGES[n % len(PAGES)]
        found.append(("" if page == "Map" else page, query[:LONGEST]))
    return found


def test_the_links_are_hostile_and_go_to_every_page() -> None:
    made = links()
    assert len(made) == LINKS
    assert {page for page, _ in made} == {"" if page == "Map" else page for page in PAGES}
    assert sum("script" in query for _, query in made) > 50
    assert set(MAY_BE_NOTHING) <= set(PARAMETERS.values())


def test_no_link_raises_or_runs_anything(server: Running) -> None:
    async def visit() -> list[str]:
        faults = []
        made = links()
        for start in range(0, LINKS, 50):
            # Fifty links a session: the first is cold, the others come as Back and Forward do.
            async with Reader.connect(server.url) as reader:
                for n, (page, query) in enumerate(made[start : start + 50]):
                    if n == 0 or page != reader.page:
                        await reader.open(query, page)
                    else:
                        await reader.back_to(query)
                    if reader.exceptions:
                        faults.append(f"{page}?{query[:200]}: {reader.exceptions}")
                    if re.search(r"<script|<img src=x|href=.javascript:", reader.html):
                        faults.append(f"{page}?{query[:200]}: markup of the link is on the page")
        return faults

    assert finished(visit()) == []
    assert "Traceback" not in server.log.read_text("utf-8", "replace")
