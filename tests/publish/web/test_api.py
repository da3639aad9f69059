"""The API: the answers of the command line, their models, problems, caches, hostile questions."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pandas as pd
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.applications import Starlette
from starlette.routing import Mount

from publish.web.api import service, shelf
from publish.web.api.answered import Problem
from publish.web.api.asked import Asked, VerdictsAsked
from publish.web.api.endpoints import ENDPOINTS, VERSION
from publish.web.api.problems import TITLES
from publish.web.api.service import ROUTES
from publish.web.api.shelf import Answers
from routes.cli.main import main
from routes.files.load import ROOT as ROOT_DIR
from routes.files.load import load_atlas
from routes.model.errors import DataError


class Client:
    """Asks the API in this process, from one loop."""

    def __init__(self, portal: BlockingPortal, app: Starlette | None = None) -> None:
        served = app or Starlette(routes=ROUTES)
        transport = httpx.ASGITransport(served, raise_app_exceptions=False)
        self.portal = portal
        self.client = httpx.AsyncClient(transport=transport, base_url="http://here")

    def ask(self, address: str, method: str = "GET", **headers: str) -> httpx.Response:
        """Ask an address as it is written, with headers by their names with underscores."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.portal.call(lambda: self.client.request(method, address, headers=told))


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Open the API."""
    with start_blocking_portal() as portal:
        yield Client(portal)


CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "verdicts": ("/verdicts", ("verdicts",)),
    "verdicts by control": (
        "/verdicts?avoid=kz,RU&borders=de_facto",
        ("verdicts", "--avoid", "RU,KZ", "--borders", "de_facto"),
    ),
    "verdicts of several": (
        "/verdicts?avoid=CN&avoid=GE",
        ("verdicts", "--avoid", "CN", "--avoid", "GE"),
    ),
    "no state": ("/verdicts?avoid=none", ("verdicts", "--avoid", "none")),
    "corridors": ("/corridors", ("corridors",)),
    "corridor": ("/corridors/rotterdam?avoid=TR", ("corridors", "rotterdam", "--avoid", "TR")),
    "corridor by control": (
        "/corridors/baku_supsa?borders=de_facto",
        ("corridors", "baku_supsa", "--borders", "de_facto"),
    ),
    "journeys": (
        "/journeys?from=tengiz&to=rotterdam&year=2023",
        ("journeys", "--from", "tengiz", "--to", "rotterdam", "--year", "2023"),
    ),
    "journeys of cargo": (
        "/journeys?from=almaty&to=rotterdam&avoid=none",
        ("journeys", "--from", "almaty", "--to", "rotterdam", "--avoid", "none"),
    ),
    "flow": ("/flow?year=2023", ("flow", "--year", "2023")),
    "flow cut at the end of the year": (
        "/flow?year=2025&close=RU:0:30:2025-12-20&close=btc:0.5&avoid=BY&borders=de_facto",
        (
            *("flow", "--year", "2025", "--close", "RU:0:30:2025-12-20", "--close", "btc:0.5"),
            *("--avoid", "BY", "--borders", "de_facto"),
        ),
    ),
    "rank": ("/rank?year=2023", ("rank", "--year", "2023")),
    "rank of a year": ("/rank?year=2025&days=year", ("rank", "--year", "2025", "--days", "year")),
    "figures": ("/figures", ("figures",)),
    "figures of two": (
        "/figures?subject=cpc&subject=btc",
        ("figures", "--subject", "cpc", "--subject", "btc"),
    ),
    "quotes": ("/quotes", ("quotes",)),
    "quotes of one": ("/quotes?subject=btk", ("quotes", "--subject", "btk")),
    "events": ("/events?subject=cpc&year=2022", ("events", "--subject", "cpc", "--year", "2022")),
    "no events": ("/events?year=1999", ("events", "--year", "1999")),
    "sources": ("/sources", ("sources",)),
}


def endpoint_of(address: str) -> Any:
    """Return the endpoint that an address belongs to."""
    path = address.partition("?")[0]
    named = re.sub("(?<=/corridors)/.+", "/{corridor_id}", path)
    return next(one for one in ENDPOINTS if one.path == named)


def test_every_endpoint_is_asked() -> None:
    assert {endpoint_of(address).path for address, _ in CASES.values()} == {
        one.path for one in ENDPOINTS
    }
    assert len(ENDPOINTS) == 10


def test_the_documentation_lists_every_address_and_parameter() -> None:
    """docs/api.md has the table, and names every status of a problem."""
    document = (ROOT_DIR / "docs" / "api.md").read_text("utf-8")
    rows = re.findall(r"^\| `(/api/v1/[^`]*)` \|[^|]*\|([^|]*)\|$", document, re.MULTILINE)
    listed = {path: re.findall(r"`(\w+)`", names) for path, names in rows}
    assert listed == {
        f"{VERSION}{one.path}": [
            field.alias or name
            for name, field in one.asked.model_fields.items()
            if field.alias != "format"
        ]
        for one in ENDPOINTS
    }
    statuses = {int(code) for code in re.findall(r"^\| (\d{3}) \|", document, re.MULTILINE)}
    assert statuses == {status for status, _ in TITLES.values()}


@pytest.mark.parametrize("name", CASES)
def test_the_api_answers_as_the_command_line(name: str, client: Client) -> None:
    """The same fields and values, as JSON and as CSV; the model describes all of them."""
    address, words = CASES[name]
    asked = client.ask(VERSION + address)
    assert asked.status_code == 200
    told = CliRunner().invoke(main, [*words, "--format", "json"])
    assert told.exit_code == 0
    assert asked.json() == json.loads(told.stdout)
    endpoint_of(address).answered.model_validate_json(asked.content)
    joint = "&" if "?" in address else "?"
    table = client.ask(f"{VERSION}{address}{joint}format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text == CliRunner().invoke(main, [*words, "--format", "csv"]).stdout
    frame = pd.read_csv(io.StringIO(table.text))
    assert list(frame.columns) == table.text.partition("\n")[0].split(",")
    assert (len(frame) == 0) == (name == "no events")


def test_a_model_refuses_what_it_does_not_describe(client: Client) -> None:
    """Seen to fail: a field too many, a number as text, a verdict that is none."""
    found = client.ask(f"{VERSION}/verdicts").json()
    for field, wrong in (("name", 1), ("length_km", "5"), ("verdict", "perhaps"), ("more", 1)):
        other = {**found, "corridors": [{**found["corridors"][0], field: wrong}]}
        with pytest.raises(ValueError, match=field):
            endpoint_of("/verdicts").answered.model_validate_json(json.dumps(other))


def test_the_document_is_valid_openapi(client: Client) -> None:
    """An independent validator reads it; every parameter and field says what it is."""
    document = client.ask(f"{VERSION}/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    assert set(document["paths"]) == {one.path for one in ENDPOINTS}
    assert document["servers"] == [{"url": "../v1"}]
    for path, told in document["paths"].items():
        assert {"200", "304", "404", "405", "422", "503"} == set(told["get"]["responses"])
        assert all(one["description"] for one in told["get"]["parameters"])
        content = told["get"]["responses"]["200"]["content"]
        geo = "application/geo+json" if "{" in path else "application/json"
        assert set(content) == {geo, "text/csv"}
    fields = [
        (name, key, field)
        for name, schema in document["components"]["schemas"].items()
        for key, field in schema["properties"].items()
    ]
    assert len(fields) > 200
    assert [(name, key) for name, key, field in fields if not field.get("description")] == []


PLAIN_NUMBERS = {"share_left", "seq", "schema", "year", "status"}
"""Numbers without a unit: shares, places in an order, versions, years, codes."""


def test_every_number_has_a_unit(client: Client) -> None:
    document = client.ask(f"{VERSION}/openapi.json").json()
    numbers = [
        (name, key, field)
        for name, schema in document["components"]["schemas"].items()
        for key, field in schema["properties"].items()
        if {"number", "integer"} & {one.get("type") for one in [field, *field.get("anyOf", [])]}
    ]
    assert len(numbers) > 40
    lacking = {key for _, key, field in numbers if not field.get("unit")}
    assert lacking == PLAIN_NUMBERS


def test_a_known_tag_is_answered_304(client: Client) -> None:
    first = client.ask(f"{VERSION}/corridors")
    version = load_atlas().data_version
    assert version in first.headers["etag"]
    for tag in (first.headers["etag"], f'"x", {first.headers["etag"]}', "*"):
        again = client.ask(f"{VERSION}/corridors", if_none_match=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    table = client.ask(f"{VERSION}/corridors?format=csv", if_none_match=first.headers["etag"])
    assert table.status_code == 200
    assert client.ask(f"{VERSION}/corridors", if_none_match='W/"old"').status_code == 200
    assert "max-age" in first.headers["cache-control"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/csv", "text/csv"),
        ("text/csv;q=0.9, application/json;q=0.5", "text/csv"),
        ("application/json, text/csv", "application/json"),
        ("*/*", "application/json"),
        ("text/csv;q=x", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_header_chooses_the_form(accept: str, form: str, client: Client) -> None:
    found = client.ask(f"{VERSION}/corridors", accept=accept)
    assert found.headers["content-type"].startswith(form)
    assert "Accept" in found.headers["vary"]
    assert client.ask(f"{VERSION}/corridors/btc").headers["content-type"] == "application/geo+json"


def test_an_answer_comes_compressed_to_those_who_take_it(client: Client) -> None:
    plain = client.ask(f"{VERSION}/verdicts", accept_encoding="identity")
    small = client.ask(f"{VERSION}/verdicts", accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(plain.content) / 4
    assert small.content == plain.content


def test_every_origin_may_ask(client: Client) -> None:
    for address in ("/verdicts", "/corridors/none", "/nothing", "/flow"):
        for origin in ({}, {"origin": "https://elsewhere.example"}):
            found = client.ask(VERSION + address, **origin)
            assert found.headers["access-control-allow-origin"] == "*"
    before = client.ask(
        f"{VERSION}/flow",
        "OPTIONS",
        origin="https://elsewhere.example",
        access_control_request_method="GET",
        access_control_request_headers="if-none-match",
    )
    assert before.status_code == 204
    assert "GET" in before.headers["access-control-allow-methods"]
    assert "If-None-Match" in before.headers["access-control-allow-headers"]


def test_head_has_the_headers_of_get_alone(client: Client) -> None:
    for address in ("/verdicts", "/corridors/none"):
        whole, head = client.ask(VERSION + address), client.ask(VERSION + address, "HEAD")
        assert head.content == b""
        assert (head.status_code, head.headers) == (whole.status_code, whole.headers)


BAD = {
    "an unknown corridor": ("/corridors/btcc", "unknown-id", "btc", "nearest name: 'btc'"),
    "an unknown origin": ("/journeys?from=tengis&to=rotterdam", "unknown-id", "tengiz", "tengiz"),
    "an unknown market": ("/journeys?from=tengiz&to=roterdam", "unknown-id", "rotterdam", "rott"),
    "what the market does not take": (
        "/journeys?from=dostyk&to=china",
        "unusable-value",
        None,
        "cargo goes to one of",
    ),
    "an unknown subject": ("/figures?subject=cpcc", "unknown-id", "cpc", "nearest name"),
    "an unknown subject of quotes": ("/quotes?subject=x", "unknown-id", None, "give the id"),
    "an unknown closure": ("/flow?year=2023&close=aktu_port", "unknown-id", "aktau_port", "aktau"),
    "a share too large": ("/flow?year=2023&close=btc:2", "unusable-value", "1", "0 to 1"),
    "a decimal comma": ("/flow?year=2023&close=btc:0,5", "unusable-value", "0.5", "write 0.5"),
    "days too many": ("/flow?year=2023&close=btc:0:400", "unusable-value", "365", "1 to 365"),
    "days in parts": ("/flow?year=2023&close=btc:0:1.5", "unusable-value", "2", "write 1 or 2"),
    "a day of another year": (
        "/flow?year=2023&close=btc:0:3:2025-02-17",
        "unusable-value",
        "2023-02-17",
        "a day of 2023",
    ),
    "two that overlap": ("/flow?year=2023&close=btc:0&close=btc:0.5", "unusable-value", None, "ov"),
    "a year without a balance": ("/flow?year=1999", "unusable-value", "2021", "nearest: 2021"),
    "a year without a ranking": ("/rank?year=2030", "unusable-value", "2025", "nearest: 2025"),
    "a year in words": ("/events?year=now", "unusable-value", "2025", "four digits"),
    "a year of other digits": ("/flow?year=٢٠٢٣", "unusable-value", "2025", "four digits"),
    "days that are neither": ("/rank?year=2023&days=31", "unusable-value", "30", "30 or year"),
    "no such borders": ("/verdicts?borders=defacto", "unusable-value", "de_facto", "de_facto"),
    "no state of the world": ("/verdicts?avoid=XQ", "unusable-value", None, "ISO"),
    "no state at all": ("/verdicts?avoid=", "unusable-value", None, "at least one state"),
    "no such form": ("/verdicts?format=xml", "unusable-value", "csv", "json"),
    "a value too long": (f"/verdicts?borders={'x' * 600}", "unusable-value", None, "500"),
    "a parameter misspelt": ("/flow?yeer=2023", "unknown-parameter", "year", "one of format"),
    "a parameter of another": ("/verdicts?year=2023", "unknown-parameter", "avoid", "one of"),
    "a parameter that is missing": ("/journeys?from=tengiz", "missing-parameter", "to", "give to"),
    "a parameter twice": ("/flow?year=2023&year=2024", "given-twice", None, "give it once"),
    "no such question": ("/verdict", "no-such-address", f"{VERSION}/verdicts", "/api/v1/flow"),
    "a slash too many": ("/flow/?year=2023", "no-such-address", f"{VERSION}/flow", "/api/v1/flow"),
    "another version": ("/../v2/flow", "no-such-address", f"{VERSION}/flow", "/api/v1/flow"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_problem_names_the_nearest_and_the_cure(name: str, client: Client) -> None:
    address, kind, near, cure = BAD[name]
    found = client.ask(VERSION + address)
    problem = Problem.model_validate_json(found.content)
    assert found.headers["content-type"] == "application/problem+json"
    assert (problem.type, problem.status, problem.title) == (f"/api#{kind}", *TITLES[kind])
    assert found.status_code == problem.status
    assert near in problem.nearest or near is None
    assert cure in problem.cure
    assert problem.instance.startswith("/api/v")
    assert len(found.content) < 2000
    assert found.headers["cache-control"] == "no-store"


def test_the_nearest_value_stands_first(client: Client) -> None:
    """As the cure has it, where it names one."""
    for address, _, near, cure in BAD.values():
        if near and f"'{near}'" in cure:
            assert client.ask(VERSION + address).json()["nearest"][0] == near
    wrong = client.ask(f"{VERSION}/verdict").json()
    assert set(wrong["nearest"]) == {f"{VERSION}{one.path}" for one in ENDPOINTS}


def test_below_a_path_of_its_own_addresses_have_it(client: Client) -> None:
    """As behind a proxy, or with server.baseUrlPath."""
    app = Starlette(routes=[Mount("/routes", routes=ROUTES)])
    below = Client(client.portal, app)
    wrong = below.ask(f"/routes{VERSION}/verdict").json()
    assert wrong["nearest"][0] == wrong["instance"] + "s" == f"/routes{VERSION}/verdicts"
    assert wrong["type"] == "/routes/api#no-such-address"
    assert f"/routes{VERSION}/flow?" in below.ask(f"/routes{VERSION}/flow").json()["cure"]
    assert below.ask(f"/routes{VERSION}/verdicts").status_code == 200
    assert below.ask("/routes/api/").headers["location"] == "/routes/api"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_questions_are_answered(method: str, client: Client) -> None:
    found = client.ask(f"{VERSION}/flow?year=2023", method)
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert Problem.model_validate_json(found.content).cure == "ask with GET"


@contextmanager
def answered_by(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> Iterator[None]:
    def _broken(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(VerdictsAsked, "answer", _broken)
        yield


def test_a_fault_leaves_no_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What broke stands in the log; neither a path nor a traceback leaves."""
    fault = ZeroDivisionError("in /srv/secret.py")
    with answered_by(monkeypatch, fault):
        found = client.ask(f"{VERSION}/verdicts?avoid=FR,DE")
    problem = Problem.model_validate_json(found.content)
    assert (found.status_code, problem.type) == (500, "/api#fault")
    assert found.headers["access-control-allow-origin"] == "*"
    assert not re.search("secret|Traceback|ZeroDivision", found.text)
    damaged = DataError("geodata/layers/btc.geojson", None, "is missing", "make data")
    with answered_by(monkeypatch, damaged):
        found = client.ask(f"{VERSION}/verdicts?avoid=FR,DE")
    assert (found.status_code, found.json()["type"]) == (503, "/api#data")
    assert "geojson" not in found.text
    assert client.ask(f"{VERSION}/verdicts?avoid=FR,DE").status_code == 200


def test_a_question_is_computed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is written, and however many ask at once."""
    asked: list[Asked] = []
    answer = VerdictsAsked.answer

    def _counted(self: VerdictsAsked, kept: shelf.Kept) -> Any:
        asked.append(self)
        return answer(self, kept)

    monkeypatch.setattr(VerdictsAsked, "answer", _counted)
    monkeypatch.setattr(service, "_answers", Answers())
    ways = ["avoid=RU,KZ", "avoid=kz&avoid=ru", "avoid=%20KZ%20,RU", "borders=un&avoid=RU,KZ,RU"]
    found = [client.ask(f"{VERSION}/verdicts?{way}") for way in ways]
    assert {one.content for one in found} == {found[0].content}
    assert found[0].json()["avoid"] == ["KZ", "RU"]
    assert len(asked) == 1


def test_what_is_kept_has_a_bound() -> None:
    """By its bytes; what was asked for last stays."""
    kept = Answers(1000)
    for n in range(100):
        kept.keep(n, (b"x" * 90,))
        assert kept.find(0) is not None
        assert kept.held <= 1000
    assert kept.find(99) == (b"x" * 90,)
    assert kept.find(50) is None
    kept.keep("large", (b"x" * 5000,))
    assert kept.find("large") is None
    assert kept.held == 0


NAMES = sorted(
    {field.alias or name for one in ENDPOINTS for name, field in one.asked.model_fields.items()}
)
IDS = ["RU", "btc", "cpc", "tengiz", "almaty", "china", "rotterdam", "un", "de_facto", "none"]
WORDS = [*IDS, "2023", "2025", "0000", "9999", "year", "30", "csv", "json", "btc:0:30:2025-02-17"]
HOSTILE = [
    "'; drop",
    "<script>",
    "../../etc/passwd",
    "\x00",
    "\ud7ff",
    "%",
    "&",
    "=",
    "1e999",
    "-1",
]
CLOSING = st.builds(
    ":".join,
    st.lists(st.sampled_from([*WORDS, *HOSTILE, "0", "0.5", "2", "366"]), min_size=1, max_size=5),
)
VALUES = st.one_of(
    st.sampled_from([*WORDS, *HOSTILE]),
    CLOSING,
    st.text(max_size=30),
    st.lists(st.sampled_from([*WORDS, *HOSTILE]), max_size=4).map(",".join),
    st.integers(-(10**20), 10**20).map(str),
    st.just("x" * 13_000),
)
PAIRS = st.lists(
    st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), VALUES), max_size=5
)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.path)
@settings(max_examples=60)
@given(
    pairs=PAIRS, needed=st.booleans(), name=st.one_of(st.sampled_from(IDS), st.text(max_size=20))
)
def test_no_question_breaks_it(
    endpoint: Any, pairs: list[tuple[str, str]], needed: bool, name: str, client: Client
) -> None:
    """Whatever is asked has an answer or a problem; nothing of the program leaves."""
    path = endpoint.path.replace("{corridor_id}", quote(name, safe="") or "x")
    example = endpoint.example.partition("?")[2] if needed else ""
    query = "&".join(filter(None, [example, urlencode(pairs, errors="replace")]))
    found = client.ask(f"{VERSION}{path}?{query}")
    assert found.status_code in {200, 404, 422}
    assert not re.search(r"Traceback|site-packages|File \"", found.text)
    if found.status_code != 200:
        Problem.model_validate_json(found.content)
        assert len(found.content) < 6000


@settings(max_examples=200)
@given(query=st.binary(max_size=60), path=st.binary(max_size=30))
def test_no_bytes_break_it(query: bytes, path: bytes, client: Client) -> None:
    """An address need be neither UTF-8 nor well escaped."""
    told = "".join(
        chr(byte) if 33 <= byte < 127 and byte not in b"#" else f"%{byte:02x}" for byte in query
    )
    part = quote(path.replace(b"/", b"").replace(b".", b""))
    for address in (f"{VERSION}/verdicts?{told}", f"{VERSION}/{part}"):
        assert client.ask(address).status_code in {200, 404, 422}


def test_the_compressed_form_is_the_plain_one(client: Client) -> None:
    """Read by gzip itself."""
    plain = client.ask(f"{VERSION}/sources").content
    (kept,) = [held for key, held in service._answers._answers.items() if held[0] == plain]
    assert gzip.decompress(kept[1]) == plain
