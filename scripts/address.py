"""Print the URL of a host and port if this machine can listen there; say what helps if it cannot.

python scripts/address.py localhost 8501
"""

import errno
import socket
import sys

ANY = {"0.0.0.0", "::"}  # noqa: S104 - what a user may ask for


def check(host: str, port: str) -> tuple[str, str] | None:
    """Return what is wrong and what to do about it, or None."""
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        return f"PORT={port} is no port number", "Choose one of 1024 to 65535: make run PORT=8502"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, int(port)))
        except OSError as error:
            wrong = f"cannot listen on {host} port {port}: {error.strerror or error}"
            if error.errno == errno.EADDRINUSE:
                return wrong, "Choose another port: make run PORT=8502"
            if error.errno == errno.EACCES:
                return wrong, "Ports below 1024 are for root: make run PORT=8501"
            return wrong, (
                "Choose an address of this machine: make run HOST=localhost, or HOST=0.0.0.0 "
                "for all of them"
            )
    return None


def url(host: str, port: str) -> str:
    """Return what to type into a browser on this machine."""
    name = "localhost" if host in ANY else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


if __name__ == "__main__":
    fault = check(*sys.argv[1:3])
    if fault:
        sys.exit(f"error: {fault[0]}\n       {fault[1]}")
    print(url(*sys.argv[1:3]))
