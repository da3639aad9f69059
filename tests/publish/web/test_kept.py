"""Pictures are kept in bounded memory, and each is drawn once."""

from __future__ import annotations

import anyio
import pytest

from publish.web.kept import Kept


def test_those_who_ask_at_once_wait_for_the_first() -> None:
    drawn: list[str] = []

    async def ask() -> list[bytes]:
        kept = Kept(100)
        answers: list[bytes] = []

        async def one(key: str) -> None:
            def draw() -> bytes:
                drawn.append(key)
                return key.encode()

            answers.append(await kept.get(key, draw))

        async with anyio.create_task_group() as group:
            for key in "aabaab":
                group.start_soon(one, key)
        return answers

    assert sorted(anyio.run(ask)) == [b"a"] * 4 + [b"b"] * 2
    assert sorted(drawn) == ["a", "b"]


def test_the_one_that_was_not_asked_for_longest_goes_first() -> None:
    async def ask() -> list[str]:
        drawn: list[str] = []
        kept = Kept(10)
        for key in ("a", "b", "a", "c", "a", "b", "huge", "a"):

            def draw(key: str = key) -> bytes:
                drawn.append(key)
                return b"x" * (100 if key == "huge" else 4)

            await kept.get(key, draw)
            assert kept.size <= 10
        return drawn

    assert anyio.run(ask) == ["a", "b", "c", "b", "huge"]


def test_what_fails_is_not_kept_and_the_next_may_try() -> None:
    async def ask() -> bytes:
        kept = Kept(10)

        def fails() -> bytes:
            raise ValueError("no picture")

        with pytest.raises(ValueError, match="no picture"):
            await kept.get("a", fails)
        return await kept.get("a", lambda: b"a")

    assert anyio.run(ask) == b"a"
