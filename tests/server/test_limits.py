"""What nothing uses is shut, and what is used is bounded: each limit against a running server."""

import asyncio
import http.client
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from routes.files.load import load_atlas
from tests.browser.helpers import ALONE, ROOT, serve
from tests.protocol import Reader, RunError
from tests.server.start import Running, as_run, finished, resident_mb

BOUNDARY = "limit"
FAULTY = """import streamlit as st

if st.checkbox("break", key="on_break"):
    raise ValueError("a secret at " + __file__)
"""


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """Read the settings that every way of starting takes."""
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve an app that raises, with the dashboard's own settings."""
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "app.py").write_text(FAULTY, "utf-8")
    (folder / ".streamlit").mkdir()
    config = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    (folder / ".streamlit" / "config.toml").write_text(config, "utf-8")
    with as_run(folder / "server.log", folder) as started:
        yield started


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve the pages alone: nothing stands before Streamlit, and its own settings hold."""
    log = tmp_path_factory.mktemp("alone") / "server.log"
    with serve(ROOT, log, program=ALONE) as started:
        yield Running(started.url, started.pid, log)


def token(url: str) -> str:
    """Return the token against forged requests, as anybody gets it; "" where none is given."""
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=10) as reply:  # noqa: S310 - our own
        cookie = reply.headers["Set-Cookie"] or ""
    return str(cookie).partition("=")[2].partition(";")[0]


def upload(server: Running, size: int, chunked: bool) -> int:
    """Upload a file of so many bytes into a session that is open; return the answer's status."""
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'.encode()
        + b"A" * size
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    if secret := token(server.url):
        headers |= {"Cookie": f"_streamlit_xsrf={secret}", "X-Xsrftoken": secret}

    def put(session_id: str) -> int:
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
        path = f"/_stcore/upload_file/{session_id}/file"
        parts = iter([body[n : n + 65_536] for n in range(0, len(body), 65_536)])
        try:
            if chunked:
                connection.request("PUT", path, parts, headers, encode_chunked=True)
            else:
                connection.request("PUT", path, body, headers)
            with connection.getresponse() as answer:
                return answer.status
        except (BrokenPipeError, ConnectionResetError):
            # The server has answered and closed before all of it was sent.
            return 413
        finally:
            connection.close()

    async def go() -> int:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            return await asyncio.to_thread(put, reader.session_id)

    return finished(go())


@pytest.mark.parametrize("size", [1, 1_000, 3_000_000])
@pytest.mark.parametrize("chunked", [False, True], ids=["with length", "chunked"])
@pytest.mark.parametrize("way", ["server", "alone"])
def test_no_file_can_be_uploaded(
    way: str, size: int, chunked: bool, request: pytest.FixtureRequest
) -> None:
    """A small one is refused for its address, where the server knows which addresses are used."""
    running: Running = request.getfixturevalue(way)
    small = way == "server" and size < 1_000 and not chunked
    assert upload(running, size, chunked) == (403 if small else 413)


@pytest.mark.parametrize("way", ["server", "alone"])
def test_uploads_leave_nothing_in_memory(way: str, request: pytest.FixtureRequest) -> None:
    server: Running = request.getfixturevalue(way)
    assert upload(server, 3_000_000, chunked=True) == 413
    before = resident_mb(server.pid)
    for _ in range(10):
        assert upload(server, 3_000_000, chunked=True) == 413
    assert resident_mb(server.pid) - before < 10


def report_of(server: Running, size: int) -> Reader:
    """Send a report of so many bytes."""

    async def go() -> Reader:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            state = WidgetState(id="$$ID-0-None", string_value="A" * size)
            await reader.run(reader.rerun([state]))
            return reader

    return finished(go())


def test_report_as_large_as_pages_send_is_taken(server: Running) -> None:
    assert report_of(server, 50_000).failures == []


@pytest.mark.parametrize("size", [110_000, 1_200_000, 30_000_000])
def test_larger_report_closes_the_connection(server: Running, size: int) -> None:
    begin, before = time.monotonic(), resident_mb(server.pid)
    with pytest.raises(RunError, match="closed the connection"):
        report_of(server, size)
    assert time.monotonic() - begin < 10
    assert resident_mb(server.pid) - before < 20
    assert "Traceback" not in server.log.read_text("utf-8", "replace")


def test_largest_report_of_a_page_is_far_below_the_limit(
    server: Running, settings: dict[str, Any]
) -> None:
    async def go() -> int:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            await reader.tell("picker", avoid=sorted(load_atlas().state_names))
            return int(reader.rerun().ByteSize())

    assert finished(go()) < settings["server"]["maxWidgetStateSize"] * 1e6 / 4


def test_largest_answer_is_far_below_the_limit(server: Running, settings: dict[str, Any]) -> None:
    """An answer over the limit would reach the page as an exception."""

    async def go() -> int:
        largest = 0
        async with Reader.connect(server.url) as reader:
            await reader.open()
            for page in list(reader.pages):
                await reader.turn_to(page)
                for widget in reader.widgets:
                    if widget.kind == "button" and widget.proto.label.startswith("Show all"):
                        await reader.click(widget)
                        break
                sizes = [drawn.element.ByteSize() for drawn in reader.elements.values()]
                largest = max(largest, *sizes)
        return largest

    assert finished(go()) < settings["server"]["maxMessageSize"] * 1e6 / 2


def test_error_shows_no_path_and_no_text_of_its_own(faulty: Running) -> None:
    async def go() -> Reader:
        async with Reader.connect(faulty.url) as reader:
            await reader.open()
            await reader.set("on_break", True)
            return reader

    reader = finished(go())
    shown = [drawn.proto for drawn in reader.elements.values() if drawn.kind == "exception"]
    assert len(shown) == 1
    assert "secret" not in str(shown[0])
    assert "/" not in "".join(shown[0].stack_trace)
    assert not shown[0].stack_trace
    # Who runs the server finds all of it in the log.
    assert "a secret at" in faulty.log.read_text("utf-8")


def test_files_are_not_watched(server: Running) -> None:
    report_of(server, 10)
    links = [one.readlink() for one in Path(f"/proc/{server.pid}/fd").iterdir() if one.is_symlink()]
    assert links
    assert not [link for link in links if "inotify" in str(link)]


# Where no short test can see the effect: what stands in the settings, with its reason.
STANDS = {
    # A laptop that slept an hour finds its session again.
    ("server", "disconnectedSessionTTL"): 3600,
    ("server", "fileWatcherType"): "none",
    ("browser", "gatherUsageStats"): False,
    ("runner", "postScriptGC"): False,
}


@pytest.mark.parametrize(("section", "name"), STANDS)
def test_setting_stands(settings: dict[str, Any], section: str, name: str) -> None:
    assert settings[section][name] == STANDS[section, name]


def test_no_api_for_agents(server: Running) -> None:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{server.url}/_stcore/agent/interact", b"{}", {"Content-Type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)  # noqa: S310 - our own server
    with refused.value:
        assert refused.value.code in {403, 404}
