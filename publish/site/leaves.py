"""Tell what stands on each page of the site: its address, its view, its cards.

Cards and sentences are those of the app. What in them leads to a page of the app leads to the page
of the site that has it, and is plain text where none has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from markupsafe import Markup

from pages.shared import store
from pages.shared.cards.badges import Badge, badge
from pages.shared.cards.citations import Citations
from pages.shared.cards.closure import closure_html, range_html
from pages.shared.cards.corridor import corridor_html
from pages.shared.cards.corridors import table_html
from pages.shared.cards.headline import headline_of
from pages.shared.cards.journey import LIST, journeys_list, setting_of
from pages.shared.cards.story import closing_html, headings, opening_html, steps_html
from pages.shared.map.scenes import has_map, scene, told_by
from pages.shared.pickers.closures import PRESETS, Preset, preset_label
from pages.shared.pickers.switches import BY_HAND, grouped
from pages.shared.view.model import View
from publish.said import said
from publish.site.browser import Key, key_text, marks, names_avoided, sets_avoided
from publish.viewed import Viewed, read
from routes.evidence.story import fill
from routes.language import date, km, number, phrase
from routes.model.terms import ARTICLE_YEAR, RUSSIA, YEARS
from routes.network.balance import nearest_year
from routes.network.journeys import Journey
from routes.network.network import END, START, gate

AVOID: Key = (RUSSIA,)
"""States to avoid that pages begin with."""
FIRST = "index.html"
SETS = (
    "corridors",
    "legs",
    "places",
    "journeys",
    "closures",
    "years",
    "verdicts",
    "figures",
    "events",
    "sources",
)
"""Sets of data, by the names of their files."""
Kind = Literal["map", "corridor", "journey", "closure", "year", "story", "list"]
ANCHOR = re.compile(r'<a\b([^>]*?)\bhref="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
"""A link in a card; cards hold no link within a link."""
TO_EVENT = re.compile(r"Timeline\?(?:[^\"]*&amp;)?event=([a-z0-9-]+)")
HERE = re.compile(r"(?:https?:|mailto:|#)")
"""What a link begins with that stays as it is."""


@dataclass(frozen=True)
class Link:
    """A way to another page.

    Attributes
    ----------
    path
        Its path from the root of the site.
    text
        What the link says.
    badge
        Verdict beside it, or None.
    note
        What else stands beside it, or "".
    """

    path: str
    text: str
    badge: Badge | None = None
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Links under a heading.

    Attributes
    ----------
    title
        The heading; "" for none.
    links
        The links.
    """

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Leaf:
    """A page of the site.

    Attributes
    ----------
    path
        Its path from the root of the site.
    kind
        What it tells of.
    viewed
        The view that it shows, in the app's own terms.
    label
        What it is of, in front of its heading; "" for nothing.
    heading
        Its heading.
    lead, count
        Sentences in which `**` encloses what should be bold.
    cards
        What is told: HTML in which every value is escaped.
    corridor
        Corridor that it tells of, or "".
    verdicts
        Of its journey, the verdict by set of states, as `browser.marks` returns it.
    near
        Pages before and after it, and above it.
    groups
        Lists of pages.
    sets
        Names of the data files that hold what it tells.
    """

    path: str
    kind: Kind
    viewed: Viewed
    label: str
    heading: str
    lead: str
    count: str = ""
    cards: Markup | str = ""
    corridor: str = ""
    verdicts: Mapping[str, list[str]] = field(default_factory=dict)
    near: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    sets: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The way from its folder to the root of the site."""
        return "../" * self.path.count("/")

    @property
    def has_switches(self) -> bool:
        """Whether a reader switches corridors on it."""
        return self.kind in ("map", "year")


def led(html: str, root: str | None) -> Markup:
    """Lead the links of cards to pages of the site, and make text of those that lead to none.

    Parameters
    ----------
    html
        Cards, in which every value is escaped.
    root
        The way to the root of the site; None for a page that stands alone.
    """

    def _link(found: re.Match[str]) -> str:
        href, text = found[2], found[4]
        if HERE.match(href):
            return found[0]
        event = TO_EVENT.match(href)
        if event and root is not None:
            return f'<a href="{root}events.html#event-{event[1]}">{text}</a>'
        return f"<span>{text}</span>"

    return Markup(ANCHOR.sub(_link, html))  # noqa: S704  cards escape their values


def _lead(viewed: Viewed) -> str:
    """Return the sentences with which a page of the app leads, with what is bold."""
    return " ".join(said(viewed).marked)


def _read(page: str, query: str) -> Viewed:
    return read(page, f"avoid={key_text(AVOID)}&{query}")


@dataclass(frozen=True)
class Way:
    """A journey with the gates between which it is listed.

    Attributes
    ----------
    origin, market
        Ids of its gates.
    journey
        The journey, judged against the states that pages begin with.
    name
        Its name among those of its gates.
    verdicts
        Its verdict by set of states.
    """

    origin: str
    market: str
    journey: Journey
    name: str
    verdicts: Mapping[str, list[str]]

    @property
    def path(self) -> str:
        """Path of its page."""
        return f"journey/{self.journey.code}.html"


@dataclass(frozen=True)
class Book:
    """All pages of the site, in the language and by the borders set.

    Attributes
    ----------
    year
        Year that pages begin with.
    """

    year: int = ARTICLE_YEAR

    def leaves(self) -> Iterator[Leaf]:
        """Yield every page, the first one first."""
        yield self.first()
        yield from self.corridors()
        yield from self.closures()
        yield from self.years()
        yield from self.story()
        yield self.events()
        yield self.data()
        yield self.journey_list()
        for way in self.ways:
            yield self.journey(way)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every journey that the app lists between its gates, in the order of its lists."""
        return tuple(_ways(self.year))

    def _map(self, path: str, kind: Kind, viewed: Viewed, heading: str, **more: Any) -> Leaf:
        view = viewed.view
        told = headline_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
        return Leaf(
            path, kind, viewed, more.pop("label", ""), heading, told.lead, told.count, **more
        )

    def first(self) -> Leaf:
        """Return the first page: the map, its switches, and the way to all others."""
        viewed = _read("Map", f"year={self.year}")
        groups = (
            Group(phrase("site-menu-closures"), tuple(self._closure_links())),
            Group(phrase("site-menu-years"), tuple(self._year_links())),
            Group(phrase("site-menu-story"), tuple(self._story_links())),
        )
        return self._map(
            FIRST,
            "map",
            viewed,
            phrase("site-index"),
            cards=self._table(viewed.view),
            groups=groups,
            sets=("corridors", "legs", "places", "verdicts", "figures", "sources"),
        )

    def _table(self, view: View) -> Markup:
        html = table_html(view.routes, frozenset(view.avoid), view.year, view.as_article)
        return led(html, "")

    def corridors(self) -> Iterator[Leaf]:
        """Yield the page of each corridor."""
        atlas = store.library().atlas
        names = list(atlas.corridors)
        for n, corridor_id in enumerate(names):
            viewed = _read("Map", f"routes={corridor_id}&focus={corridor_id}&year={self.year}")
            path = f"corridor/{corridor_id}.html"
            beside = {"site-earlier": n - 1, "site-later": n + 1}
            near = [(message, names[at]) for message, at in beside.items() if 0 <= at < len(names)]
            yield self._map(
                path,
                "corridor",
                viewed,
                atlas.corridors[corridor_id].name,
                label=phrase("site-of-corridor"),
                cards=led(corridor_html(corridor_id, frozenset(AVOID), self.year), "../"),
                corridor=corridor_id,
                near=tuple(
                    _near(message, f"corridor/{other}.html", atlas.corridors[other].name)
                    for message, other in near
                ),
                sets=("corridors", "legs", "verdicts", "figures", "sources"),
            )

    def closures(self) -> Iterator[Leaf]:
        """Yield the list of closures, and the page of each."""
        links = tuple(self._closure_links())
        viewed = _read("Closure", f"year={self.year}")
        heading = phrase("site-closures")
        groups = (Group("", links),)
        sets = ("closures", "legs", "figures", "sources")
        yield Leaf(
            "closures.html", "list", viewed, "", heading, _lead(viewed), groups=groups, sets=sets
        )
        for preset_id, preset in PRESETS.items():
            year = preset.year or self.year
            viewed = _read("Closure", f"closed={preset.closed}&year={year}")
            view = viewed.view
            year = nearest_year(store.library().balances, view.year)
            ranges = range_html(year, view.closed, view.as_article)
            card = closure_html(year, view.closed, view.case, view.as_article)
            yield Leaf(
                f"closure/{preset_id}.html",
                "closure",
                viewed,
                phrase("site-of-closure"),
                _closure_name(preset_id, preset),
                _lead(viewed),
                cards=led(f"{ranges}{card}", "../"),
                near=(Link("closures.html", heading),),
                sets=sets,
            )

    def years(self) -> Iterator[Leaf]:
        """Yield the page of each year: its map, and its balance."""
        for year in YEARS:
            viewed = _read("Map", f"year={year}")
            view = viewed.view
            balance = nearest_year(store.library().balances, year)
            cards = Markup("{}{}").format(
                self._table(view),
                led(closure_html(balance, (), view.case, False), "../") if balance == year else "",
            )
            yield self._map(
                f"year/{year}.html",
                "year",
                viewed,
                phrase("site-year", year=year),
                label=phrase("site-of-year"),
                cards=cards,
                near=tuple(
                    _near(message, f"year/{other}.html", str(other))
                    for message, other in (("site-earlier", year - 1), ("site-later", year + 1))
                    if other in YEARS
                ),
                sets=("years", "legs", "figures", "sources"),
            )

    def story(self) -> Iterator[Leaf]:
        """Yield the page of each step of the story, its opening and its end among them."""
        names = headings()
        for step, heading in enumerate(names):
            viewed = _read("Story", f"step={step}&year={self.year}")
            beside = {"site-earlier": step - 1, "site-later": step + 1}
            yield Leaf(
                f"story/{step}.html",
                "story",
                viewed,
                phrase("site-of-story"),
                heading,
                _lead(viewed),
                cards=led(step_html(viewed.view), "../"),
                near=tuple(
                    _near(message, f"story/{at}.html", names[at])
                    for message, at in beside.items()
                    if 0 <= at < len(names)
                ),
                sets=("events", "corridors", "legs", "sources"),
            )

    def events(self) -> Leaf:
        """Return the list of events, to which cards lead."""
        days = sorted(one.date for one in store.library().tables.events if one.date)
        told = phrase(
            "site-events-told", n=number(len(days)), first=date(days[0]), last=date(days[-1])
        )
        return Leaf(
            "events.html",
            "list",
            _read("Timeline", ""),
            "",
            phrase("site-events"),
            told,
            sets=("events", "sources"),
        )

    def data(self) -> Leaf:
        """Return the list of all data."""
        version = store.library().atlas.data_version
        return Leaf(
            "data.html",
            "list",
            _read("Sources", ""),
            "",
            phrase("site-data"),
            phrase("site-data-about", version=version),
            phrase("site-data-licence"),
            sets=SETS,
        )

    def journey_list(self) -> Leaf:
        """Return the list of journeys, by the gates between which they go."""
        pairs: dict[tuple[str, str], list[Link]] = {}
        names = store.library().atlas.state_names
        good = sum(way.journey.judged.verdict == "bypasses" for way in self.ways)
        told = phrase(
            "site-journeys-told",
            n=number(len(self.ways)),
            bypass=number(good),
            avoid=names_avoided(AVOID),
        )
        for way in self.ways:
            one = way.journey
            mark = badge(one.judged, one.status, frozenset(AVOID), names)
            link = Link(way.path, way.name, mark)
            pairs.setdefault((way.origin, way.market), []).append(link)
        return Leaf(
            "journeys.html",
            "list",
            _read("Journeys", f"year={self.year}"),
            "",
            phrase("site-journeys"),
            told,
            groups=tuple(
                Group(
                    phrase("site-pair", origin=_gate(origin, START), market=_gate(market, END)),
                    tuple(links),
                )
                for (origin, market), links in pairs.items()
            ),
            sets=("journeys", "legs", "places", "verdicts"),
        )

    def journey(self, way: Way) -> Leaf:
        """Return the page of a journey.

        Parameters
        ----------
        way
            The journey.
        """
        code, ends = way.journey.code, (way.origin, way.market)
        query = f"from={way.origin}&to={way.market}&journey={code}&year={self.year}"
        viewed = _read("Journeys", query)
        origin, market = _gate(way.origin, START), _gate(way.market, END)
        goods = gate(store.library().tables, START, way.origin).goods
        setting = setting_of(ends, frozenset(AVOID), self.year, False, ())
        cite = Citations(store.library().tables)
        card = LIST.fill(journeys_list(setting, cite, [way.journey], goods == "oil"))
        return Leaf(
            way.path,
            "journey",
            viewed,
            phrase("site-of-journey"),
            phrase("site-journey", origin=origin, market=market, name=way.name),
            phrase(
                "site-journey-told",
                km=km(way.journey.judged.length_km),
                avoid=names_avoided(AVOID),
                verdict=way.verdicts[key_text(AVOID)][1],
            ),
            cards=led(card, "../"),
            verdicts=way.verdicts,
            near=(Link("journeys.html", phrase("site-journeys")),),
            sets=("journeys", "legs", "verdicts"),
        )

    def _closure_links(self) -> Iterator[Link]:
        for preset_id, preset in PRESETS.items():
            yield Link(f"closure/{preset_id}.html", _closure_name(preset_id, preset))

    def _year_links(self) -> Iterator[Link]:
        for year in YEARS:
            yield Link(f"year/{year}.html", str(year))

    def _story_links(self) -> Iterator[Link]:
        for step, heading in enumerate(headings()):
            yield Link(f"story/{step}.html", heading)


def _near(message: str, path: str, name: str) -> Link:
    earlier = message == "site-earlier"
    return Link(path, phrase("site-earlier" if earlier else "site-later", name=name))


def _closure_name(preset_id: str, preset: Preset) -> str:
    label = preset_label(preset_id)
    return label if preset.year is None or str(preset.year) in label else f"{label}, {preset.year}"


def _gate(gate_id: str, role: str) -> str:
    return gate(store.library().tables, role, gate_id).name_en


def step_html(view: View) -> str:
    """Render one part of the story: its opening, a step, or its end.

    Parameters
    ----------
    view
        Names the step.
    """
    lib = store.library()
    rows = lib.tables.story.rows
    if view.step == 0:
        return opening_html(view.as_article)
    if view.step > len(rows):
        return closing_html(view)
    row = rows[view.step - 1]
    shown = told_by(row.view, view, lib)
    judged = store.judged_all(frozenset(shown.avoid), view.as_article)
    stood = store.corridors_stood(view.year, view.as_article)
    statuses = {corridor_id: one.status for corridor_id, one in stood.items()}
    says = {row.step: fill(row.says_map, lib.atlas, judged, statuses, shown.routes)}
    return steps_html(says, lib.tables, view.as_article)


def _pairs() -> list[tuple[str, str]]:
    """List the gates between which journeys go: origin, and a market that takes what it gives."""
    gates = store.library().tables.gates
    starts, ends = ([one for one in gates if one.role == role] for role in (START, END))
    return [(a.gate_id, b.gate_id) for a in starts for b in ends if a.goods == b.goods]


def _ways(year: int) -> Iterator[Way]:
    for ends in _pairs():
        found = store.journeys_of(*ends, frozenset(AVOID), year)
        verdicts: dict[str, dict[str, list[str]]] = {one.code: {} for one in found}
        for key in sets_avoided() if found else ():
            same = store.journeys_of(*ends, frozenset(key), year)
            judged = {one.code: one.judged for one in same}
            statuses = {one.code: one.status for one in same}
            for code, mark in marks(judged, statuses, key).items():
                verdicts[code][key_text(key)] = mark
        names = setting_of(ends, frozenset(AVOID), year, False, ()).names
        for one in found:
            yield Way(*ends, one, names[one.code], verdicts[one.code])


def rows(leaf: Leaf) -> Sequence[Mapping[str, Any]]:
    """List the switches of a page, in their groups, as the app's panel has them.

    Parameters
    ----------
    leaf
        A page with switches.
    """
    view, atlas = leaf.viewed.view, store.library().atlas
    judged = store.judged_all(frozenset(view.avoid), view.as_article)
    return grouped(atlas, judged, view)


def presets() -> list[tuple[str, list[str]]]:
    """List the sets of corridors that a button shows: its words, its corridors."""
    atlas = store.library().atlas
    every = [c for c, one in atlas.corridors.items() if one.group != BY_HAND]
    return [
        (phrase("picker-corridors-article"), [c for c in every if atlas.corridors[c].in_article]),
        (phrase("picker-corridors-all"), every),
        (phrase("picker-corridors-none"), []),
    ]


@dataclass(frozen=True)
class Told:
    """A verdict, and the states for which it is told.

    Attributes
    ----------
    keys
        Sets of states, as the address names them, with spaces between.
    names
        Their names.
    mark
        The verdict, as `browser.marks` has it.
    """

    keys: str
    names: tuple[str, ...]
    mark: list[str]


def by_state(leaf: Leaf) -> list[Told]:
    """List the verdicts of a page's corridor or journey, each with the states that it is told for.

    Parameters
    ----------
    leaf
        The page.
    """
    found: dict[tuple[str, ...], list[Key]] = {}
    for key in sets_avoided():
        if key and (mark := _mark(leaf, key)):
            found.setdefault(tuple(mark), []).append(key)
    return [
        Told(" ".join(map(key_text, keys)), tuple(map(names_avoided, keys)), list(mark))
        for mark, keys in found.items()
    ]


def _mark(leaf: Leaf, key: Key) -> list[str]:
    if not leaf.corridor:
        return leaf.verdicts.get(key_text(key), [])
    judged = store.judged_all(frozenset(key))[leaf.corridor]
    status = store.corridors_stood(leaf.viewed.view.year)[leaf.corridor].status
    return marks({"": judged}, {"": status}, key)[""]


def config(leaf: Leaf) -> dict[str, Any]:
    """Return what the script of a page is told of it; see `static/site/host.js`.

    Parameters
    ----------
    leaf
        A page with a map.
    """
    view, lib = leaf.viewed.view, store.library()
    if not has_map(leaf.viewed.page):
        return {}
    found = scene(leaf.viewed.page, view, lib)
    drawing = found.drawing
    return {
        "view": {"year": view.year, **drawing.message()},
        "place": list(found.place),
        "legs": leaf.viewed.page == "Journeys" and not leaf.viewed.placed and bool(drawing.legs),
        "fit": leaf.viewed.page == "Map" and not leaf.viewed.placed,
        "switches": leaf.has_switches,
        "sentence": leaf.has_switches,
    }
