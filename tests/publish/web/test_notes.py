"""What machines ask of any site: health, robots.txt, sitemap.xml, llms.txt, and whose address."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from starlette.applications import Starlette

from pages.shared import store
from pages.shared.pickers.closures import PRESETS
from pages.shared.view.parameter import PAGES
from publish.viewed import read
from publish.web import notes, routes
from publish.web.asked import OURS, root_of
from routes.model.errors import DataError
from tests.publish.web.answering import Client

HOSTILE = (
    'evil.example"><script>',
    "evil.example/path",
    "evil.example@other.example",
    "evil.example:port",
    "a b",
    "-",
    "[::1",
    "x" * 300,
    "",
)


@pytest.fixture
def asking() -> Client:
    """Ask our own routes, at the root of a host."""
    return Client(Starlette(routes=routes.ROUTES), "http://routes.example.org")


def scope(headers: dict[str, str], scheme: str = "http") -> dict[str, object]:
    """Return a request with headers."""
    pairs = [(name.encode(), text.encode("latin-1")) for name, text in headers.items()]
    return {"type": "http", "scheme": scheme, "path": "/", "headers": pairs}


def test_every_address_of_ours_is_known_to_the_server() -> None:
    """One that is not would be answered by Streamlit's page."""
    found = {str(getattr(route, "path", "")).strip("/").split("/")[0] for route in routes.ROUTES}
    assert "healthz" in found
    assert found == OURS


def test_health_names_the_version_of_the_data(asking: Client) -> None:
    answer = asking.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "data_version": store.library().atlas.data_version}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DataError("geodata/layers/cpc.geojson", None, "it is damaged", "make data"), "cpc"),
        (PermissionError(13, "denied", "/srv/secret/cpc.geojson"), "log of the server"),
    ],
    ids=["damaged", "unreadable"],
)
def test_layers_that_cannot_be_read_are_named_with_the_reason(
    asking: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(store, "library", fail)
    answer = asking.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"
    assert reason in answer.json()["reason"]
    assert "secret" not in answer.text


def test_the_sitemap_lists_pages_corridors_and_closures(asking: Client) -> None:
    answer = asking.get("/sitemap.xml", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["content-type"] == "application/xml"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    space = {"s": notes.SITEMAP}
    found = [node.text or "" for node in root.findall("s:url/s:loc", space)]
    assert len(found) == len(set(found))
    assert all(url.startswith("https://routes.example.org/") for url in found)
    opened = [read(urlsplit(url).path, urlsplit(url).query) for url in found]
    assert {viewed.page for viewed in opened} == set(PAGES)
    assert not any(viewed.notices for viewed in opened)
    focused = {viewed.view.focus for viewed in opened if viewed.page == "Map"}
    assert focused == set(store.library().atlas.corridors)
    closed = {viewed.view.closed for viewed in opened if viewed.page == "Closure"}
    assert len(closed) == len(PRESETS) + 1  # and the page as it opens
    days = {node.text for node in root.findall("s:url/s:lastmod", space)}
    assert days == {store.library().atlas.data_version[:10]}


def test_robots_may_read_pages_and_not_every_file(asking: Client) -> None:
    lines = asking.get("/robots.txt").text.splitlines()
    assert "Disallow: /take/" in lines
    assert "Sitemap: http://routes.example.org/sitemap.xml" in lines


def test_the_note_for_readers_names_the_doors(asking: Client) -> None:
    answer = asking.get("/llms.txt")
    assert answer.headers["content-type"].startswith("text/markdown")
    text = answer.text
    assert text.startswith("# Multivector\n\n> ")
    for door in ("api)", "api/v1/openapi.json)", "take/data.csv?", "card.png?", "sitemap.xml)"):
        assert f"(http://routes.example.org/{door}" in text
    assert store.library().atlas.data_version in text


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/llms.txt"])
def test_a_hostile_host_gets_nothing(asking: Client, path: str) -> None:
    for host in HOSTILE:
        answer = asking.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text
        assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("headers", "scheme", "root"),
    [
        ({"host": "routes.example.org"}, "http", "http://routes.example.org/"),
        ({"host": "Routes.Example.org:8501"}, "https", "https://routes.example.org:8501/"),
        ({"host": "[::1]:8501"}, "http", "http://[::1]:8501/"),
        ({"host": "127.0.0.1"}, "http", "http://127.0.0.1/"),
        ({"host": "a.b", "x-forwarded-proto": "https"}, "http", "https://a.b/"),
        ({"host": "a.b", "x-forwarded-proto": "https, http"}, "http", "https://a.b/"),
        ({"host": "a.b", "x-forwarded-proto": "javascript"}, "http", "http://a.b/"),
        *(({"host": host}, "http", "") for host in HOSTILE),
        ({}, "http", ""),
    ],
    ids=str,
)
def test_the_root_is_where_the_browser_found_it(
    headers: dict[str, str], scheme: str, root: str
) -> None:
    assert root_of(scope(headers, scheme)) == root


def test_under_a_path_the_root_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.web.asked.get_option", lambda _name: "/routes/")
    assert root_of(scope({"host": "a.b"})) == "http://a.b/routes/"
    assert "Disallow: /routes/take/" in notes.robots("http://a.b/routes/")
