"""Size of the card, which its address tells before it is drawn."""

from __future__ import annotations

from typing import Final

WIDTH: Final = 1200
"""Pixels, as the services which show previews ask for."""
HEIGHT: Final = 630
"""Pixels."""
