"""What is kept is kept for each language it is worded in, and computed once for all readers."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import numpy as np
import pytest

from pages.shared import store
from pages.shared.store import kept
from routes.language import date, in_language, language
from routes.network.limits import AS_SEEN


def test_what_has_words_is_kept_for_each_language() -> None:
    """A reader of one language does not get the words kept for another."""
    asked = []

    @kept(None)
    def worded(stated: str) -> str:
        asked.append(language())
        return f"{language()}: {date(stated)}"

    for _ in range(2):
        assert worded("2022-03") == "en: March 2022"
        with in_language("ru"):
            assert worded("2022-03").startswith("ru: ")
    assert asked == ["en", "ru"]


def test_what_has_no_words_is_kept_once() -> None:
    """The library is not read again for each language, and is read in that of the data."""
    asked = []

    @kept(None, in_words=False)
    def plain() -> list[int]:
        asked.append(language())
        return [1]

    with in_language("ru"):
        first = plain()
    assert plain() is first
    assert asked == ["en"]


def test_who_asks_at_once_waits_for_the_first() -> None:
    """A server that starts has all its readers at once: what they need is computed once."""
    asked = []

    @kept(None)
    def slow(n: int) -> int:
        asked.append(n)
        sleep(0.05)
        return n

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(slow, [1] * 8)) == [1] * 8
    assert asked == [1]


YEARS = 2021, 2022, 2023, 2025
WAYS = "cpc_kropotkin_novorossiysk", "atyrau_samara", "aktau_baku", "atasu_alashankou"


def test_readers_at_once_get_what_each_would_get_alone() -> None:
    """Solvers are shared by threads; each answer is the one to its own question."""
    asked = [(year, way) for year in YEARS for way in WAYS] * 4

    def share(one: tuple[int, str]) -> tuple[float, float]:
        year, way = one
        trend = store.trend(year)
        assert trend is not None
        return trend.passed_share([way])

    def lost(one: tuple[int, str]) -> float:
        year, way = one
        return store.year_network(year).no_way_without([way], AS_SEEN, 30)

    with ThreadPoolExecutor(8) as pool:
        shares = list(pool.map(share, asked))
        without = list(pool.map(lost, asked))
    assert len(set(shares)) > len(WAYS)
    assert np.array(shares) == pytest.approx(np.array([share(one) for one in asked]))
    assert without == pytest.approx([lost(one) for one in asked])
