"""A page in the frame of another site: two servers, two origins."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.shared.store import library
from pages.shared.view.parameter import PAGES
from publish.viewed import read
from publish.web.embedding import HEIGHT, WIDTH, snippet
from tests.browser.helpers import MAP, ROOT, Server, console_errors, watch

pytestmark = pytest.mark.browser
QUERIES = {"Closure": "closed=cpc_loading:0.5:30:2022-03-22", "Story": "step=3"}
VERDICTS = {"Story": "h1", "Timeline": ".mv-event h2", "Sources": ".mv-lead", "Method": "h1"}
INSIDE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const map = document.querySelector('iframe[src*=streamlit_folium]');
    return {
        over: main.scrollHeight - main.clientHeight,
        sideways: main.scrollWidth - main.clientWidth,
        end: document.querySelector('[data-testid=stMainBlockContainer]')
            .getBoundingClientRect().bottom,
        left: map ? map.getBoundingClientRect().left : 0,
        right: map ? innerWidth - map.getBoundingClientRect().right : 0,
    };
}"""
"""What scrolls in the frame, where the page ends, and what is left beside the map, in pixels."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Serve a folder from a port of its own: another origin."""
    folder = tmp_path_factory.mktemp("host")
    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=served.serve_forever, daemon=True).start()
    # another name than that of the dashboard: another site, too
    yield folder, f"http://localhost:{served.server_port}"
    served.shutdown()
    served.server_close()


def following() -> str:
    """Return the script that the manual gives to pages that embed one of ours."""
    scripts = re.findall(r"<script>.*?</script>", (ROOT / "docs/embed.md").read_text(), re.DOTALL)
    assert len(scripts) == 1
    return str(scripts[0])


def around(frame: str, script: str = "") -> str:
    """Return a page around a frame, long enough to scroll, which keeps what it is told."""
    return (
        "<!doctype html><meta charset=utf-8><link rel=icon href='data:,'><title>News</title>"
        # Streamlit tells things of its own to whoever is around.
        "<script>told = []; addEventListener('message', ({data}) =>"
        " { if (data.type?.startsWith('multivector')) told.push(data); })</script>"
        f"{script}<p>Before</p>{frame}<p style='height:3000px'>After</p>"
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_in_a_frame_of_another_origin(
    whole_server: Server,
    open_page: Callable[..., Page],
    host: tuple[Path, str],
    name: str,
) -> None:
    folder, url = host
    viewed = read(name, QUERIES.get(name, ""))
    frame = snippet(viewed, f"{whole_server.url}/")
    sandboxed = frame.replace(
        "<iframe ", '<iframe sandbox="allow-scripts allow-same-origin allow-popups" '
    )
    (folder / "page.html").write_text(around(sandboxed, following()), "utf-8")
    page = watch(open_page((1000, 800)))
    page.goto(f"{url}/page.html")
    inside = page.frame_locator("iframe").first
    expect(inside.locator(VERDICTS.get(name, ".mv-sentence")).first).to_be_visible(timeout=30_000)
    expect(inside.locator(".mv-embedded")).to_contain_text(library().atlas.data_version)
    mapped = inside.locator(MAP).count() > 0
    if mapped:
        legend = inside.frame_locator(MAP).locator(".mv-legend")
        expect(legend).to_be_visible(timeout=30_000)
    page.wait_for_function("told.length > 0")
    page.wait_for_timeout(1200)

    # The frame is as high as its page, and stays so.
    told = page.evaluate("told")
    height = page.locator("iframe").first.evaluate("frame => frame.clientHeight")
    assert told[-1] == {"type": "multivector:height", "height": height}
    assert height <= HEIGHT, "the snippet's own height is enough"
    assert len(told) < 8, "it is told once for each change"
    found = inside.locator("body").evaluate(INSIDE)
    assert (found["over"], found["sideways"]) == (0, 0), "nothing scrolls inside"
    assert abs(found["end"] - height) <= 1
    assert found["left"] == pytest.approx(found["right"], abs=1), "no strip beside the map"

    # A link back to all of it.
    link = inside.locator(".mv-embed-head a")
    assert link.get_attribute("target") == "_blank"
    back = link.get_attribute("href") or ""
    assert back.startswith(f"{whole_server.url}/{viewed.path}?v=1&routes=")
    assert "embed" not in back
    # The wheel is the host's.
    page.mouse.move(300, 350)
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 200")
    assert console_errors(page) == []


def test_without_a_script_of_the_host_nothing_is_cut(
    whole_server: Server, open_page: Callable[..., Page], host: tuple[Path, str]
) -> None:
    folder, url = host
    page = watch(open_page((1000, 800)))
    for width, height in ((WIDTH, HEIGHT), (360, 560)):
        frame = snippet(read("Map", ""), f"{whole_server.url}/", width, height)
        (folder / "plain.html").write_text(around(frame), "utf-8")
        page.goto(f"{url}/plain.html")
        inside = page.frame_locator("iframe").first
        legend = inside.frame_locator(MAP).locator(".mv-legend")
        expect(legend).to_be_visible(timeout=30_000)
        page.wait_for_timeout(1000)
        found = inside.locator("body").evaluate(INSIDE)
        assert (found["over"], found["sideways"]) == (0, 0)
        map_height = inside.locator(MAP).evaluate("map => map.clientHeight")
        bottom = legend.evaluate("legend => legend.getBoundingClientRect().bottom")
        assert bottom <= map_height
        assert page.locator("iframe").first.evaluate("f => f.clientHeight") == height
    assert console_errors(page) == []
