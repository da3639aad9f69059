"""Keep pictures in bounded memory, and draw each once, however many ask for it at the same time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from anyio import CapacityLimiter, Event, to_thread

DRAWN_AT_ONCE: Final = 1
"""Pictures that are drawn at the same time: readers' sessions need the other core."""


class Kept:
    """Bytes by key, those asked for last; all together not more than so many.

    Call it from one event loop.

    Parameters
    ----------
    most
        Bytes that are kept.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._drawing: dict[Hashable, Event] = {}
        self._limiter: CapacityLimiter | None = None

    async def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """Return what is kept, or draw it in a thread; who asks meanwhile waits for the first.

        Parameters
        ----------
        key
            What it is of.
        draw
            Draws it.
        """
        while (found := self._kept.get(key)) is None and (other := self._drawing.get(key)):
            await other.wait()
        if found is not None:
            self._kept.move_to_end(key)
            return found
        self._drawing[key] = done = Event()
        try:
            self._limiter = self._limiter or CapacityLimiter(DRAWN_AT_ONCE)
            made = await to_thread.run_sync(draw, limiter=self._limiter)
            self._keep(key, made)
            return made
        finally:
            del self._drawing[key]
            done.set()

    def _keep(self, key: Hashable, made: bytes) -> None:
        if len(made) > self.most:
            return
        self._kept[key] = made
        self.size += len(made)
        while self.size > self.most:
            _, left = self._kept.popitem(last=False)
            self.size -= len(left)
