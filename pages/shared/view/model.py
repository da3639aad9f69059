"""The view: everything that a link restores, each part with its bounds.

Whatever comes from outside passes this model: the address, widgets, what the map reports, the
steps of the story. What cannot be used is refused part by part and named; the rest is kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from routes.model.atlas import Atlas
from routes.model.errors import nearest_name
from routes.model.tables import Tables
from routes.network.closures import Closure, closable, read_closures
from routes.world.states import read_states

YEARS = range(2019, 2026)
ARTICLE, ARTICLE_YEAR = "article", 2022
"""As the article saw it: its year, and nothing that was said after July 2022."""

LAT, LON, ZOOM, STEP = (12.0, 74.0), (-40.0, 140.0), (3, 9), (1, 20)
"""Bounds of the map in degrees and zoom, and of the story's steps."""

NONE = "none"
FIND_AT_MOST = 80
TEXT_AT_MOST = 32_000
"""Longer text in one parameter is refused before anything is looked up in it."""
SHOWN_AT_MOST = 40
NAMED_AT_MOST = 3

ALIASES: dict[str, str] = {}
"""Ids once published and since renamed, old to new; a link with an old id stays valid."""


@dataclass(frozen=True)
class Known:
    """What a view may name: ids, state codes, what can close; the bare address; the data version.

    `choices` holds, by parameter, the ids of which one may be named.
    """

    corridors: tuple[str, ...]
    states: Collection[str]
    default: View
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data_version: str = ""
    closable: Collection[str] = ()


@dataclass
class Reading:
    """One reading of a view: what may be named, and notices on what could not be read."""

    known: Known
    notices: list[str] = field(default_factory=list)


def cut(text: str) -> str:
    """Shorten foreign text and keep its printable characters only, for a notice."""
    clean = "".join(c for c in text[: 4 * SHOWN_AT_MOST] if c.isprintable())
    return clean if len(clean) <= SHOWN_AT_MOST else clean[:SHOWN_AT_MOST] + "…"


def clean_text(text: str) -> str:
    """Keep what a link keeps of a search: printable characters, not too many."""
    return "".join(c for c in text[: 4 * FIND_AT_MOST] if c.isprintable())[:FIND_AT_MOST].strip()


def _reading(info: ValidationInfo) -> Reading | None:
    return info.context if isinstance(info.context, Reading) else None


def _text(value: Any) -> str:
    """Take text of bearable length."""
    if not isinstance(value, str):
        raise ValueError("is no text")
    if len(value) > TEXT_AT_MOST:
        raise ValueError(f"is longer than {TEXT_AT_MOST:,} characters")
    return value


def _items(value: Any) -> list[str]:
    """Take a list of ids: text with commas, or what a widget holds."""
    if isinstance(value, str):
        return [part.strip() for part in _text(value).split(",")]
    if isinstance(value, list | tuple | set | frozenset) and len(value) <= TEXT_AT_MOST:
        if all(isinstance(part, str) and len(part) <= TEXT_AT_MOST for part in value):
            return list(value)
    raise ValueError("is no list of ids")


def _name_unknown(reading: Reading, name: str, wrong: list[str], known: Iterable[str]) -> None:
    """Name at most three ids that are not known, each with the nearest that is."""
    for part in wrong[:NAMED_AT_MOST]:
        near = nearest_name(part, known) if known and len(part) <= 2 * SHOWN_AT_MOST else ""
        cure = near or "see the list on the page"
        reading.notices.append(f"{name}: '{cut(part)}' is not known; {cure}. The rest was kept.")
    if len(wrong) > NAMED_AT_MOST:
        reading.notices.append(f"{name}: {len(wrong) - NAMED_AT_MOST} more are not known.")


def _routes(value: Any, info: ValidationInfo) -> tuple[str, ...]:
    wanted = [ALIASES.get(part, part) for part in _items(value)]
    wanted = [part for part in dict.fromkeys(wanted) if part and part.lower() != NONE]
    reading = _reading(info)
    if reading is None:
        return tuple(wanted)
    corridors = reading.known.corridors
    wrong = [part for part in wanted if part not in corridors]
    _name_unknown(reading, "routes", wrong, corridors)
    found = tuple(c for c in corridors if c in set(wanted))
    if wrong and not found:
        raise ValueError("")  # each is named already
    return found


def _avoid(value: Any, info: ValidationInfo) -> tuple[str, ...]:
    wanted = [part for part in _items(value) if part and part.lower() != NONE]
    reading = _reading(info)
    if reading is None:
        return tuple(sorted(wanted))
    found, wrong = read_states(",".join(wanted), reading.known.states)
    _name_unknown(reading, "avoid", list(wrong), ())
    if wrong and not found:
        raise ValueError("")
    return tuple(sorted(found))


def _closed(value: Any, info: ValidationInfo) -> tuple[Closure, ...]:
    if not isinstance(value, str):
        if isinstance(value, tuple) and all(isinstance(one, Closure) for one in value):
            return value
        raise ValueError("is no list of closures")
    reading = _reading(info)
    if reading is None:
        raise ValueError("cannot be read without what can close")
    if value in ("", NONE):
        return ()
    found, faults = read_closures(value, reading.known.closable, info.data.get("year"))
    reading.notices += [f"{fault} The rest was kept." for fault in faults[:NAMED_AT_MOST]]
    if len(faults) > NAMED_AT_MOST:
        reading.notices.append(f"closed: {len(faults) - NAMED_AT_MOST} more cannot be read.")
    return tuple(found)


def _number(value: Any, low: float, high: float, whole: bool) -> float:
    """Take a finite number within bounds; text must be written plainly, in ASCII digits."""
    bounds = f"is not a number from {low:g} to {high:g}"
    if isinstance(value, str):
        form = r"\d{1,4}" if whole else r"-?\d{1,3}(\.\d{1,8})?"
        if not re.fullmatch(form, value, re.ASCII):
            raise ValueError(bounds)
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(bounds)
    if not math.isfinite(value) or not low <= value <= high:
        raise ValueError(bounds)
    if not whole:
        return round(float(value), 2)
    if value != int(value):
        raise ValueError(bounds)
    return int(value)


def _within(low: float, high: float, whole: bool = False) -> BeforeValidator:
    return BeforeValidator(lambda value: _number(value, low, high, whole))


def _choice(value: Any, info: ValidationInfo) -> str:
    """Take one id of a list; a blank means the default where the list has none."""
    text = ALIASES.get(text := _text(value), text)
    reading = _reading(info)
    if reading is None:
        return text
    name = PARAMETERS[str(info.field_name)]
    allowed = reading.known.choices.get(name, ())
    if text in allowed:
        return text
    if text in ("", NONE):
        return str(getattr(reading.known.default, str(info.field_name)))
    near = nearest_name(text, allowed) if len(text) <= SHOWN_AT_MOST * 2 else ""
    raise ValueError(f"is not known; {near or 'see the list on the page'}")


def _focus(value: Any, info: ValidationInfo) -> str:
    text = ALIASES.get(text := _text(value or ""), text)
    if text.lower() in ("", NONE):
        return ""
    reading = _reading(info)
    if reading is not None and text not in reading.known.corridors:
        near = nearest_name(text, reading.known.corridors) if len(text) <= SHOWN_AT_MOST * 2 else ""
        raise ValueError(f"is not known; {near or 'see the list on the page'}")
    return text


def _code(value: Any) -> str:
    """Take a code that only its page can look up."""
    text = _text(value or "")
    if text in ("", NONE):
        return ""
    if not re.fullmatch(r"[a-z0-9]{1,16}", text, re.ASCII):
        raise ValueError("cannot be read")
    return text


def _lang(value: Any) -> str:
    if value != "en":
        raise ValueError("only English is here so far (lang=en)")
    return "en"


def _find(value: Any) -> str:
    return clean_text(_text(value or ""))


class View(BaseModel):
    """Everything a link restores.

    Attributes
    ----------
    routes
        Corridors switched on, in the order of the data.
    avoid
        States to avoid, ISO 3166-1 alpha-2, sorted.
    year
        Year of the figures.
    asof
        "article": as the article saw it in July 2022; "now": with what came after.
    focus
        Corridor whose card is open, or "".
    closed
        What is closed, how much of it is left and for how many days.
    lat, lon, z
        Where the map stands, degrees and zoom.
    origin, market, only, journey, beside
        Journeys: from where, to where, "bypass" for those that bypass alone, the journey on the
        map and the one beside it by their codes.
    event
        Event that the timeline has set the map to, or "".
    step
        Step of the story, from 1.
    find
        What is looked for among the sources; plain text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    routes: Annotated[tuple[str, ...], BeforeValidator(_routes)]
    avoid: Annotated[tuple[str, ...], BeforeValidator(_avoid)] = ("RU",)
    year: Annotated[int, _within(YEARS[0], YEARS[-1], True)] = 2022
    focus: Annotated[str, BeforeValidator(_focus)] = ""
    closed: Annotated[tuple[Closure, ...], BeforeValidator(_closed)] = ()
    lat: Annotated[float, _within(*LAT)] = 45.5
    lon: Annotated[float, _within(*LON)] = 44.0
    z: Annotated[int, _within(*ZOOM, True)] = 4
    lang: Annotated[str, BeforeValidator(_lang)] = "en"
    asof: Annotated[str, BeforeValidator(_choice)] = "now"
    origin: Annotated[str, BeforeValidator(_choice), Field(alias="from")] = "tengiz"
    market: Annotated[str, BeforeValidator(_choice), Field(alias="to")] = "rotterdam"
    only: Annotated[str, BeforeValidator(_choice)] = "all"
    journey: Annotated[str, BeforeValidator(_code)] = ""
    beside: Annotated[str, BeforeValidator(_code)] = ""
    event: Annotated[str, BeforeValidator(_choice)] = ""
    step: Annotated[int, _within(*STEP, True)] = 1
    find: Annotated[str, BeforeValidator(_find)] = ""

    @model_validator(mode="after")
    def _article_has_its_year(self) -> Self:
        if self.asof == ARTICLE and self.year != ARTICLE_YEAR:
            # The model is frozen for everybody else.
            self.__dict__["year"] = ARTICLE_YEAR
        return self

    @property
    def as_article(self) -> bool:
        """Whether nothing later than the article is to be shown."""
        return self.asof == ARTICLE

    def replaced(self, **parts: Any) -> View:
        """Return the view with parts replaced by values that are known to be good."""
        return self.model_copy(update=parts)


PARAMETERS = {name: info.alias or name for name, info in View.model_fields.items()}
"""Attribute of the view to parameter of the address, in the order in which they are written."""


def known_from(atlas: Atlas, tables: Tables) -> Known:
    """Tell what links may name in this data, and the bare address: the article's corridors."""
    named = tuple(c for c, corridor in atlas.corridors.items() if corridor.in_article)
    choices = {
        "asof": ("now", ARTICLE),
        "only": ("all", "bypass"),
        "from": tuple(dict.fromkeys(g.gate_id for g in tables.gates if g.role == "origin")),
        "to": tuple(dict.fromkeys(g.gate_id for g in tables.gates if g.role == "market")),
        "event": tuple(event.event_id for event in tables.events),
    }
    default = View(routes=named, focus=named[0])
    return Known(
        tuple(atlas.corridors),
        atlas.state_names,
        default,
        choices,
        atlas.data_version,
        frozenset(closable(atlas, tables.transfers)),
    )


def accept(base: View, given: Mapping[str, Any], known: Known) -> tuple[View, list[str]]:
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
    good = dict(given)
    notices: list[str] = []
    while True:
        reading = Reading(known)
        # By attribute: the base's parts are good as they are, and are not read again.
        parts = {**{name: getattr(base, name) for name in PARAMETERS}, **good}
        try:
            view = View.model_validate(parts, context=reading)
        except ValidationError as fault:
            bad: dict[str, str] = {}
            for error in fault.errors(include_url=False, include_input=False):
                name = _attribute(str(error["loc"][0])) if error["loc"] else ""
                context = error.get("ctx") or {}
                bad.setdefault(name, str(context.get("error", error["msg"])))
            notices += _worded(bad, good, base, reading)
            if not bad.keys() & good.keys():
                return base, notices
            good = {name: value for name, value in good.items() if name not in bad}
        else:
            told = [text for text in reading.notices if text not in notices]
            return view, [*notices, *told]


def _attribute(name: str) -> str:
    """Return the attribute that an alias stands for."""
    return next((held for held, alias in PARAMETERS.items() if alias == name), name)


def _worded(
    bad: Mapping[str, str], given: Mapping[str, Any], base: View, reading: Reading
) -> list[str]:
    """Word why parts were refused."""
    notices = []
    for name, why in bad.items():
        parameter = PARAMETERS.get(name, name)
        if not why:
            notices += [text for text in reading.notices if text.startswith(f"{parameter}:")]
        elif name in {"year", "lat", "lon", "z", "step"}:
            kept = getattr(base, name)
            notices.append(f"{parameter}: '{cut(str(given[name]))}' {why}; {kept} is shown.")
        elif name == "lang":
            notices.append(f"lang={cut(str(given[name]))}: {why}.")
        elif name in given:
            notices.append(f"{parameter}: '{cut(str(given[name]))}' {why}. The rest was kept.")
    return notices
