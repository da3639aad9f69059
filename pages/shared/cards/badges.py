"""Put a verdict into a badge: a sign, a word or two, and a colour that only repeats them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from routes.language import phrase, state_names
from routes.model.terms import PROPOSED
from routes.sentences.corridors import span_km
from routes.verdict.judge import Judged
from routes.verdict.tests import PORT, SEA, SOIL

Css = Literal["good", "bad", "unsure", "plain"]
COLOURS: dict[Css, str] = {"good": "blue", "bad": "red", "unsure": "yellow", "plain": "gray"}


@dataclass(frozen=True)
class Badge:
    """A verdict at a glance.

    Attributes
    ----------
    symbol
        One sign that says what the colour says: ✓, ✕, ◐, ? or –.
    text
        The verdict in words.
    css
        Class of the colour in the style sheet.
    """

    symbol: str
    text: str
    css: Css

    @property
    def colour(self) -> str:
        """The colour as Streamlit's Markdown names it."""
        return COLOURS[self.css]

    @property
    def plain(self) -> str:
        """Sign and words, where there is no colour."""
        return f"{self.symbol} {self.text}"


def badge(judged: Judged, status: str, avoid: frozenset[str], names: Mapping[str, str]) -> Badge:
    """Format a verdict as a badge.

    Parameters
    ----------
    judged
        The judgement of a corridor, a lane or a journey.
    status
        Its status at the time looked at; what is proposed *would* cross or bypass.
    avoid
        ISO 3166-1 alpha-2; without any there is no verdict.
    names
        Names of states by code.
    """
    if not avoid:
        return Badge("–", phrase("badge-no-state"), "plain")
    stands = "proposed" if status == PROPOSED else "existing"
    if judged.verdict == "bypasses":
        return Badge("✓", phrase("badge-bypasses", stands=stands), "good")
    if judged.verdict == "cannot_tell":
        return Badge("?", phrase("badge-cannot-tell"), "unsure")
    if judged.verdict == "depends":
        bad = sum(lane.judged.verdict == "crosses" for lane in judged.lanes)
        unsure = sum(lane.judged.verdict == "cannot_tell" for lane in judged.lanes)
        text = phrase("badge-lanes", n=bad, unsure=unsure, total=len(judged.lanes))
        return Badge("◐", text, "unsure")
    soil, port, sea = (judged.test(name) for name in (SOIL, PORT, SEA))
    if soil.answer == "yes":
        text = phrase("badge-crosses", stands=stands, km=span_km(soil))
    elif port.answer == "yes":
        there = [state for state, one in judged.by_state if one.test(PORT).answer == "yes"]
        text = phrase("badge-port", avoid=state_names(there or avoid, names))
    elif sea.answer == "yes":
        text = phrase("badge-crosses-at-sea", stands=stands, km=span_km(sea))
    else:
        text = phrase("badge-crosses-every", stands=stands)
    return Badge("✕", text, "bad")
