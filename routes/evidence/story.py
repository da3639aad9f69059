"""Fill computed numbers into what a step of the story says of its map."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from routes.language import km, number, phrase
from routes.model.atlas import Atlas
from routes.model.errors import InputError, nearest_name
from routes.model.terms import PROPOSED, UNBUILT, Status
from routes.verdict.judge import Judged
from routes.verdict.tests import SEA, SOIL

TOKEN = re.compile(r"\{([a-z0-9_]+)\.([a-z]+)\}")
SHOWN = "shown"
"""Subject of a token that is about all corridors shown."""
CLIPPED = 60
"""Characters of a sentence that a fault repeats."""


def _soil_km(judged: Judged) -> float:
    return judged.test(SOIL).value or 0.0


def _soil_percent(judged: Judged, _status: Status) -> str:
    return phrase("story-share", percent=number(100 * _soil_km(judged) / judged.length_km))


def _crossing(judged: Judged, _status: Status) -> str:
    return str(sum(lane.judged.verdict == "crosses" for lane in judged.lanes))


def _verdict(judged: Judged, status: Status) -> str:
    return phrase(
        "story-verdict-proposed" if status == PROPOSED else "story-verdict",
        verdict=judged.verdict,
    )


WORDS: dict[str, Callable[[Judged, Status], str]] = {
    "soil": lambda judged, _: km(_soil_km(judged)),
    "sea": lambda judged, _: km(judged.test(SEA).value or 0.0),
    "length": lambda judged, _: km(judged.length_km),
    "share": _soil_percent,
    "lanes": lambda judged, _: str(len(judged.lanes)),
    "crossing": _crossing,
    "verdict": _verdict,
}
"""What may be asked of a corridor, as in `{cpc.soil}`."""

COUNTS = ("good", "total")
"""What may be asked of all corridors shown, as in `{shown.good}`."""


def faults(text: str, corridors: Mapping[str, object]) -> list[str]:
    """List what a sentence has that cannot be computed, and any number that was typed.

    Parameters
    ----------
    text
        The sentence, with tokens.
    corridors
        Corridors by id.
    """
    wrong = []
    for subject, word in TOKEN.findall(text):
        if subject != SHOWN and subject not in corridors:
            cure = nearest_name(subject, corridors) or "name a corridor"
            wrong.append(f"'{subject}' is no corridor; {cure}")
        allowed = COUNTS if subject == SHOWN else tuple(WORDS)
        if word not in allowed:
            wrong.append(f"'{word}' cannot be computed; use one of {', '.join(allowed)}")
    rest = TOKEN.sub("", text)
    if re.search(r"\d", rest):
        wrong.append("has a typed number; let it be computed, as in {cpc.soil}")
    if "{" in rest or "}" in rest:
        wrong.append("has a brace that belongs to no {corridor.word}")
    return wrong


def fill(
    text: str,
    atlas: Atlas,
    judged: Mapping[str, Judged],
    statuses: Mapping[str, Status],
    shown: tuple[str, ...],
) -> str:
    """Fill computed numbers and verdicts into a sentence.

    Parameters
    ----------
    text
        With `{corridor.word}` as in `WORDS`, or `{shown.good}` and `{shown.total}`: how many of
        the existing corridors shown bypass the states to avoid, and how many there are.
    atlas
        Has the corridors.
    judged
        Judgements by corridor.
    statuses
        Status at the time shown, by corridor.
    shown
        Corridors on the map.

    Raises
    ------
    InputError
        If the sentence asks for what cannot be computed.
    """
    if wrong := faults(text, atlas.corridors):
        raise InputError("story", text[:CLIPPED], "; ".join(wrong))
    existing = [c for c in shown if statuses[c] not in UNBUILT]
    counts = {
        "good": str(sum(judged[c].verdict == "bypasses" for c in existing)),
        "total": str(len(existing)),
    }

    def _value(match: re.Match[str]) -> str:
        subject, word = match.groups()
        if subject == SHOWN:
            return counts[word]
        return WORDS[word](judged[subject], statuses[subject])

    return TOKEN.sub(_value, text)
