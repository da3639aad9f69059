"""Keep answers that were made, those used last, in memory of a bounded size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Kept:
    """Answers by what was asked; the oldest go when there are too many bytes.

    Parameters
    ----------
    most
        Bytes that are kept of all together.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._held: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return self._size

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return an answer, made now if it is not there; what raises is not kept.

        Parameters
        ----------
        key
            What was asked.
        make
            Makes the answer.
        """
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            if key not in self._held and len(made) <= self._most:
                self._held[key] = made
                self._size += len(made)
                while self._size > self._most:
                    _, gone = self._held.popitem(last=False)
                    self._size -= len(gone)
        return made
