"""Answer with the data of a view, as files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Final, NamedTuple
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.shared import store
from pages.shared.map.scenes import has_map
from pages.shared.view.parameter import cut
from publish.answer import UNPROCESSABLE, is_known, problem
from publish.take.files import FORMS, GEO, TABLES, as_csv, as_geo, as_xlsx
from publish.take.tables import Table, features, tables
from publish.viewed import PAGE, START, Viewed, page_of, read
from publish.web.asked import root_of
from publish.web.kept import Kept
from routes.language import phrase

TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
}
"""Types by the ending of the file."""
TABLE: Final = "table"
"""Parameter that names a table."""
FIRST: Final = "shown"
"""Table of a CSV that names none."""
TOLD: Final = ("title", "sentence", "permalink", "data_version", "licence", "cite")
"""Rows of the table `about` that a file of features says of itself."""

KEPT = Kept(24 * 2**20)
"""Files that were made: 24 MB of them."""


class Asked(NamedTuple):
    """A file that was asked for.

    Attributes
    ----------
    viewed
        The page and its view.
    form
        Ending of the file.
    table
        Name of the table; "" for all of them, or the first.
    root
        Address of the app.
    """

    viewed: Viewed
    form: str
    table: str
    root: str


class RefusedError(Exception):
    """What was asked for is not there; the valid values are.

    Parameters
    ----------
    detail
        What is wrong, in words.
    valid
        What may be asked for.
    """

    def __init__(self, detail: str, valid: Sequence[str]) -> None:
        super().__init__(detail)
        self.valid = valid


async def _data(request: Request) -> Response:
    form = request.path_params["form"]
    query, params = request.url.query, request.query_params
    page, table = params.get(PAGE, START), params.get(TABLE, "")
    viewed = await to_thread.run_sync(lambda: _viewed(page, query))
    asked = Asked(viewed, form, table, root_of(request.scope))
    tag = await to_thread.run_sync(lambda: _tag(asked))
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    try:
        _refuse(asked)
        content = await KEPT.get(tag, lambda: _make(asked))
    except RefusedError as fault:
        return problem(422, UNPROCESSABLE, detail=str(fault), valid=list(fault.valid))
    headers["Content-Disposition"] = disposition(asked)
    return Response(content, headers=headers, media_type=TYPES[form])


def _viewed(page: str, query: str) -> Viewed:
    """Read what is asked for; our own parameters are none of the view's."""
    parts = [part for part in query.split("&") if not part.startswith(f"{TABLE}=")]
    viewed = read(page, "&".join(parts))
    if page.strip("/") not in {"", page_of(page)}:
        with viewed.spoken():
            told = phrase("take-no-page", given=cut(page))
        viewed = replace(viewed, notices=(told, *viewed.notices))
    return viewed


def _tag(asked: Asked) -> str:
    """Return the name of an answer: the data's version, and a digest of all that it hangs on."""
    viewed = asked.viewed
    version = store.library().known.data_version
    parts = (viewed.page, viewed.query, *viewed.notices, asked.form, asked.table, asked.root)
    digest = blake2b("\n".join(parts).encode(errors="replace"), digest_size=12).hexdigest()
    return f'"{version}-{digest}"'


def _refuse(asked: Asked) -> None:
    """Refuse what no file can be made of."""
    with asked.viewed.spoken():
        if asked.form not in FORMS:
            raise RefusedError(phrase("take-no-form", given=cut(asked.form)), FORMS)
        if asked.form in GEO and not has_map(asked.viewed.page):
            raise RefusedError(phrase("take-no-map", page=asked.viewed.page), TABLES)


def _make(asked: Asked) -> bytes:
    viewed = asked.viewed
    day = store.library().known.data_version.partition(".")[0]
    found = tables(viewed, asked.root)
    if asked.form in GEO:
        about = {str(row["key"]): str(row["is"]) for row in found[-1].rows}
        told = {name: about[name] for name in TOLD}
        return as_geo(features(viewed), asked.form, day, told)
    by_name = {one.name: one for one in found}
    if asked.table and asked.table not in by_name:
        with viewed.spoken():
            raise RefusedError(phrase("take-no-table", given=cut(asked.table)), tuple(by_name))
    if asked.form == "csv":
        return as_csv(by_name[asked.table or FIRST])
    wanted: Sequence[Table] = found
    if asked.table:
        wanted = list({one.name: one for one in (by_name[asked.table], found[-1])}.values())
    return as_xlsx(wanted, day)


def disposition(asked: Asked) -> str:
    """Return the header that names the file: in ASCII, and as the reader's language has it.

    Parameters
    ----------
    asked
        The file.
    """
    viewed, view = asked.viewed, asked.viewed.view
    day = store.library().known.data_version.partition(".")[0]
    with viewed.spoken():
        words = [phrase(f"frame-page-{viewed.page}"), asked.table, str(view.year)]
    plain = [viewed.page, asked.table, str(view.year)]
    if view.avoid:
        parts = "-".join(view.avoid[:NAMED])
        plain.append(f"avoid-{parts}")
    name = re.sub(r"[^a-z0-9_-]+", "", "-".join(filter(None, plain)).lower())
    spoken = " ".join(filter(None, words))
    full = quote(f"Multivector {spoken} ({day}).{asked.form}", safe="")
    return (
        f"attachment; filename=\"multivector-{name}_{day}.{asked.form}\"; filename*=UTF-8''{full}"
    )


NAMED: Final = 4
"""States to avoid that the name of a file tells."""

ROUTES = [Route("/take/data.{form}", _data)]
