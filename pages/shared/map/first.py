"""Draw what a reader sees first: the answer and the picture, in the page that the server sends.

Streamlit's page is empty until its scripts have run, which takes a slow phone ten seconds. This
is drawn of the address alone, without a session, and gives way to what the session draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl

from pages.shared import store
from pages.shared.cards.headline import headline_of
from pages.shared.cards.lead import lead_html
from pages.shared.frame.component import modules
from pages.shared.frame.embedded import caption_html
from pages.shared.map.map import frame_files, picture
from pages.shared.map.scenes import scene
from pages.shared.theme import THEME
from pages.shared.view import link
from pages.shared.view.drawn import by_borders
from pages.shared.view.model import View
from routes.files.load import load_sheets, static_version
from routes.language import in_language, phrase
from routes.model.borders import UN
from routes.model.errors import MultivectorError

SHEETS = ("app.css", "still.css", "first.css")
SCRIPT = "first.js"


def first_html(query: str) -> str:
    """Render the first picture of page Map for an address; "" where the data are not read yet.

    Parameters
    ----------
    query
        What stands after the question mark, escaped.
    """
    if not store.ready():
        return ""
    params = dict(parse_qsl(query[: link.QUERY_AT_MOST], keep_blank_values=True))
    with by_borders(UN):
        view, _ = link.parse(params, store.library().known)
    try:
        with in_language(view.lang), by_borders(view.borders):
            drawn = _drawn(view, placed=link.names_place(params), embedded=_embeds(params))
    except MultivectorError:
        return ""  # the page says what is wrong with the data
    embedded = " mv-first-embedded" if _embeds(params) else ""
    # The sheet goes when the picture gives way: later than the page's own, it would win over that.
    style = f"<style>{THEME.css()}{_sheets()}</style>"
    return f'<div class="mv-first{embedded}">{style}{drawn}</div>'


@store.kept(1, in_words=False, by_lines=False)
def fetched() -> tuple[str, list[str], list[tuple[str, str]]]:
    """Return what is fetched of `static/`, seen from the page.

    Returns
    -------
    The script that runs before all others; modules of components; files of the map's frame, each
    with its kind.
    """
    script = f"app/static/{SCRIPT}?v={static_version((SCRIPT,))}"
    return script, modules(), frame_files(store.library().atlas.data_version)


@store.kept(1, in_words=False, by_lines=False)
def _sheets() -> str:
    return load_sheets(SHEETS)


def _embeds(params: Mapping[str, str]) -> bool:
    return params.get("embed", "").lower() == "true"


def _drawn(view: View, placed: bool, embedded: bool) -> str:
    found = scene("Map", view, store.library())
    shown = replace(found.drawing, fit="" if placed else "shown").shown(found.place)
    said = headline_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
    # What unfolds is left out: nobody opens it within these seconds.
    lead = lead_html(said.lead, said.count, (said.cargo, said.rest))
    top = (
        caption_html(phrase("frame-page-Map"), f"?{link.query_of(view, placed=placed)}")
        if embedded
        else '<div class="mv-first-top"><span class="mv-brand">Multivector</span></div>'
    )
    return (
        f"{top}"
        f'<div class="mv-first-lead">{lead}</div>'
        f'<div class="mv-first-map">{picture(shown)}</div>'
    )
