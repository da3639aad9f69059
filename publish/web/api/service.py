"""Answer what is asked by address: the API of version 1.

What a question may hold is described by `asked`, what is answered by `answered`; the words and
numbers come from `routes/cli/answers`, as those of the command line do.
"""

# Annotations are read by FastAPI at run time, in functions too: they are not put off.

import gzip
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, HTTPException, Path, Query
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as RoutingError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared import store
from publish.answer import PROBLEM, is_known
from publish.web.api.answered import Problem
from publish.web.api.asked import Asked, CorridorAsked
from publish.web.api.endpoints import DOCUMENT, ENDPOINTS, ROOT, VERSION, Endpoint
from publish.web.api.page import page, policy
from publish.web.api.problems import (
    TITLES,
    UnansweredError,
    no_such_address,
    unknown_parameter,
    unusable,
)
from publish.web.api.shelf import Answers, Kept
from routes.cli.answers import Answer
from routes.cli.reports import SCHEMA
from routes.language import SOURCE, in_language
from routes.model.errors import InputError, MultivectorError, clipped
from routes.model.formats import as_csv

LOG = logging.getLogger(__name__)
GEOJSON: Final = "/corridors/{corridor_id}"
MINUTES: Final = "public, max-age=600"
"""How long an answer may be taken from a cache unasked: data change when a version is put up."""
LICENCE: Final = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
NOT_OURS: Final = "/quotes"
"""Whose answers are under no licence of ours."""
ZIPPED: Final = 1_000
"""Bytes from which an answer is worth compressing."""
ALLOWED: Final = "GET, HEAD, OPTIONS"

_limit = CapacityLimiter(2)
"""Questions that are computed at a time: more would keep readers of the pages waiting."""
_shelf = Kept()
_answers = Answers()


class Open:
    """Let every origin read, answer OPTIONS, and answer HEAD as GET without what follows.

    Starlette's own middleware names the origin only where one is told, so that an answer kept by
    a cache for a program could not be read by a page.

    Parameters
    ----------
    app
        What answers GET.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer.

        Parameters
        ----------
        scope, receive, send
            As ASGI has them.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = [
            (b"access-control-allow-origin", b"*"),
            (b"access-control-expose-headers", b"ETag, Link"),
        ]
        method = scope["method"]
        if method == "OPTIONS":
            more = {
                "Allow": ALLOWED,
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Allow-Methods": ALLOWED,
                "Access-Control-Allow-Headers": "Accept, If-None-Match",
                "Access-Control-Max-Age": "86400",
            }
            await Response(status_code=204, headers=more)(scope, receive, send)
            return

        async def _send(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *told]}
            elif method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"} if method == "HEAD" else scope
        await self.app(asked, receive, _send)


def _form(asked: Asked, accept: str) -> str:
    """Return the form that is wanted: as the question says, or the header, or JSON."""
    if asked.form:
        return asked.form
    wanted: dict[str, float] = {}
    for part in accept.split(",")[:20]:
        media, *parameters = (one.strip() for one in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            wanted[media] = float(weight)
        except ValueError:
            continue
    csv = wanted.get("text/csv", 0.0)
    others = ("application/json", "application/geo+json", "application/*", "*/*")
    return "csv" if csv > max(wanted.get(one, 0.0) for one in others) else "json"


def _encoded(answer: Answer, form: str) -> tuple[bytes, ...]:
    """Format an answer: as it is, and compressed if that is worth it."""
    if form == "csv":
        plain = as_csv(answer.rows, answer.columns).encode()
    else:
        plain = json.dumps(answer.report, ensure_ascii=False, separators=(",", ":")).encode()
    return (plain, gzip.compress(plain, 6, mtime=0)) if len(plain) > ZIPPED else (plain,)


def _made(key: tuple[Any, ...], path: str, asked: Asked, form: str) -> tuple[bytes, ...]:
    """Compute an answer, unless somebody else did while this question waited for its turn."""
    found = _answers.find(key)
    if found is None:
        with in_language(SOURCE):
            try:
                found = _encoded(asked.answer(_shelf), form)
            except InputError as fault:
                raise unusable(fault, _shelf, path) from None
        _answers.keep(key, found)
    return found


async def _respond(request: Request, endpoint: Endpoint, asked: Asked) -> Response:
    """Answer a question, from what is kept if it was asked before."""
    _check_once(request, endpoint)
    if not store.ready():
        await to_thread.run_sync(store.library, limiter=_limit)
    store.refresh()
    version = store.library().atlas.data_version
    form = _form(asked, request.headers.get("accept", ""))
    key = (version, endpoint.path, asked.key(), form)
    found = _answers.find(key)
    if found is None:
        found = await to_thread.run_sync(_made, key, endpoint.path, asked, form, limiter=_limit)
    # Weak: the same answer has this tag compressed or not.
    tag = f'W/"{version}.{SCHEMA}.{form}"'
    headers = {"ETag": tag, "Cache-Control": MINUTES, "Vary": "Accept, Accept-Encoding"}
    if endpoint.path != NOT_OURS:
        headers["Link"] = LICENCE
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    body = found[0]
    if len(found) > 1 and "gzip" in request.headers.get("accept-encoding", ""):
        body = found[1]
        headers["Content-Encoding"] = "gzip"
    if form == "csv":
        name = request.url.path.rsplit("/v1/", 1)[-1].replace("/", "-")
        headers["Content-Disposition"] = f'inline; filename="multivector-{name}.csv"'
        return Response(body, headers=headers, media_type="text/csv; header=present")
    media = "application/geo+json" if endpoint.path == GEOJSON else "application/json"
    return Response(body, headers=headers, media_type=media)


def _check_once(request: Request, endpoint: Endpoint) -> None:
    """Refuse a parameter of one value that is given twice: the last would win in silence."""
    fields = endpoint.asked.model_fields.items()
    several = {name for name, field in fields if "list" in str(field.annotation)}
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name in seen and name not in several:
            detail = f"{clipped(name)} is given twice"
            raise UnansweredError("given-twice", detail, "give it once")
        seen.add(name)


def _root(request: Request) -> str:
    """Return the path that the app lies under, as a proxy or Streamlit's options have it."""
    below = str(request.scope.get("root_path", ""))
    return below.removesuffix(VERSION.removeprefix(ROOT)).removesuffix(ROOT)


def _problem(request: Request, fault: UnansweredError) -> Response:
    body = json.dumps(
        fault.problem(f"{_root(request)}{ROOT}", request.url.path), ensure_ascii=False
    )
    headers = {"Cache-Control": "no-store"} | ({"Allow": ALLOWED} if fault.status == 405 else {})
    return Response(body, fault.status, headers, PROBLEM)


async def _unanswered(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, UnansweredError)  # noqa: S101 - the handler is given no other
    return _problem(request, fault)


async def _unread(request: Request, fault: Exception) -> Response:
    """Say which parameter is at fault, as FastAPI found it."""
    assert isinstance(fault, RequestValidationError)  # noqa: S101 - the handler is given no other
    # A name that is misspelt is missing, too: the one that was written is named.
    error = min(fault.errors(), key=lambda one: one["type"] != "extra_forbidden")
    name = str(error["loc"][1]) if len(error["loc"]) > 1 else ""
    operation = next(
        one for one in ENDPOINTS if one.path == getattr(request.scope.get("route"), "path", "")
    )
    known = [f.alias or n for n, f in operation.asked.model_fields.items()]
    if error["type"] == "extra_forbidden":
        return _problem(request, unknown_parameter(name, known))
    if error["type"] == "missing":
        cure = f"give {name}, as in {_root(request)}{VERSION}{operation.example}"
        told = UnansweredError("missing-parameter", f"{name} is missing", cure, [name])
        return _problem(request, told)
    values = ["json", "csv"] if name == "format" else []
    detail = f"{name} {clipped(str(error.get('input', '')))!r} cannot be used"
    return _problem(request, UnansweredError("unusable-value", detail, error["msg"], values))


async def _misrouted(request: Request, fault: Exception) -> Response:
    if isinstance(fault, HTTPException | RoutingError) and fault.status_code == 405:
        detail = f"{clipped(request.method)} is not answered"
        return _problem(request, UnansweredError("method", detail, "ask with GET"))
    return _nothing(request)


def _nothing(request: Request) -> Response:
    """Say of an address that is none what is answered."""
    known = [f"{_root(request)}{VERSION}{one.path}" for one in ENDPOINTS]
    return _problem(request, no_such_address(request.url.path, known))


async def _damaged(request: Request, fault: Exception) -> Response:
    LOG.error("the API cannot read the data: %s", fault)
    cure = "ask again in a minute; if it stays so, tell who runs this server"
    told = UnansweredError("data", "a file of the data is missing or being built anew", cure)
    return _problem(request, told)


async def _broken(request: Request, _fault: Exception) -> Response:
    """Say that something went wrong; what it was, the server writes into its log."""
    told = UnansweredError("fault", "this question has no answer", "please report it")
    return _problem(request, told)


def _described(endpoint: Endpoint) -> dict[int | str, dict[str, Any]]:
    """Describe what an endpoint answers beside its model, for the OpenAPI document."""
    problems: dict[int, list[str]] = {404: [], 405: [], 422: [], 503: []}
    for status, title in TITLES.values():
        if status in problems:
            problems[status].append(title)
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        200: {
            "description": endpoint.answered.__doc__,
            "content": {"text/csv": {"schema": {"type": "string"}}},
        },
        304: {"description": "The answer that is known is still right (If-None-Match)"},
        **{
            status: {"description": "; ".join(titles), "content": {PROBLEM: {"schema": schema}}}
            for status, titles in problems.items()
        },
    }


def _handler(endpoint: Endpoint) -> Callable[..., Awaitable[Response]]:
    """Return what answers at an address; FastAPI reads its parameters off its annotations."""
    wanted = endpoint.asked
    if issubclass(wanted, CorridorAsked):

        async def _corridor(
            request: Request,
            corridor_id: Annotated[str, Path(description="Id of the corridor", examples=["btc"])],
            asked: Annotated[CorridorAsked, Query()],
        ) -> Response:
            return await _respond(request, endpoint, asked.of(corridor_id))

        return _corridor

    async def _answer(request: Request, asked: Annotated[wanted, Query()]) -> Response:  # type: ignore[valid-type]
        return await _respond(request, endpoint, asked)

    return _answer


class GeoJSON(JSONResponse):
    """Say that an answer is GeoJSON."""

    media_type = "application/geo+json"


class Service(FastAPI):
    """The API of version 1, an app of its own."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, with the form of a problem, which no endpoint returns."""
        if not self.openapi_schema:
            schemas = super().openapi()["components"]["schemas"]
            schemas[Problem.__name__] = Problem.model_json_schema()
        return super().openapi()


def service() -> Service:
    """Return the API of version 1 as an app of its own."""
    api = Service(
        title="Multivector",
        version=str(SCHEMA),
        summary="Which routes of Kazakhstan's oil and cargo bypass the states you avoid",
        # Seen from the document, so that it is right below any path that the app lies under.
        servers=[{"url": f"..{VERSION.removeprefix(ROOT)}"}],
        root_path_in_servers=False,
        openapi_url=DOCUMENT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for endpoint in ENDPOINTS:
        api.add_api_route(
            endpoint.path,
            _handler(endpoint),
            response_model=endpoint.answered,
            response_class=GeoJSON if endpoint.path == GEOJSON else JSONResponse,
            responses=_described(endpoint),
            summary=endpoint.title,
            operation_id=endpoint.asked.__name__.removesuffix("Asked").lower(),
        )
    api.add_exception_handler(UnansweredError, _unanswered)
    api.add_exception_handler(RequestValidationError, _unread)
    api.add_exception_handler(RoutingError, _misrouted)
    api.add_exception_handler(MultivectorError, _damaged)
    api.add_exception_handler(Exception, _broken)
    return api


SERVICE: Final = service()


async def _page(_request: Request) -> Response:
    """Answer with the page of the API."""
    if not store.ready():
        await to_thread.run_sync(store.library, limiter=_limit)
    html = page(SERVICE.openapi(), store.library().atlas.data_version)
    return HTMLResponse(html, headers={"Content-Security-Policy": policy()})


async def _home(request: Request) -> Response:
    """Lead to the page, from which links are seen without the slash."""
    return RedirectResponse(request.url.path.rstrip("/"), 308)


class Nothing:
    """Say of every other address what is answered."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer.

        Parameters
        ----------
        scope, receive, send
            As ASGI has them.
        """
        await _nothing(Request(scope))(scope, receive, send)


ROUTES: list[BaseRoute] = [
    Route(ROOT, _page),
    Route(f"{ROOT}/", _home),
    Mount(VERSION, Open(SERVICE)),
    Mount(ROOT, Open(Nothing())),
]
"""Every address of the API."""
