"""Write a page of the site as HTML."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.sentence import bold
from pages.shared.cards.template import ENVIRONMENT
from pages.shared.phrases import GLOBALS
from publish.package.linked import linked
from publish.site import leaves
from publish.site.browser import key_text, names_avoided
from publish.site.leaves import Group, Leaf, Link, Told
from publish.site.sets import FOLDER, Written
from routes.evidence.citation import ARTICLE_ID
from routes.language import date, language, number, phrase
from routes.model.terms import YEARS

GENERATOR = "Multivector"
"""What every page that is written here names as its maker: such a file may be written over."""
DESCRIBED = 300
"""Characters of a description at most; what reads it shows less."""


@dataclass(frozen=True)
class Shell:
    """What a page takes from around it.

    Attributes
    ----------
    style
        Its sheet: a link or the text itself.
    scripts
        Its scripts, the same.
    icon, picture, ground, card
        Addresses of its icon, of the picture of its map, of what that lies over, and of the card
        for previews; "" for none.
    menu
        Ways to the parts of the site; none for a page that stands alone.
    files
        The data files of its sets, by their name.
    """

    style: Markup
    scripts: Markup
    icon: str
    picture: str
    ground: str = ""
    card: str = ""
    menu: tuple[Link, ...] = ()
    files: Mapping[str, tuple[Written, ...]] | None = None


@dataclass(frozen=True)
class Files:
    """A set of data with its files."""

    title: str
    files: tuple[Written, ...]


@dataclass(frozen=True)
class EventLine:
    """An event of the list: its id, when it was, what it was, and who tells it."""

    id: str
    date: str
    title: str
    source: SourceLink | None


@dataclass(frozen=True)
class PageModel:
    """What fills the template; names are those of `Leaf`, `Shell` and the template's own parts."""

    root: str
    lang: str
    kind: str
    generator: str
    title: str
    description: str
    card: str
    icon: str
    style: Markup
    scripts: Markup
    linked: Markup
    menu: tuple[Link, ...]
    menu_at: str
    label: str
    heading: str
    lead: Markup
    count: Markup
    near: tuple[Link, ...]
    config: Markup
    picture: str
    ground: str
    alt: str
    avoided: str
    verdict: list[str]
    years: Sequence[int]
    year: int
    on: tuple[str, ...]
    presets: list[tuple[str, list[str]]]
    groups_of_rows: Sequence[Mapping[str, Any]]
    corridor_pages: Mapping[str, str]
    cards: Markup
    by_state: list[Told]
    events: tuple[EventLine, ...]
    groups: tuple[Group, ...]
    files: tuple[Files, ...]
    known: Markup
    article: Markup
    version: str


@cache
def _template() -> jinja2.Template:
    own = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([loader for loader in (own, ENVIRONMENT.loader) if loader]),
        autoescape=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(GLOBALS)
    return environment.get_template("page.html")


def inline(content: bytes, kind: str) -> str:
    """Write a file as an address that needs no file.

    Parameters
    ----------
    content
        The file.
    kind
        Its media type.
    """
    if kind == "image/svg+xml":
        return f"data:{kind},{quote(content.decode(), safe=' =:/?,;@()!*+-._~')}"
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def _marked(text: str) -> Markup:
    return Markup(bold(escape(text)))  # noqa: S704  escaped


def _article() -> Markup:
    source = Citations(store.library().tables).source(ARTICLE_ID)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(source.url, source.title)


def _known(version: str) -> Markup:
    far = store.library().coverage
    text = phrase(
        "frame-coverage",
        version=version,
        last=date(far.last_event),
        excerpts=number(far.excerpts),
        sources=number(far.sources),
        general=number(far.general),
        places=number(far.places),
    )
    return _marked(text)


def _linked(leaf: Leaf, files: Mapping[str, tuple[Written, ...]]) -> Markup:
    """Describe a page to machines as `linked` does, with the addresses of the site."""
    described = linked(leaf.viewed)
    if leaf.kind == "journey":  # what all of them would say again stands in their list
        described = [one for one in described if one.get("@type") == "WebPage"]
    for one in described:
        if one.get("@type") in {"WebPage", "Dataset"}:
            one |= {"name": _title(leaf), "description": _described(leaf)}
            one["url"] = Path(leaf.path).name
        if "isPartOf" in one:
            one["isPartOf"] = {**one["isPartOf"], "url": f"{leaf.root}{leaves.FIRST}"}
        if "distribution" in one:
            one["distribution"] = [
                {
                    "@type": "DataDownload",
                    "contentUrl": f"{leaf.root}{FOLDER}/{file.path}",
                    "encodingFormat": file.form,
                }
                for name in leaf.sets[:1]
                for file in files.get(name, ())
            ]
    return htmlsafe_json_dumps(described, _compact)


def _compact(content: Any, **_: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _title(leaf: Leaf) -> str:
    return f"{leaf.heading} · Multivector"


def _described(leaf: Leaf) -> str:
    return _plain(" ".join(filter(None, (leaf.lead, leaf.count))))


def _events(leaf: Leaf) -> tuple[EventLine, ...]:
    if leaf.path != "events.html":
        return ()
    tables = store.library().tables
    cite = Citations(tables)
    rows = sorted(tables.events.rows, key=lambda row: row.date or "")
    return tuple(
        EventLine(
            row.event_id,
            date(row.date) if row.date else "",
            row.title,
            cite.source(row.source_id) if row.source_id else cite.source(ARTICLE_ID),
        )
        for row in rows
    )


def _plain(text: str) -> str:
    bare = text.replace("**", "")
    return bare if len(bare) <= DESCRIBED else f"{bare[: DESCRIBED - 1].rsplit(' ', 1)[0]}…"


def html(leaf: Leaf, shell: Shell) -> str:
    """Render a page.

    Parameters
    ----------
    leaf
        What it tells.
    shell
        What it takes from around it.

    Returns
    -------
    HTML in which every value is escaped.
    """
    view = leaf.viewed.view
    config = leaves.config(leaf) if leaf.kind != "list" else {}
    version = store.library().atlas.data_version
    avoid = tuple(sorted(view.avoid))
    by_state = leaves.by_state(leaf) if leaf.corridor or leaf.verdicts else []
    files = shell.files or {}
    section = next((one.path for one in shell.menu if _in_section(leaf, one)), "")
    model = PageModel(
        root=leaf.root,
        lang=language(),
        kind=leaf.kind,
        generator=GENERATOR,
        title=_title(leaf),
        description=_described(leaf),
        card=shell.card,
        icon=shell.icon,
        style=shell.style,
        scripts=shell.scripts,
        linked=_linked(leaf, files),
        menu=shell.menu,
        menu_at=section,
        label=leaf.label,
        heading=leaf.heading,
        lead=_marked(leaf.lead),
        count=_marked(leaf.count),
        near=leaf.near if shell.menu else (),
        config=htmlsafe_json_dumps(config, _compact) if config else Markup(),
        picture=shell.picture,
        ground=shell.ground,
        alt=phrase("site-picture"),
        avoided=names_avoided(avoid),
        verdict=next((one.mark for one in by_state if key_text(avoid) in one.keys.split()), []),
        years=YEARS if leaf.kind == "map" else (),
        year=view.year,
        on=tuple(view.routes),
        presets=leaves.presets() if leaf.has_switches else [],
        groups_of_rows=leaves.rows(leaf) if leaf.has_switches else (),
        corridor_pages={c: f"corridor/{c}.html" for c in store.library().atlas.corridors},
        cards=Markup(leaf.cards),  # noqa: S704  cards escape their values
        by_state=by_state,
        events=_events(leaf),
        groups=leaf.groups if shell.menu else (),
        files=tuple(Files(phrase(f"site-set-{name}"), files[name]) for name in leaf.sets if files),
        known=_known(version),
        article=_article(),
        version=version,
    )
    return _template().render(model=model).lstrip()


def _in_section(leaf: Leaf, link: Link) -> bool:
    """Return whether a page stands in the part of the site that a link of the menu leads to."""
    if leaf.path == link.path:
        return True
    folder = leaf.path.partition("/")[0] if "/" in leaf.path else ""
    return bool(folder) and link.path in {f"{folder}s.html", f"{folder}/{_START.get(folder, '')}"}


_START = {"year": f"{YEARS[-1]}.html", "story": "0.html"}
