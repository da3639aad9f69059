"""Make addresses of views: such as readers share, and such as nobody should."""

from __future__ import annotations

import random
from urllib.parse import urlencode

from pages.shared import store
from pages.shared.view.parameter import PAGES, Page
from routes.files.load import load_tables
from routes.model.terms import TELLERS, YEARS
from routes.network.closures import closable
from tests.server.test_hostile_links import links

SEED = 20261126
LIKELY = ("RU", "BY", "CN", "IR", "AZ", "GE", "TR", "UA")


def shared(n: int, seed: int = SEED) -> list[tuple[Page, str]]:
    """Make so many views that readers may share, over all pages: page and query."""
    dice = random.Random(seed)  # noqa: S311 - no secret: the same dice in every run
    lib = store.library()
    known, tables = lib.known, load_tables()
    shut = sorted(closable(lib.atlas, tables.transfers))

    def few(ids: tuple[str, ...] | list[str], most: int) -> str:
        return ",".join(dice.sample(ids, dice.randint(0, most))) or "none"

    found: list[tuple[Page, str]] = []
    for i in range(n):
        likely = dice.random() < 0.8
        every = {
            "routes": few(known.corridors, 6),
            "avoid": few(LIKELY, 3) if likely else few(sorted(known.states), 6),
            "year": str(dice.choice(YEARS)),
            "closed": ",".join(
                f"{one}:{dice.choice(['0', '0.5'])}:30" for one in dice.sample(shut, 2)
            ),
            "case": dice.choice(("seen", "paper")),
            "lines": dice.choice(("moved", "equal")),
            "asof": dice.choice(("now", "article")),
            "borders": "de_facto" if dice.random() < 0.1 else "un",
            "from": dice.choice(known.ids["origin"]),
            "to": dice.choice(known.ids["market"]),
            "only": dice.choice(("all", "bypass")),
            "event": dice.choice(known.ids["event"]),
            "tell": few(TELLERS, 2),
            "step": str(dice.randint(0, 12)),
            "find": dice.choice(("none", "Reuters", "Каспий", "Қазақстан", "<b>&")),
            "tab": dice.choice(("sources", "article", "figures", "rivals", "events", "endnotes")),
            "focus": dice.choice(known.corridors),
        }
        place = {
            "lat": f"{dice.uniform(36, 56):.2f}",
            "lon": f"{dice.uniform(25, 80):.2f}",
            "z": str(dice.randint(3, 7)),
        }
        query = {name: every[name] for name in dice.sample(sorted(every), dice.randint(2, 8))}
        found.append(
            (PAGES[i % len(PAGES)], urlencode(query | (place if dice.random() < 0.3 else {})))
        )
    return found


def hostile() -> list[tuple[str, str]]:
    """List views that nobody should share: path and query."""
    return links()
