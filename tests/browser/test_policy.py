"""Behind the proxy that docs/deploy.md describes the dashboard works, and what is unused is closed.

The example is taken from the page itself, and changed only in what a test cannot have: ports, a
certificate.
"""

from __future__ import annotations

import contextlib
import http.client
import http.server
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import (
    MAP,
    ROOT,
    Server,
    console_errors,
    drawn,
    exceptions,
    foreign_hosts,
    free_port,
    opened,
    whole,
)
from tests.browser.readers import OpenPage
from tests.browser.test_frame import PATHS

EXAMPLES = re.findall(
    r"^```nginx\n(.*?)^```", (ROOT / "docs/deploy.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
)
AROUND = """
error_log stderr warn;
pid nginx.pid;
daemon off;
master_process off;
events {{ }}
http {{
    include {mime};
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {example}
}}
"""
both = pytest.mark.parametrize("engine", ["open_page", "open_firefox"], ids=["chromium", "firefox"])


def nginx_path() -> str:
    """Find nginx, which Debian keeps where only root looks."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    path = shutil.which("nginx", path=places)
    if path is None:
        raise RuntimeError("no nginx found; `make test` installs one (scripts/browser.sh)")
    return path


def rewritten(example: str, port: int, targets: Sequence[int]) -> str:
    """Change ports and drop the certificate; each change must find what it changes."""
    changes = [
        (r"listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        (r"ssl_certificate(_key)? .*?;", ""),
        (r"server_name .*?;", "server_name 127.0.0.1 localhost;"),
        *zip(
            (r"127\.0\.0\.1:8501", r"127\.0\.0\.1:8502"),
            (f"127.0.0.1:{target}" for target in targets),
            strict=False,
        ),
    ]
    for pattern, text in changes:
        example, count = re.subn(pattern, text, example)
        assert count, f"the example has no {pattern}"
    return example


@contextlib.contextmanager
def nginx(example: str, folder: Path, targets: Sequence[int]) -> Iterator[str]:
    """Run nginx with the example before the servers on these ports; yield its URL."""
    port = free_port()
    folder.mkdir()
    mime = folder / "mime.types"
    mime.write_text("types { }", "utf-8")  # every type is the dashboard's own
    config = folder / "nginx.conf"
    text = AROUND.format(mime=mime, example=rewritten(example, port, targets))
    config.write_text(text, "utf-8")
    log = folder / "nginx.log"
    command = [nginx_path(), "-p", str(folder), "-c", str(config), "-e", "stderr"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            end = time.monotonic() + 10
            while status(port, "GET", "/_stcore/health") != 200:
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"nginx did not start:\n{log.read_text('utf-8')}")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def reply(
    port: int, method: str, path: str, body: bytes | None = None
) -> tuple[int, http.client.HTTPMessage]:
    """Ask for one path; return status and headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request(method, path, body)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers


def status(port: int, method: str, path: str, body: bytes | None = None) -> int:
    """Ask for one path; return the status, 0 if nobody answers."""
    try:
        return reply(port, method, path, body)[0]
    except OSError:
        return 0


@pytest.fixture(scope="module")
def behind(whole_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Put nginx before the dashboard, as the docs describe it."""
    folder = tmp_path_factory.mktemp("policy") / "nginx"
    with nginx(EXAMPLES[0], folder, [whole_server.port]) as url:
        yield Server(url, whole_server.process, whole_server.log)


def clean(page: Page) -> None:
    """Assert that nothing failed; what the policy refuses is named on the console."""
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_the_docs_have_the_examples() -> None:
    assert len(EXAMPLES) == 2
    assert "Content-Security-Policy" not in EXAMPLES[0]
    assert "hash" in EXAMPLES[1]


@both
def test_every_page_opens_in_silence(
    behind: Server, engine: str, request: pytest.FixtureRequest, subtests: pytest.Subtests
) -> None:
    page: Page = request.getfixturevalue(engine)()
    assert len(PATHS) == 8
    for path in PATHS:
        with subtests.test(path or "app"):
            page.goto(f"{behind.url}/{path}")
            whole(page)
            clean(page)


@both
def test_the_map_draws_its_lines_and_the_link_is_copied(
    behind: Server, whole_server: Server, engine: str, request: pytest.FixtureRequest
) -> None:
    open_page: OpenPage = request.getfixturevalue(engine)
    want = drawn(opened(open_page(), f"{whole_server.url}/?routes=btc,cpc&focus=btc"))
    page = opened(open_page(), f"{behind.url}/?routes=btc,cpc&focus=btc")
    assert want
    assert drawn(page) == want
    page.get_by_role("button", name="Copy link").click()
    button = page.get_by_role("button", name=re.compile("Copied|Copy link"))
    expect(button).to_have_attribute("data-link", re.compile("focus=btc"))
    assert "btc" in parse_qs(urlsplit(button.get_attribute("data-link") or "").query)["routes"][0]
    clean(page)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/Journeys",
        "/app/static/basemap.json",
        "/component/none.js",
        "/_stcore/health",
        "/_stcore/metrics",
    ],
)
def test_the_headers_come_with_every_answer(behind: Server, path: str) -> None:
    """Once. Only what lies in the map's frame may evaluate a script from a string."""
    headers = reply(behind.port, "GET", path)[1]
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"):
        assert len(headers.get_all(name, [])) == 1
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == "'self'"
    hosts = " ".join(policy.values())
    assert "http" not in hosts
    assert "*" not in hosts
    loose = {"'unsafe-inline'", "'unsafe-eval'"} & set(policy["script-src"].split())
    assert bool(loose) == path.startswith("/component/")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/_stcore/upload_file/a/b", b"x" * 100),
        ("PUT", "/_stcore/upload_file/a/b", b"x" * 5_000),
        ("POST", "/_stcore/upload_file/a/b", b"x"),
        ("GET", "/_stcore/metrics", None),
        ("GET", "/_stcore/agent/openapi.json", None),
        ("GET", "/_stcore/script-health-check", None),
        ("POST", "/", b"x"),
        ("DELETE", "/_stcore/stream", None),
    ],
)
def test_what_nobody_uses_is_closed(
    behind: Server, method: str, path: str, body: bytes | None
) -> None:
    assert status(behind.port, method, path, body) in {403, 405, 413}


def test_one_address_opens_only_so_many_pages(whole_server: Server, tmp_path: Path) -> None:
    """Every WebSocket is a session that costs memory, and Streamlit counts none."""
    example, count = re.subn(r"limit_conn readers 100;", "limit_conn readers 3;", EXAMPLES[0])
    assert count == 1
    with (
        nginx(example, tmp_path / "nginx", [whole_server.port]) as url,
        contextlib.ExitStack() as stack,
    ):
        port = int(url.rpartition(":")[2])
        answers = [upgrade(stack.enter_context(socket.socket()), port) for _ in range(4)]
        assert answers == [101, 101, 101, 503]


def upgrade(connection: socket.socket, port: int) -> int:
    """Ask for a WebSocket and keep the connection; return the status."""
    connection.settimeout(10)
    connection.connect(("127.0.0.1", port))
    connection.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Origin: http://127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    return int(connection.recv(12).split()[1])


@both
def test_a_stranger_may_frame_what_is_to_be_embedded_and_nothing_else(
    behind: Server, engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A page of another origin shows it with `embed=true`, its map as well; else an empty frame."""
    page: Page = request.getfixturevalue(engine)()
    own = behind.url.replace("127.0.0.1", "localhost")
    for name, query in (("refused", "routes=btc"), ("shown", "routes=btc&embed=true")):
        frame = f'<iframe src="{own}/?{query}" width="900" height="700"></iframe>'
        html = f'<link rel="icon" href="data:,">{frame}'
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    with serving(tmp_path) as url:
        page.goto(f"{url}shown.html")
        inner = page.frame_locator("iframe")
        inner.frame_locator(MAP).locator("path.mv-leg").first.wait_for(state="attached")
        assert console_errors(page) == []
        page.goto(f"{url}refused.html")
        page.wait_for_timeout(3_000)
        shown = [one for one in page.frames if one.locator('[data-testid="stApp"]').count()]
        assert shown == []
        assert any("frame-ancestors" in text for text in console_errors(page))


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on an origin of its own; yield the URL."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *asked: Handler(*asked, directory=str(folder))
    ) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{stranger.server_port}/"
        stranger.shutdown()


@pytest.mark.parametrize("sticky", [False, True], ids=["in-turn", "hash"])
def test_two_replicas_serve_every_page(
    page: Page, tmp_path: Path, replicas: tuple[Server, Server], sticky: bool
) -> None:
    """Also when the next file comes from the replica that did not draw the page."""
    upstream = EXAMPLES[1] if sticky else re.sub(r"\n *hash .*;", "", EXAMPLES[1])
    assert ("hash" in upstream) == sticky
    example, count = re.subn(r"upstream multivector \{.*?\}", upstream, EXAMPLES[0])
    assert count == 1
    with nginx(example, tmp_path / "nginx", [one.port for one in replicas]) as url:
        opened(page, f"{url}/?routes=btc,cpc")
        assert drawn(page)
        for name in ("Closure", "Timeline"):
            page.goto(f"{url}/{name}")
            whole(page)
        clean(page)
