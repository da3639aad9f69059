"""The proxy does what the tests of bad networks take for granted."""

from __future__ import annotations

import contextlib
import http.client
import http.server
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.browser.proxy import Proxy


@contextlib.contextmanager
def answering(word: str) -> Iterator[int]:
    """Serve one word at every path, on connections that stay open; yield the port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(word)))
            self.end_headers()
            self.wfile.write(word.encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with answering("one") as port, Proxy([port]) as running:
        yield running


def ask(proxy: Proxy, path: str = "/", timeout_s: float = 5) -> tuple[str, float]:
    """Ask on a connection of its own; return the answer and the seconds it took."""
    start = time.monotonic()
    with urllib.request.urlopen(proxy.url + path, timeout=timeout_s) as reply:  # noqa: S310 - our own
        return reply.read().decode(), time.monotonic() - start


def test_without_a_delay_it_is_not_felt(proxy: Proxy) -> None:
    word, took_s = ask(proxy)
    assert word == "one"
    assert took_s < 0.1
    assert [path for _, path in proxy.passed] == ["/"]


def test_a_delay_is_added_each_way(proxy: Proxy) -> None:
    proxy.delay_ms = 150
    assert 0.3 <= ask(proxy)[1] < 0.5


def test_only_static_files_are_slow(proxy: Proxy) -> None:
    proxy.static_delay_ms = 300
    assert ask(proxy, "/app/static/app.css")[1] >= 0.3
    assert ask(proxy, "/static/js/index.js")[1] < 0.2


def test_stopped_it_refuses_and_resumed_it_answers_on_the_same_port(proxy: Proxy) -> None:
    port = proxy.port
    with socket.create_connection(("127.0.0.1", port)) as connection:
        proxy.stop()
        connection.settimeout(2)
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(1) == b"", "the open connection was not dropped"
    with pytest.raises(urllib.error.URLError, match="refused"):
        ask(proxy)
    proxy.resume()
    assert proxy.port == port
    assert ask(proxy)[0] == "one"


def test_asleep_it_passes_nothing_and_awake_what_waited(proxy: Proxy) -> None:
    with socket.create_connection(("127.0.0.1", proxy.port)) as connection:
        proxy.sleep()
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.settimeout(0.5)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        proxy.wake()
        connection.settimeout(5)
        assert connection.recv(8) == b"HTTP/1.1"


def test_connections_go_round_and_a_server_is_taken_away(proxy: Proxy) -> None:
    with answering("two") as port:
        first = proxy.targets[0]
        proxy.targets.append(port)
        assert [ask(proxy)[0] for _ in range(4)] == ["one", "two", "one", "two"]
        with socket.create_connection(("127.0.0.1", proxy.port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(8) == b"HTTP/1.1"
            proxy.targets.remove(first)
            proxy.drop(first)
            connection.settimeout(2)
            with contextlib.suppress(ConnectionResetError):
                while connection.recv(4096):
                    pass
        assert [ask(proxy)[0] for _ in range(2)] == ["two", "two"]


def test_without_any_server_a_connection_is_closed(proxy: Proxy) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        proxy.targets[:] = [nobody.getsockname()[1]]
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            ask(proxy)
