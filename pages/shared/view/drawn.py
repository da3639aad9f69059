"""Say by which borders this run answers, as `routes.language` says in which language.

A set of borders goes with everything that is kept, and with nothing that a page hands over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from routes.model.borders import UN, Borders

_borders: ContextVar[Borders] = ContextVar("borders", default=UN)


def drawn_borders() -> Borders:
    """Return the set of borders by which this run is answered."""
    return _borders.get()


def use_borders(borders: Borders) -> None:
    """Answer by a set of borders from here to the end of this run.

    Parameters
    ----------
    borders
        The set.
    """
    _borders.set(borders)


@contextmanager
def by_borders(borders: Borders) -> Iterator[None]:
    """Answer by a set of borders within a block.

    Parameters
    ----------
    borders
        The set.
    """
    token = _borders.set(borders)
    try:
        yield
    finally:
        _borders.reset(token)
