"""A proxy on loopback that delays, stops, sleeps and changes servers, for tests of bad networks.

It works on connections, not on requests; only to know the static files it reads the heads of the
requests, until a connection becomes a WebSocket.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from types import TracebackType
from typing import Any, Self

STATIC = b"/app/static/"
CHUNK_BYTES = 65_536
REPLY_S = 10


class Proxy:
    """Pass connections on to servers on 127.0.0.1, in a thread of its own.

    Attributes
    ----------
    targets
        Ports of the servers. Each new connection goes to the next one in turn, so that two
        replicas without sticky sessions share one page; take one out and it gets no more.
    delay_ms
        Added to whatever passes, each way, in milliseconds; may be changed at any time.
    static_delay_ms
        Added to every request for a file below /app/static/, in milliseconds.
    passed
        Port and path of every HTTP request so far.
    """

    def __init__(
        self, targets: Sequence[int], delay_ms: float = 0, static_delay_ms: float = 0
    ) -> None:
        self.targets = list(targets)
        self.delay_ms = delay_ms
        self.static_delay_ms = static_delay_ms
        self.passed: list[tuple[int, str]] = []
        self.port = 0
        self._turn = 0
        self._open: dict[asyncio.Task[None], int] = {}
        self._accepting: asyncio.Task[None] | None = None
        self._loop = asyncio.new_event_loop()
        self._awake = asyncio.Event()
        self._awake.set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def url(self) -> str:
        """Return where the proxy answers."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self.resume()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(REPLY_S)
        self._loop.close()

    def stop(self) -> None:
        """Drop every connection and refuse new ones."""
        self._call(self._stop())

    def resume(self) -> None:
        """Take connections again, on the same port."""
        self._call(self._listen())

    def drop(self, target: int | None = None) -> None:
        """Drop the open connections, or those to one server; new ones are welcome."""
        self._call(self._drop(target))

    def sleep(self) -> None:
        """Keep every connection open and pass nothing, as a laptop with its lid closed."""
        self._loop.call_soon_threadsafe(self._awake.clear)

    def wake(self) -> None:
        """Pass what has waited, and everything after it."""
        self._loop.call_soon_threadsafe(self._awake.set)

    def _call(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(REPLY_S)

    async def _listen(self) -> None:
        if self._accepting is None:
            listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
            listener.setblocking(False)
            self.port = listener.getsockname()[1]
            self._accepting = self._loop.create_task(self._accept(listener))

    async def _accept(self, listener: socket.socket) -> None:
        # Not asyncio.start_server or sock_accept: ended just after a connection came, they leave
        # that one open.
        with listener:
            self._loop.add_reader(listener, self._take, listener)
            try:
                await self._loop.create_future()
            finally:
                self._loop.remove_reader(listener)

    def _take(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # it has gone again
        connection.setblocking(False)
        target = self.targets[self._turn % len(self.targets)]
        self._turn += 1
        task = self._loop.create_task(self._meet(connection, target))
        self._open[task] = target
        task.add_done_callback(self._open.pop)
        # Also if it was dropped before its first step.
        task.add_done_callback(lambda _: connection.close())

    async def _stop(self) -> None:
        if self._accepting is not None:
            self._accepting.cancel()
            await asyncio.gather(self._accepting, return_exceptions=True)
            self._accepting = None
        await self._drop(None)

    async def _drop(self, target: int | None) -> None:
        gone = [task for task, port in self._open.items() if target in (None, port)]
        for task in gone:
            task.cancel()
        await asyncio.gather(*gone, return_exceptions=True)

    async def _meet(self, connection: socket.socket, target: int) -> None:
        near: asyncio.StreamWriter | None = None
        far: asyncio.StreamWriter | None = None
        try:
            reader, near = await asyncio.open_connection(sock=connection, limit=CHUNK_BYTES)
            far_reader, far = await asyncio.open_connection("127.0.0.1", target, limit=CHUNK_BYTES)
            ways = [
                asyncio.create_task(self._pass(self._requests(reader, target), far)),
                asyncio.create_task(self._pass(_pieces(far_reader), near)),
            ]
            try:
                # One side has ended: what the other still says finds nobody.
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
            for writer in (near, far):
                writer.close()
                await writer.wait_closed()
        except OSError:
            pass  # the server is gone; the browser sees a connection that is closed
        finally:
            # Dropped on purpose: what is still buffered goes nowhere.
            for side in (near, far):
                if side is not None:
                    side.transport.abort()

    async def _requests(
        self, reader: asyncio.StreamReader, target: int
    ) -> AsyncIterator[tuple[float, bytes]]:
        """Yield what a browser sends, each piece with its extra delay in milliseconds."""
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError as end:
                yield 0, end.partial
                return
            path = head.split(b" ", 2)[1]
            self.passed.append((target, path.decode("latin-1")))
            yield self.static_delay_ms if path.startswith(STATIC) else 0, head
            fields = head.lower()
            if b"\r\nupgrade:" in fields or b"\r\ntransfer-encoding:" in fields:
                break
            left = 0
            if b"\r\ncontent-length:" in fields:
                left = int(fields.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0])
            while left:
                piece = await reader.read(min(left, CHUNK_BYTES))
                if not piece:
                    return
                left -= len(piece)
                yield 0, piece
        async for extra_ms, piece in _pieces(reader):
            yield extra_ms, piece

    async def _pass(
        self, pieces: AsyncIterator[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        """Write each piece after its delay, in order; a delay costs time, not throughput."""
        now: Callable[[], float] = asyncio.get_running_loop().time
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(1_000)

        async def read() -> None:
            with contextlib.suppress(OSError):
                async for extra_ms, piece in pieces:
                    await queue.put((now() + (self.delay_ms + extra_ms) / 1000, piece))
            await queue.put((now() + self.delay_ms / 1000, b""))

        reading = asyncio.create_task(read())
        try:
            while True:
                due, piece = await queue.get()
                await asyncio.sleep(max(0.0, due - now()))
                await self._awake.wait()
                if not piece:
                    return
                writer.write(piece)
                await writer.drain()
        finally:
            reading.cancel()


async def _pieces(reader: asyncio.StreamReader) -> AsyncIterator[tuple[float, bytes]]:
    while piece := await reader.read(CHUNK_BYTES):
        yield 0, piece
