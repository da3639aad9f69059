"""Answer with pictures of a view."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.shared import store
from pages.shared.view.parameter import cut
from publish.answer import UNPROCESSABLE, is_known, problem
from publish.drawing.card import card
from publish.drawing.picture import PARTS, SCALES, Part, picture
from publish.drawing.press import FORMS, Form, looks
from publish.viewed import PAGE, START, Viewed, read
from publish.web.asked import root_of
from publish.web.kept import Kept
from routes.language import phrase

MOST_BYTES: Final = 32_000_000
"""Cards that are kept: some hundred and fifty."""
LONG_S: Final = 86_400
"""Seconds for which a card may be kept whose address names the version of its data."""
SHORT_S: Final = 300
"""The same of one whose address does not."""

CARDS = Kept(MOST_BYTES)

TYPES: Final[dict[Form, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "pdf": "application/pdf",
}
PART, SCALE = "part", "scale"
"""Parameters of a picture's address beside those of the view."""
PICTURE_BYTES: Final = 32_000_000
"""Pictures to take away that are kept: more than a hundred."""
NAMED: Final = 3
"""Corridors, or states, that the name of a file tells."""

PICTURES = Kept(PICTURE_BYTES)


async def _card(request: Request) -> Response:
    page, query = request.query_params.get(PAGE, START), request.url.query
    viewed = await to_thread.run_sync(read, page, query)
    version = store.library().atlas.data_version
    tag = tag_of(viewed)
    named = request.query_params.get("d") == version
    headers = {
        "cache-control": f"public, max-age={LONG_S if named else SHORT_S}",
        "etag": tag,
    }
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    image = await CARDS.get(tag, lambda: card(viewed))
    return Response(image, media_type="image/png", headers=headers)


async def draw_first() -> None:
    """Draw the card of the first page, and keep it: what all cards share is read and made by it."""
    viewed = await to_thread.run_sync(read, START, "", abandon_on_cancel=True)
    await CARDS.get(tag_of(viewed), lambda: card(viewed))


def tag_of(viewed: Viewed) -> str:
    """Return what a picture of a view is known by: it changes with the data and with our looks.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    told = (viewed.page, viewed.query, str(bool(viewed.notices)), looks())
    return f'"{hashlib.sha256("|".join(told).encode()).hexdigest()[:24]}"'


@dataclass(frozen=True)
class Wanted:
    """A picture that was asked for.

    Attributes
    ----------
    viewed
        The page and its view.
    form
        Kind of file.
    part
        What of the page.
    scale
        Pixels of a PNG to one of the drawing.
    root
        Address of the app, for the link in the picture.
    """

    viewed: Viewed
    form: Form
    part: Part
    scale: int
    root: str

    def made(self) -> bytes:
        """Draw it."""
        return picture(self.viewed, self.form, self.scale, self.part, self.root)

    def tag(self) -> str:
        """Return what it is known by, as `tag_of`."""
        own = (tag_of(self.viewed), *self.viewed.notices, self.form, self.part, str(self.scale))
        whole = "|".join((*own, self.root)).encode(errors="replace")
        return f'"{hashlib.sha256(whole).hexdigest()[:24]}"'

    def file(self) -> str:
        """Return the name of its file: what is shown, and of which data."""
        viewed, view = self.viewed, self.viewed.view
        told: list[str] = [viewed.page]
        if viewed.page == "Map":
            told += view.routes if len(view.routes) <= NAMED else [f"{len(view.routes)}-corridors"]
        told += [f"avoid-{'-'.join(view.avoid)}"] if 0 < len(view.avoid) <= NAMED else []
        told += [str(view.year), self.part]
        name = re.sub(r"[^a-z0-9-]+", "-", "-".join(told).lower())
        sized = f"@{self.scale}x" if self.form == "png" and self.scale != 1 else ""
        version = store.library().known.data_version
        return f"multivector-{name}-{version}{sized}.{self.form}"


async def _picture(request: Request) -> Response:
    form, params = request.path_params["form"], request.query_params
    part, scale = params.get(PART, PARTS[0]), params.get(SCALE, "1")
    scales = [str(one) for one in SCALES]
    for name, given, valid in (
        ("form", form, FORMS),
        (PART, part, PARTS),
        (SCALE, scale, scales),
    ):
        if given not in valid:
            return _refused(name, given, valid)
    query = "&".join(
        one for one in request.url.query.split("&") if one.partition("=")[0] not in {PART, SCALE}
    )
    viewed = await to_thread.run_sync(read, params.get(PAGE, START), query)
    root = root_of(request.scope)
    wanted = Wanted(viewed, cast("Form", form), cast("Part", part), int(scale), root)
    tag = wanted.tag()
    name = wanted.file()
    headers = {
        "cache-control": "no-cache",
        "etag": tag,
        "content-disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
    }
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    image = await PICTURES.get(tag, wanted.made)
    return Response(image, media_type=TYPES[wanted.form], headers=headers)


def _refused(name: str, given: str, valid: Sequence[str]) -> Response:
    """Answer what no picture can be made of, with what can."""
    told = phrase("picture-refused", name=name, given=cut(given), valid=", ".join(valid))
    return problem(422, UNPROCESSABLE, detail=told, parameter=name, valid=list(valid))


ROUTES = [Route("/card.png", _card), Route("/take/picture.{form}", _picture)]
