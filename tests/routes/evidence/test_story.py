"""What a step says of its map is computed: each word on judgements made up by hand."""

from __future__ import annotations

import pytest

from routes.evidence.story import COUNTS, WORDS, faults, fill
from routes.model.atlas import Atlas, Corridor
from routes.model.errors import InputError
from routes.model.terms import OPERATING, Status
from routes.verdict.judge import Judged, Lane
from routes.verdict.tests import NAMES, SEA, SOIL, Test, Verdict


def judged(verdict: Verdict, soil: float = 0.0, sea: float = 0.0, *lanes: Verdict) -> Judged:
    """Make a judgement of a path of 400 km."""
    km = {SOIL: soil, SEA: sea}
    return Judged(
        verdict=verdict,
        tests=tuple(Test(name, "no", km.get(name, 0.0), "km", "computed") for name in NAMES),
        length_km=400.0,
        zones=(),
        lanes=tuple(Lane(f"port{n}", (), judged(one)) for n, one in enumerate(lanes)),
    )


JUDGED = {
    "one": judged("crosses", 100.0, 8.0),
    "two": judged("bypasses"),
    "three": judged("bypasses"),
    "four": judged("bypasses"),
    "unsure": judged("cannot_tell"),
    "lanes": judged("depends", 0.0, 0.0, "crosses", "bypasses", "bypasses"),
    "planned": judged("crosses"),
    "future": judged("bypasses"),
}
STATUSES: dict[str, Status] = {
    **dict.fromkeys(JUDGED, OPERATING),
    "planned": "proposed",
    "future": "not_yet",
}
ATLAS = Atlas(
    "1",
    {one: Corridor(one, one, "", "", True, "own", "", ()) for one in JUDGED},
    {},
    {},
    {},
)


def filled(text: str, *shown: str) -> str:
    return fill(text, ATLAS, JUDGED, STATUSES, shown or tuple(JUDGED))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{one.soil} of {one.length}", "100 km of 400 km"),
        ("{one.share}", "25 %"),
        ("{one.sea}", "8.0 km"),
        ("{lanes.crossing} of {lanes.lanes}", "1 of 3"),
        ("{one.verdict}, {two.verdict}", "crosses, bypasses"),
        ("{unsure.verdict}", "may or may not bypass"),
        ("{planned.verdict}", "would cross"),
        ("{future.verdict}", "bypasses"),
    ],
)
def test_each_word_of_a_corridor(text: str, wanted: str) -> None:
    assert filled(text) == wanted


def test_what_bypasses_is_counted_and_not_what_crosses() -> None:
    """Three bypass, one crosses; a proposed one and one that was not there yet are not counted."""
    assert filled("{shown.good} of {shown.total}") == "3 of 6"
    assert filled("{shown.good} of {shown.total}", "one", "two", "planned") == "1 of 2"
    assert filled("{shown.good} of {shown.total}", "one") == "0 of 1"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{ones.soil}", "'ones' is no corridor; nearest name: 'one'"),
        ("{one.soils}", "'soils' cannot be computed"),
        ("{shown.soil}", "'soil' cannot be computed; use one of good, total"),
        ("{one.good}", "'good' cannot be computed"),
        ("It is 100 km", "has a typed number"),
        ("It is {one.soil", "has a brace that belongs to no"),
    ],
)
def test_a_sentence_that_cannot_be_filled_says_why(text: str, fault: str) -> None:
    assert fault in "; ".join(faults(text, ATLAS.corridors))
    with pytest.raises(InputError, match="story"):
        filled(text)


def test_every_word_was_tried() -> None:
    assert set(WORDS) == {"soil", "sea", "length", "share", "lanes", "crossing", "verdict"}
    assert COUNTS == ("good", "total")
