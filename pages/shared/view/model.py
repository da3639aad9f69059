"""The view: everything that a link restores, each parameter declared once.

Whatever comes from outside passes this model: the address, widgets, what the map reports, the steps
of the story, saved links. What cannot be used is refused part by part and named; the rest is kept.

To add a parameter, add a field. docs/link.md is written from the fields (grammar.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from pages.shared.view.kinds import (
    NAMED_AT_MOST,
    Closures,
    Code,
    Id,
    IdOrNothing,
    Ids,
    Language,
    Number,
    States,
    Text,
    Word,
)
from pages.shared.view.parameter import (
    PAGES,
    At,
    Owned,
    Reading,
    RefusedError,
    Vocabulary,
    parameters_of,
)
from pages.shared.view.widgets import (
    ARTICLE,
    Moment,
    Panel,
    Pick,
    PickOrPanel,
    Rows,
    Switch,
    TextField,
)
from routes.language import phrase
from routes.model.atlas import Atlas
from routes.model.borders import DE_FACTO, UN, Borders
from routes.model.tables import Tables
from routes.model.terms import ARTICLE_YEAR, FIRST_YEAR, LAST_YEAR, RUSSIA, TELLERS
from routes.network.closures import Closure, closable, settle

FIND_AT_MOST: Final = 80
"""Characters of a search."""


CLOSING: Final = Rows("closing")
"""Fields of what closes."""


class View(BaseModel):
    """Everything that a link restores; each field is documented by its description."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    routes: Annotated[
        tuple[str, ...],
        Ids("corridor", "`geodata/tables/corridors.csv`"),
        Owned(("Map",), Panel("panel_on"), bare="those that the article names"),
        Field(description="Corridors switched on.", examples=["cpc,btc"]),
    ]
    avoid: Annotated[
        tuple[str, ...],
        States(),
        Owned(("Map", "Journeys", "Trend"), Panel("avoid")),
        Field(description="States to avoid.", examples=["BY,RU"]),
    ] = (RUSSIA,)
    year: Annotated[
        int,
        Field(
            ge=FIRST_YEAR,
            le=LAST_YEAR,
            description=f"Year of the figures; with `asof={ARTICLE}` it is {ARTICLE_YEAR}.",
            examples=["2023"],
        ),
        Number(),
        Owned(PAGES, Moment("year", panel="when")),
    ] = ARTICLE_YEAR
    focus: Annotated[
        str,
        IdOrNothing("corridor", "`geodata/tables/corridors.csv`"),
        Owned(
            ("Map", "Sources"),
            PickOrPanel("focus", panel="panel_on"),
            bare="the first of `routes`; all on Sources",
        ),
        Field(
            description="Corridor whose card is open, or to which sources are kept.",
            examples=["btc"],
        ),
    ] = ""
    closed: Annotated[
        tuple[Closure, ...],
        Closures(),
        Owned(("Closure",), CLOSING),
        Field(
            description="What is closed, how much of it is left, for how many days and from when.",
            examples=["cpc_atyrau_kropotkin:0:30:2022-07-06,aktau_port:0.5"],
        ),
    ] = ()
    case: Annotated[
        Literal["seen", "paper"],
        Word(),
        Owned(("Closure",), Pick("case")),
        Field(
            description="What other ways can take when something closes: `seen`, the most that "
            "they were seen to carry; `paper`, their nameplate.",
            examples=["paper"],
        ),
    ] = "seen"
    lat: Annotated[
        float,
        Field(ge=12, le=74, description="Centre of the map, degrees north.", examples=["43.10"]),
        Number(decimals=2),
        Owned(("Map", "Journeys", "Closure"), bare="`45.50`; on Map, as fits what is shown"),
    ] = 45.5
    lon: Annotated[
        float,
        Field(ge=-40, le=140, description="Centre of the map, degrees east.", examples=["60.25"]),
        Number(decimals=2),
        Owned(("Map", "Journeys", "Closure"), bare="`44.00`; on Map, as fits what is shown"),
    ] = 44.0
    z: Annotated[
        int,
        Field(ge=3, le=9, description="Zoom of the map.", examples=["5"]),
        Number(),
        Owned(("Map", "Journeys", "Closure"), bare="`4`; on Map, as fits what is shown"),
    ] = 4
    lang: Annotated[
        Literal["en"],
        Language(),
        Owned(()),
        Field(description="Language of the interface.", examples=["en"]),
    ] = "en"
    lines: Annotated[
        Literal["moved", "equal"],
        Word(),
        Owned(("Map",), Panel("when")),
        Field(
            description="Width of the map's lines: `moved`, by what went by each in the year; "
            "`equal`, all alike.",
            examples=["equal"],
        ),
    ] = "moved"
    asof: Annotated[
        Literal["now", "article"],
        Word(),
        Owned(PAGES),
        Field(
            description=f"`{ARTICLE}`: as the article saw it in July 2022; `now`: with what came "
            "after.",
            examples=[ARTICLE],
        ),
    ] = "now"
    borders: Annotated[
        Borders,
        Word(),
        Owned(("Method",), Pick("borders")),
        Field(
            description="Set of borders: `un` as the United Nations see them, `de_facto` by the "
            "lines of control. The legend of a map switches it, too.",
            examples=[DE_FACTO],
        ),
    ] = UN
    origin: Annotated[
        str,
        Id("origin", "an origin in `geodata/tables/gates.csv`"),
        Owned(("Journeys",), Pick("from")),
        Field(alias="from", description="Where journeys begin.", examples=["kashagan"]),
    ] = "tengiz"
    market: Annotated[
        str,
        Id("market", "a market in `geodata/tables/gates.csv`"),
        Owned(("Journeys",), Pick("to")),
        Field(alias="to", description="Where journeys end.", examples=["samara"]),
    ] = "rotterdam"
    only: Annotated[
        Literal["all", "bypass"],
        Word(),
        Owned(("Journeys",), Switch("only", on="bypass", off="all")),
        Field(
            description="`bypass`: only journeys that bypass the states to avoid.",
            examples=["bypass"],
        ),
    ] = "all"
    journey: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9]{0,16}$",
            description="Journey on the map, by its code.",
            examples=["ab12cd34"],
        ),
        Code(),
        Owned(("Journeys",), Panel("trip"), bare="the first in the list"),
    ] = ""
    beside: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9]{0,16}$",
            description="Journey set beside it, by its code.",
            examples=["ab12cd34"],
        ),
        Code(),
        Owned(("Journeys",), Panel("trip")),
    ] = ""
    event: Annotated[
        str,
        IdOrNothing("event", "`geodata/tables/events.csv`"),
        Owned(("Timeline",), Panel("happened"), bare="the first that the map can show"),
        Field(
            description="Event that the map of the timeline is set to.",
            examples=["court-order-2022-07-05"],
        ),
    ] = ""
    order: Annotated[
        Literal["date", "article"],
        Word(),
        Owned(("Timeline",), Panel("happened")),
        Field(
            description="Order of the events: `date`, one list by date; `article`, what the "
            "article tells in its own order, then the others.",
            examples=["article"],
        ),
    ] = "date"
    tell: Annotated[
        tuple[str, ...],
        Ids("teller", "`article`, `others`, `later`"),
        Owned(("Timeline",), Panel("happened"), bare="all three"),
        Field(
            description="Whose events are listed: what the article tells (`article`), what other "
            "sources add to the same time (`others`), what came after it (`later`).",
            examples=["article,later"],
        ),
    ] = TELLERS
    step: Annotated[
        int,
        Field(
            ge=0,
            le=20,
            description="Step of the story; 0 is what comes before the first.",
            examples=["3"],
        ),
        Number(),
        Owned(("Story",), Panel("story_step")),
    ] = 0
    find: Annotated[
        str,
        Text(FIND_AT_MOST),
        Owned(("Sources",), TextField("find")),
        Field(
            description="What is looked for in sources, passages, figures and events.",
            examples=["Reuters"],
        ),
    ] = ""

    tab: Annotated[
        Literal["sources", "article", "figures", "rivals", "events", "endnotes", "unsourced"],
        Word(),
        Owned(("Sources",), Pick("tab")),
        Field(description="What is listed on the page of sources.", examples=["article"]),
    ] = "sources"

    @model_validator(mode="after")
    def _agree(self, info: ValidationInfo) -> Self:
        """Give the article its year, and what closes its place in the year."""
        # The model is frozen for everybody else.
        if self.asof == ARTICLE and self.year != ARTICLE_YEAR:
            self.__dict__["year"] = ARTICLE_YEAR
        if self.closed:
            closed, changes = settle(self.closed, self.year)
            self.__dict__["closed"] = tuple(closed)
            if isinstance(info.context, Reading):
                told = changes[:NAMED_AT_MOST]
                info.context.notices += [phrase("view-rest-kept", fault=str(one)) for one in told]
        return self

    @property
    def as_article(self) -> bool:
        """Whether nothing later than the article is to be shown."""
        return self.asof == ARTICLE

    def replaced(self, **parts: Any) -> Self:
        """Return the view with parts replaced by values that are known to be good.

        Parameters
        ----------
        **parts
            Values by attribute; they are not checked.
        """
        return self.model_copy(update=parts)


V = TypeVar("V", bound=View)

PARAMETERS = {part: one.name for part, one in parameters_of(View).items()}
"""Attribute of the view to parameter of the address, in the order in which they are written."""

LAT, LON = (parameters_of(View)[part].bounds for part in ("lat", "lon"))
"""Bounds of the map, degrees."""

ZOOM, STEP = (
    (int(low), int(high))
    for low, high in (parameters_of(View)[part].bounds for part in ("z", "step"))
)
"""Bounds of the map's zoom, and of the story's steps."""


def key_of(part: str) -> str:
    """Return the key of the widget that shows a part of the view.

    Parameters
    ----------
    part
        Attribute of the view.
    """
    return parameters_of(View)[part].key


@dataclass(frozen=True)
class Known(Vocabulary):
    """What a view may name, and what a bare address opens.

    Attributes
    ----------
    default
        The view of the bare address. Its class is that of every view read with this.
    data_version
        Version of the data.
    """

    default: View
    data_version: str = ""

    @property
    def corridors(self) -> tuple[str, ...]:
        """Ids of corridors, in the order of the data."""
        return self.ids["corridor"]


def known_from(atlas: Atlas, tables: Tables) -> Known:
    """Return what links may name in this data, and the bare address: the article's corridors.

    Parameters
    ----------
    atlas
        Corridors, places and states.
    tables
        Gates, events and transfers.
    """
    named = tuple(c for c, corridor in atlas.corridors.items() if corridor.in_article)
    gates = {
        role: tuple(dict.fromkeys(gate.gate_id for gate in tables.gates if gate.role == role))
        for role in ("origin", "market")
    }
    events = tuple(event.event_id for event in tables.events)
    return Known(
        ids={"corridor": tuple(atlas.corridors), "event": events, "teller": TELLERS, **gates},
        states=atlas.state_names,
        closable={one: atlas.name_of(one) for one in sorted(closable(atlas, tables.transfers))},
        default=View(routes=named, focus=named[0]),
        data_version=atlas.data_version,
    )


def accept(base: V, given: Mapping[str, Any], known: Known) -> tuple[V, list[str]]:
    """Replace parts of a view by foreign values, each only if it is good.

    Parameters
    ----------
    base
        The view whose parts stand where a value cannot be used.
    given
        Attribute of the view to text of an address or value of a widget; anything at all.
    known
        What may be named.

    Returns
    -------
    The view, and a notice for each value that cannot be used: plain text that names the
    parameter and the cure. Never raises.
    """
    view, notices, _ = read(base, given, known)
    return view, notices


def read(base: V, given: Mapping[str, Any], known: Known) -> tuple[V, list[str], frozenset[str]]:
    """Replace parts of a view by foreign values, and say which were refused.

    Parameters
    ----------
    base, given, known
        As in `accept`.

    Returns
    -------
    The view, the notices, and the attributes that were given and refused.
    """
    model = type(base)
    parameters, held = parameters_of(model), base.__dict__
    good = dict(given)
    notices: list[str] = []
    while True:
        reading = Reading(known, parameters, known.default.__dict__, held)
        try:
            # By attribute: what the base holds is of the field's type, and read as it is.
            view = model.model_validate({**held, **good}, context=reading)
        except ValidationError as fault:
            bad = _refused(fault, good, reading)
            notices += [text for one in bad.values() for text in one]
            if not bad.keys() & good.keys():
                return base, notices, frozenset(given)
            good = {part: value for part, value in good.items() if part not in bad}
        else:
            told = [text for text in reading.notices if text not in notices]
            return view, [*notices, *told], frozenset(given.keys() - good.keys())


def _refused(
    fault: ValidationError, given: Mapping[str, Any], reading: Reading
) -> dict[str, tuple[str, ...]]:
    """Return the notices on refused values, by attribute."""
    by_name = {one.name: part for part, one in reading.parameters.items()}
    found: dict[str, tuple[str, ...]] = {}
    for error in fault.errors(include_url=False, include_input=False):
        name = str(error["loc"][0]) if error["loc"] else ""
        part = by_name.get(name, name)
        if part in found:
            continue
        raised = error.get("ctx", {}).get("error")
        if isinstance(raised, RefusedError):
            found[part] = raised.notices
        elif part in given and part in reading.parameters:
            parameter = reading.parameters[part]
            at = At(parameter, reading, {})
            found[part] = (parameter.kind.refusal(given[part], at),)
        else:
            found[part] = ()
    return found
