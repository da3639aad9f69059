"""Fill the computed numbers into what a step of the story says its map shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from routes.language import km, number, phrase
from routes.model.atlas import Atlas
from routes.model.errors import InputError, nearest_name
from routes.verdict.judge import Judged
from routes.verdict.tests import SEA, SOIL

TOKEN = re.compile(r"\{([a-z0-9_]+)\.([a-z]+)\}")
SHOWN = "shown"


def _soil(judged: Judged) -> float:
    return judged.test(SOIL).value or 0.0


WORDS: dict[str, Callable[[Judged, str], str]] = {
    "soil": lambda judged, status: km(_soil(judged)),
    "sea": lambda judged, status: km(judged.test(SEA).value or 0.0),
    "length": lambda judged, status: km(judged.length_km),
    "share": lambda judged, status: phrase(
        "story-share", percent=number(100 * _soil(judged) / judged.length_km)
    ),
    "lanes": lambda judged, status: str(len(judged.lanes)),
    "crossing": lambda judged, status: str(
        sum(lane.judged.verdict == "crosses" for lane in judged.lanes)
    ),
    "verdict": lambda judged, status: phrase(
        "story-verdict-proposed" if status == "proposed" else "story-verdict",
        verdict=judged.verdict,
    ),
}
"""What may be asked of a corridor, as in `{cpc.soil}`."""

COUNTS = ("good", "total")
"""What may be asked of all corridors shown, as in `{shown.good}`."""


def faults(text: str, corridors: Mapping[str, object]) -> list[str]:
    """Name what a sentence has that cannot be computed, and any number that was typed."""
    found = []
    for subject, word in TOKEN.findall(text):
        if subject != SHOWN and subject not in corridors:
            cure = nearest_name(subject, corridors) or "name a corridor"
            found.append(f"'{subject}' is no corridor; {cure}")
        allowed = COUNTS if subject == SHOWN else tuple(WORDS)
        if word not in allowed:
            found.append(f"'{word}' cannot be computed; use one of {', '.join(allowed)}")
    rest = TOKEN.sub("", text)
    if re.search(r"\d", rest):
        found.append("has a typed number; let it be computed, as in {cpc.soil}")
    if "{" in rest or "}" in rest:
        found.append("has a brace that belongs to no {corridor.word}")
    return found


def fill(
    text: str,
    atlas: Atlas,
    judged: Mapping[str, Judged],
    statuses: Mapping[str, str],
    shown: tuple[str, ...],
) -> str:
    """Put computed numbers and verdicts into a sentence.

    Parameters
    ----------
    text
        With `{corridor.word}` as in `WORDS`, or `{shown.good}` and `{shown.total}`: how many of
        the existing corridors shown bypass the states to avoid, and how many there are.
    judged, statuses
        By corridor.
    shown
        Corridors on the map.

    Raises
    ------
    InputError
        If the sentence asks for what cannot be computed.
    """
    if wrong := faults(text, atlas.corridors):
        raise InputError("story", text[:60], "; ".join(wrong))
    existing = [c for c in shown if statuses[c] not in {"proposed", "not_yet"}]
    counts = {
        "good": str(sum(judged[c].verdict == "bypasses" for c in existing)),
        "total": str(len(existing)),
    }

    def value(match: re.Match[str]) -> str:
        subject, word = match.groups()
        if subject == SHOWN:
            return counts[word]
        return WORDS[word](judged[subject], statuses[subject])

    return TOKEN.sub(value, text)
