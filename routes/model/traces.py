"""Hold traces of pipelines drawn by others, against which our lines are measured."""

from __future__ import annotations

from dataclasses import dataclass

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Trace:
    """The course of one pipeline as somebody else drew it.

    Attributes
    ----------
    trace_id
        Name of its file without the ending.
    file
        Name of its file, for messages.
    lines
        Its parts, each two or more points, lon/lat in degrees.
    """

    trace_id: str
    file: str
    lines: tuple[tuple[LonLat, ...], ...]
