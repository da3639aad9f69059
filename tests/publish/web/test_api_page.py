"""The page of the API: all that the document tells, links that lead somewhere, no script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx
import lxml.html
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette

from publish.web.api.endpoints import ENDPOINTS, ROOT, VERSION
from publish.web.api.problems import TITLES
from publish.web.api.service import ROUTES, SERVICE
from routes.files.load import load_atlas

BASE = "http://here/"


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, httpx.Response]]:
    """Ask for the page, and for all that it links to outside itself."""
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    client = httpx.AsyncClient(transport=transport, base_url=BASE)
    with start_blocking_portal() as portal:
        found = {ROOT: portal.call(client.get, ROOT)}
        for link in links(found[ROOT].text):
            if not link.startswith(("#", "./")):
                found[link] = portal.call(client.get, urljoin(f"{BASE.rstrip('/')}{ROOT}", link))
        found["slash"] = portal.call(client.get, f"{ROOT}/")
        yield found


def links(html: str) -> list[str]:
    """List where the links of a page lead."""
    return [str(one.get("href")) for one in lxml.html.fromstring(html).iter("a")]


def test_the_page_tells_all_that_the_document_has(answers: dict[str, httpx.Response]) -> None:
    """Every path, parameter, part, field and unit."""
    page = lxml.html.fromstring(answers[ROOT].text)
    text = " ".join(page.text_content().split())
    document = SERVICE.openapi()
    for path, told in document["paths"].items():
        (section,) = page.xpath(f"//section[h3[@id='{told['get']['operationId']}']]")
        shown = section.text_content()
        assert f"{VERSION}{path}" in shown
        names = {one.text_content() for one in section.xpath(".//dt/code")}
        assert names == {one["name"] for one in told["get"]["parameters"]}
        required = [one for one in told["get"]["parameters"] if one["required"]]
        assert len(section.find_class("mark")) == len(required)
    schemas = document["components"]["schemas"]
    assert len(schemas) > 40
    for name, schema in schemas.items():
        (section,) = page.xpath(f"//section[h3[@id='part-{name}']]")
        rows = [" ".join(one.text_content().split()) for one in section.xpath(".//dt")]
        assert len(rows) == len(schema["properties"])
        for row, (field, about) in zip(rows, schema["properties"].items(), strict=True):
            assert row.startswith(f"{field} ")
            assert f"unit: {about['unit']}" in row if "unit" in about else "unit:" not in row
    assert load_atlas().data_version in text
    assert "`" not in text


def test_every_link_of_the_page_leads_somewhere(answers: dict[str, httpx.Response]) -> None:
    """An example of each question as JSON and as CSV; names of the page are there, and once."""
    page = lxml.html.fromstring(answers[ROOT].text)
    names = [str(one) for one in page.xpath("//@id")]
    assert len(names) == len(set(names))
    assert set(TITLES) <= set(names)
    inside = {link[1:] for link in links(answers[ROOT].text) if link.startswith("#")}
    assert inside <= set(names)
    outside = {link: one for link, one in answers.items() if link not in {ROOT, "slash"}}
    assert len(outside) == 2 * len(ENDPOINTS) + 1
    for link, one in outside.items():
        assert not link.startswith("/"), "a link below a path of its own would leave it"
        assert one.status_code == 200
        assert ("csv" in one.headers["content-type"]) == link.endswith("format=csv")
    assert (answers["slash"].status_code, answers["slash"].headers["location"]) == (308, ROOT)


def test_the_page_runs_no_script_and_loads_nothing(answers: dict[str, httpx.Response]) -> None:
    """Its policy allows the style that stands in it, and nothing else."""
    answer = answers[ROOT]
    policy, html = answer.headers["content-security-policy"], answer.text
    assert "default-src 'none'" in policy
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    page = lxml.html.fromstring(html)
    assert page.xpath("//script|//link|//img|//iframe|//form|//@style|//@onclick") == []
    assert page.get("lang") == "en"
    assert page.xpath("//meta[@name='viewport']")
