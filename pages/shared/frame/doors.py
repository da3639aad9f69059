"""Know whether this process answers more than pages: downloads, pictures, an API (server.py)."""

from __future__ import annotations

_open: list[bool] = []


def open_them() -> None:
    """Say that it does."""
    _open[:] = [True]


def are_open() -> bool:
    """Return whether it does."""
    return bool(_open)
