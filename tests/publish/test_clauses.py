"""A sentence is cut where it may end, and says that it was cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.clauses import cut

LONG = (
    "In 2022 **97 %** of it, 1,031 km, crossed; **1.5 Mt** went round it. It depends: nobody knows"
)


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (200, LONG),
        (75, "In 2022 **97 %** of it, 1,031 km, crossed; **1.5 Mt** went round it."),
        (50, "In 2022 **97 %** of it, 1,031 km, crossed."),
        (34, "In 2022 **97 %** of it, 1,031 km …"),
        (16, "In 2022 **97 %** …"),
    ],
)
def test_the_best_place_is_taken(most: int, shown: str) -> None:
    assert cut(LONG, most) == shown


@given(st.text(alphabet="ab ,;:.*1", max_size=300), st.integers(10, 200))
def test_it_never_exceeds_its_room(text: str, most: int) -> None:
    assert len(cut(text, most).replace("**", "")) <= most


@given(st.text(alphabet="ab ,;", max_size=200), st.integers(10, 200))
def test_what_is_bold_ends(text: str, most: int) -> None:
    marked = f"{text[:40]}**{text[40:90]}**{text[90:]}"
    assert cut(marked, most).count("**") % 2 == 0
