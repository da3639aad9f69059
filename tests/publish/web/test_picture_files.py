"""Pictures by their address: kinds, names of files, what is refused, what is kept."""

from __future__ import annotations

import io

import httpx
import pytest
from anyio import create_task_group
from PIL import Image
from starlette.applications import Starlette

from pages.shared.store import library
from publish.web import pictures
from publish.web.kept import Kept


@pytest.fixture
def anyio_backend() -> str:
    """Return the loop that Starlette runs in."""
    return "asyncio"


@pytest.fixture
def client() -> httpx.AsyncClient:
    """Ask the addresses without a socket."""
    app = httpx.ASGITransport(Starlette(routes=pictures.ROUTES))
    return httpx.AsyncClient(transport=app, base_url="https://example.org")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("png", "image/png", b"\x89PNG"),
        ("svg", "image/svg+xml; charset=utf-8", b"<svg "),
        ("pdf", "application/pdf", b"%PDF-1.7"),
    ],
)
async def test_a_picture_is_a_file_with_a_telling_name(
    client: httpx.AsyncClient, form: str, kind: str, begins: bytes
) -> None:
    answer = await client.get(f"/take/picture.{form}?routes=cpc,btc&avoid=RU&year=2023")
    version = library().known.data_version
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.content.startswith(begins)
    name = f"multivector-map-cpc-btc-avoid-ru-2023-map-{version}.{form}"
    assert f'attachment; filename="{name}"' in answer.headers["content-disposition"]
    again = await client.get(answer.request.url, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.anyio
async def test_the_link_in_a_picture_leads_to_this_server(client: httpx.AsyncClient) -> None:
    answer = await client.get("/take/picture.svg?page=Trend&part=chart")
    assert "https://example.org/Trend?" in answer.text.replace("\n", "")


@pytest.mark.anyio
async def test_twice_the_size_is_twice_the_size(client: httpx.AsyncClient) -> None:
    one, two = [
        Image.open(
            io.BytesIO((await client.get(f"/take/picture.png?part=table&scale={n}")).content)
        )
        for n in (1, 2)
    ]
    assert two.size == (2 * one.width, 2 * one.height)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("address", "name", "valid"),
    [
        ("/take/picture.gif", "form", ["png", "svg", "pdf"]),
        ("/take/picture.png?part=<b>", "part", ["map", "ribbon", "chart", "table", "page"]),
        ("/take/picture.png?scale=1e9", "scale", ["1", "2"]),
        ("/take/picture.png?scale=" + "9" * 5000, "scale", ["1", "2"]),
    ],
)
async def test_what_is_no_picture_is_refused_with_what_is(
    client: httpx.AsyncClient, address: str, name: str, valid: list[str]
) -> None:
    answer = await client.get(address)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["parameter"], told["valid"]) == (422, name, valid)
    assert len(answer.text) < 600


@pytest.mark.anyio
async def test_who_asks_at_once_waits_for_one_drawing(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    whole = pictures.Wanted.made

    def counted(wanted: pictures.Wanted) -> bytes:
        drawn.append(wanted.part)
        return whole(wanted)

    monkeypatch.setattr(pictures.Wanted, "made", counted)
    monkeypatch.setattr(pictures, "PICTURES", Kept(10_000_000))
    found: list[bytes] = []

    async def ask() -> None:
        found.append((await client.get("/take/picture.svg?part=ribbon&focus=btc")).content)

    async with create_task_group() as group:
        for _ in range(8):
            group.start_soon(ask)
    assert drawn == ["ribbon"]
    assert len(found) == 8
    assert len(set(found)) == 1
