"""What the process sets up for itself: sockets that do not wait, one place for the frame."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.web import process
from publish.web.completed import frame_files, frame_scripts

NODELAY = (socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_UNIX], ids=["inet", "unix"])
def test_connections_of_a_listening_socket_do_not_wait(family: int, tmp_path: Path) -> None:
    """As Streamlit binds it; a connection inherits the option. What listens elsewhere is left."""
    with socket.socket(family) as listening:
        listening.bind(("127.0.0.1", 0) if family == socket.AF_INET else f"{tmp_path}/socket")
        listening.listen()
        if family == socket.AF_INET:
            assert not listening.getsockopt(*NODELAY)
        process.answer_at_once()
        if family == socket.AF_INET:
            with socket.create_connection(listening.getsockname()), listening.accept()[0] as one:
                assert one.getsockopt(*NODELAY)


def test_a_socket_that_does_not_listen_is_left_alone() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        process.answer_at_once()
        assert not bound.getsockopt(*NODELAY)


def test_a_system_without_a_list_of_files_is_served_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process, "OPEN_FILES", Path(f"{tmp_path}/none"))
    process.answer_at_once()


def test_the_files_of_the_frame_are_there() -> None:
    assert (frame_files() / "index.html").is_file()
    assert any(path.endswith(".js") for path, _ in frame_scripts())


@pytest.mark.parametrize(
    ("headless", "argument", "opened"),
    [(False, "server.py", True), (True, "server.py", False), (False, "uvicorn", False)],
)
def test_a_browser_is_opened_where_streamlit_would(
    monkeypatch: pytest.MonkeyPatch, headless: bool, argument: str, opened: bool
) -> None:
    options = {
        "server.headless": headless,
        "browser.serverAddress": "::1",
        "server.port": 8501,
        "server.baseUrlPath": "routes",
    }
    found: list[str] = []
    program = Path(argument).resolve() if opened or headless else Path("server.py")
    monkeypatch.setattr(process, "get_option", options.get)
    monkeypatch.setattr("publish.web.asked.get_option", options.get)
    monkeypatch.setattr(sys, "argv", [argument])
    monkeypatch.setattr(webbrowser, "open", found.append)
    monkeypatch.setattr(threading, "Thread", Now)
    process.open_browser(program)
    assert found == (["http://[::1]:8501/routes/"] if opened else [])


class Now:
    """A thread that runs at once."""

    def __init__(self, target: Callable[[str], None], args: tuple[str], **_: bool) -> None:
        self.target, self.args = target, args

    def start(self) -> None:
        self.target(*self.args)
