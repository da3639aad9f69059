"""How much the tests do: what finds faults within minutes, or everything there is.

`make test` takes fewer random examples and shorter walks than `make thorough`, which sets
THOROUGH=1. Neither leaves a kind of check out but the building of the whole world.
"""

from __future__ import annotations

import os

THOROUGH = os.environ.get("THOROUGH") == "1"


def effort(usual: int, thorough: int) -> int:
    """Return how many examples to try."""
    return thorough if THOROUGH else usual
