"""Hold what answers are made of, and the answers themselves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from threading import Lock
from typing import Final

from pages.shared import store
from pages.shared.view.drawn import by_borders
from routes.files.load import borders_of
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.network.balance import Balance
from routes.network.rank import Ranking
from routes.network.stranded import YearNetwork
from routes.verdict.ownership import Owners

MOST: Final = 32_000_000
"""Bytes of answers that are kept."""


class Kept:
    """What the pages keep, for answers; read once per process."""

    @property
    def tables(self) -> Tables:
        """What people wrote."""
        return store.library().tables

    @property
    def balances(self) -> Mapping[int, Balance]:
        """Balance of each year."""
        return store.library().balances

    @property
    def rankings(self) -> Mapping[int, Ranking]:
        """What hurts most in each year whose balance closes."""
        return store.library().rankings

    def atlas(self, borders: str) -> Atlas:
        """Return what was built, under a set of borders; an InputError says that there is none.

        Parameters
        ----------
        borders
            `un` or `de_facto`.
        """
        with by_borders(borders_of(borders)):
            return store.library().atlas

    def owners(self, borders: str) -> Owners:
        """Return who owns the operators.

        Parameters
        ----------
        borders
            As for `atlas`.
        """
        with by_borders(borders_of(borders)):
            return store.owners()

    def network(self, year: int, borders: str) -> YearNetwork:
        """Return the oil of a year, ready for closures.

        Parameters
        ----------
        year
            One whose balance closes.
        borders
            As for `atlas`.
        """
        with by_borders(borders_of(borders)):
            return store.year_network(year)


class Answers:
    """Answers that are kept, those used last, up to a number of bytes.

    The store keeps by count; questions differ a thousandfold in the length of their answers, so
    that these are kept by length.

    Parameters
    ----------
    most
        Bytes that are kept.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.held = 0
        self._answers: OrderedDict[Hashable, tuple[bytes, ...]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> tuple[bytes, ...] | None:
        """Return an answer that is kept; None where there is none.

        Parameters
        ----------
        key
            What was asked.
        """
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def keep(self, key: Hashable, answer: tuple[bytes, ...]) -> None:
        """Keep an answer, and drop those that were not asked for longest.

        Parameters
        ----------
        key
            What was asked. Its own length counts, too.
        answer
            The answer in its encodings.
        """
        with self._lock:
            old = self._answers.pop(key, None)
            if old is not None:
                self.held -= _bytes(key, old)
            self._answers[key] = answer
            self.held += _bytes(key, answer)
            while self.held > self.most:
                dropped, gone = self._answers.popitem(last=False)
                self.held -= _bytes(dropped, gone)


def _bytes(key: Hashable, answer: tuple[bytes, ...]) -> int:
    return len(repr(key)) + sum(map(len, answer))
