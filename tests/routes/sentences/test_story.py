"""How much went by the one pipe: in barrels of ten, or per cent where that is too rough."""

from __future__ import annotations

import pytest

from routes.network.moved import Amount, Carried, Moved
from routes.sentences.story import amounts, closing, known, of_ends, opening, tenths


def moved(year: int, pipe: Amount | None, total: Amount | None) -> Moved:
    """Make a year; the shares are those of the ends."""
    carried = None
    if pipe and total:
        carried = Carried(*pipe, pipe[0] / total[2], pipe[1] / total[1], pipe[2] / total[0])
    return Moved(year, {}, {"cpc": carried}, total, None)


THEN = moved(2022, (52.15, 52.2, 52.25), (64.25, 64.3, 64.35))
NARROW = moved(2025, (63.75, 63.8, 63.85), (77.1, 78.6, 79.9))
WIDE = moved(2024, (46.3, 52.4, 54.0), (60.8, 68.8, 70.3))


def test_eight_of_ten_barrels() -> None:
    assert tenths(THEN) == 8
    text = opening(THEN, (1.53, 1.92))
    assert text.startswith("In 2022 **eight of ten barrels that left Kazakhstan went by one pipe")
    assert "52.2 of 64.3 million tonnes. 1.5–1.9 million tonnes went round Russia." in text


def test_a_range_that_is_too_wide_for_barrels_is_told_in_per_cent() -> None:
    """46.3 of 70.3 Mt is 66 %, 54.0 of 60.8 would be 89 %: seven to nine of ten."""
    assert tenths(WIDE) == 0
    text = opening(WIDE, (2.6, 12.2))
    assert "**66–89% of the oil that left Kazakhstan went by one pipe" in text
    assert "46.3–54.0 of 60.8–70.3 million tonnes" in text


def test_the_end_says_whether_it_is_the_same_again() -> None:
    same = closing(NARROW, (2.2, 5.2), THEN, (1.53, 1.92))
    assert "**it was eight of ten barrels again**: 63.8 of 77.1–79.9 million tonnes" in same
    assert "2.2–5.2 million tonnes went round Russia, against 1.5–1.9 in 2022" in same
    other = closing(WIDE, (2.6, 12.2), THEN, (1.53, 1.92))
    assert "**it was 66–89% of the oil**" in other
    assert "again" not in other.partition(":")[0]


def test_ends_of_one_printed_number_are_that_number() -> None:
    assert of_ends((52.15, 52.2, 52.25)) == "52.2"
    assert of_ends((53.1, 53.1, 54.5)) == "53.1–54.5"


def test_a_year_of_which_too_little_is_known_is_not_told() -> None:
    assert known(THEN)
    for year in (moved(2019, None, None), moved(2019, None, (60.0, 61.0, 62.0))):
        assert not known(year)
        with pytest.raises(ValueError, match="too little is known of 2019"):
            amounts(year)
