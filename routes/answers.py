"""Name what a test can answer and what a verdict can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Answer = Literal["yes", "no", "cannot_tell"]
Outcome = Literal["bypasses", "crosses", "cannot_tell", "depends"]
COMPUTED = "computed"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Test:
    """One answer with its number; `source` is a source id, or how it was computed."""

    __test__ = False  # keeps pytest from collecting a class of this name

    test: str
    answer: Answer
    value: float | None
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    note: str = ""
