"""Describe what the API can be asked: the options of the command line as parameters of an address.

Each question knows how it is answered. Values come as text, as they do on the command line, and are
read by the same functions.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from routes.cli import answers
from routes.cli.answers import Answer, Shelf
from routes.model.borders import UN
from routes.model.terms import RUSSIA

TEXT: Final = 500
"""Characters of a value that are read."""
LONG: Final = 12_000
"""Characters of a closure that are read: one may name all that can close."""
SEVERAL: Final = 100
"""Times that a parameter may be given which takes several values."""

Form = Literal["json", "csv"]
Text = Annotated[str, Field(max_length=TEXT)]
Avoid = Annotated[
    list[Text],
    Field(
        max_length=SEVERAL,
        description="States to avoid: codes (ISO 3166-1) or names in English, Russian or Kazakh, "
        "with commas between or a parameter each; `none` for no state",
        examples=[["RU,BY"]],
    ),
]
Borders = Annotated[
    Text,
    Field(
        description="Set of borders: `un` as the United Nations see them, `de_facto` by the lines "
        "of control",
        examples=["de_facto"],
    ),
]
Subjects = Annotated[
    list[Text],
    Field(
        max_length=SEVERAL,
        description="Id of what it is about: a corridor with its legs, a leg, a place, an "
        "operator; a parameter each, which add up",
        examples=[["cpc"]],
    ),
]


class Asked(BaseModel):
    """What every question may be given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Form | None = Field(
        default=None,
        alias="format",
        description="`json` or `csv`; without it the header Accept decides, and JSON is given",
        examples=["csv"],
    )

    def key(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return what is asked in one form for all ways of writing it: questions alike are one."""
        return tuple(
            (name, self._plain(name)) for name in type(self).model_fields if name != "form"
        )

    def _plain(self, name: str) -> tuple[str, ...]:
        value = getattr(self, name)
        if name == "avoid":
            parts = {part.strip().casefold() for part in ",".join(value).split(",")}
            return tuple(sorted(parts))
        if name == "subject":
            return tuple(sorted(set(value)))
        return tuple(value) if isinstance(value, list) else (value or "",)

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.

        Raises
        ------
        InputError
            If a value cannot be used; names it and the cure.
        """
        raise NotImplementedError


class VerdictsAsked(Asked):
    """Every corridor judged against the states to avoid, by six tests."""

    avoid: Avoid = [RUSSIA]
    borders: Borders = UN

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.verdicts(shelf, ",".join(self.avoid), self.borders)


class CorridorsAsked(Asked):
    """Which corridors there are, without a verdict."""

    borders: Borders = UN

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.corridors(shelf, self.borders)


class CorridorAsked(Asked):
    """One corridor as GeoJSON: the lines of its legs, its verdict, kilometres and figures."""

    avoid: Avoid = [RUSSIA]
    borders: Borders = UN

    def of(self, corridor_id: str) -> CorridorNamed:
        """Return the question about a corridor.

        Parameters
        ----------
        corridor_id
            Its id, which stands in the path.
        """
        return CorridorNamed.model_construct(**self.__dict__, corridor_id=corridor_id)


class CorridorNamed(CorridorAsked):
    """One corridor that is named in the path."""

    corridor_id: str

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.corridor(shelf, self.corridor_id, ",".join(self.avoid), self.borders)


class JourneysAsked(Asked):
    """The ways from a field or border to a market, each judged as a whole."""

    origin: Text = Field(
        alias="from",
        description="Where it begins: an origin of gates.csv",
        examples=["tengiz"],
    )
    market: Text = Field(
        alias="to", description="Where it goes: a market of gates.csv", examples=["rotterdam"]
    )
    avoid: Avoid = [RUSSIA]
    year: Text | None = Field(
        default=None,
        description="Year of what is told of use, in four digits; the last with figures unless "
        "one is given",
        examples=["2023"],
    )
    borders: Borders = UN

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        year = None if self.year is None else answers.year_of(self.year)
        avoid = ",".join(self.avoid)
        return answers.journeys(shelf, self.origin, self.market, avoid, year, self.borders)


class FlowAsked(Asked):
    """How much Kazakh oil has no way out when something closes, and for how long."""

    year: Text = Field(description="Year of the balance, in four digits", examples=["2025"])
    close: list[Annotated[str, Field(max_length=LONG)]] = Field(
        default=[],
        max_length=SEVERAL,
        description="What closes: `id[:share left[:days[:start]]]`; several of one share and time "
        "with points between, or a parameter each",
        examples=[["RU:0:30:2025-02-17"]],
    )
    avoid: Annotated[
        list[Text],
        Field(
            max_length=SEVERAL,
            description="States that are closed as a whole, given as for `verdicts`",
            examples=[["RU"]],
        ),
    ] = []
    borders: Borders = UN

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        year, avoid = answers.year_of(self.year), ",".join(self.avoid)
        return answers.flow(shelf, year, self.close, avoid, self.borders)


class RankAsked(Asked):
    """What hurts most in a year: every place, line and state shut alone, pairs, markets, shares."""

    year: Text = Field(description="Year of the balance, in four digits", examples=["2025"])
    days: Text = Field(
        default="30",
        description="How long each is shut: `30` days, or the whole `year`",
        examples=["year"],
    )

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.rank(shelf, answers.year_of(self.year), self.days)


class FiguresAsked(Asked):
    """Published numbers with their sources, rivals side by side."""

    subject: Subjects = []

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.figures(shelf, self.subject)


class QuotesAsked(Asked):
    """Passages of the article, each with its attribution and endnote; not under CC BY."""

    subject: Subjects = []

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.quotes(shelf, self.subject)


class EventsAsked(Asked):
    """What happened, with its sources."""

    subject: Subjects = []
    year: Text | None = Field(
        default=None,
        description="Year in which it happened, in four digits; all unless one is given",
        examples=["2022"],
    )

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        year = None if self.year is None else answers.year_of(self.year)
        return answers.events(shelf, self.subject, year)


class SourcesAsked(Asked):
    """Every source."""

    def answer(self, shelf: Shelf) -> Answer:
        """Answer the question.

        Parameters
        ----------
        shelf
            What answers are made of.
        """
        return answers.sources(shelf)
