"""List what the API can be asked, for the router, the page of the API and those who link to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from publish.web.api import answered, asked

ROOT: Final = "/api"
"""Path of the page of the API, from the root of the app."""
VERSION: Final = f"{ROOT}/v1"
"""Path below which the questions stand."""
DOCUMENT: Final = "/openapi.json"
"""Path of the OpenAPI document, from `VERSION`."""


@dataclass(frozen=True)
class Endpoint:
    """A question that has an address.

    Attributes
    ----------
    path
        Its path from `VERSION`, with the names of its parts in braces.
    asked
        Its parameters.
    answered
        Its answer.
    example
        Path and query of an example, from `VERSION`.
    """

    path: str
    asked: type[asked.Asked]
    answered: type[answered.Answer]
    example: str

    @property
    def title(self) -> str:
        """What it answers, in a sentence."""
        return (self.asked.__doc__ or "").strip()


ENDPOINTS: Final = (
    Endpoint("/verdicts", asked.VerdictsAsked, answered.Verdicts, "/verdicts?avoid=RU,BY"),
    Endpoint("/corridors", asked.CorridorsAsked, answered.Corridors, "/corridors"),
    Endpoint("/corridors/{corridor_id}", asked.CorridorAsked, answered.Corridor, "/corridors/btc"),
    Endpoint(
        "/journeys",
        asked.JourneysAsked,
        answered.Journeys,
        "/journeys?from=tengiz&to=rotterdam",
    ),
    Endpoint("/flow", asked.FlowAsked, answered.Flow, "/flow?year=2025&close=RU:0:30:2025-02-17"),
    Endpoint("/rank", asked.RankAsked, answered.Rank, "/rank?year=2025"),
    Endpoint("/figures", asked.FiguresAsked, answered.Figures, "/figures?subject=cpc"),
    Endpoint("/quotes", asked.QuotesAsked, answered.Quotes, "/quotes?subject=cpc"),
    Endpoint("/events", asked.EventsAsked, answered.Events, "/events?year=2022"),
    Endpoint("/sources", asked.SourcesAsked, answered.Sources, "/sources"),
)
"""Every question, in the order of the page."""
