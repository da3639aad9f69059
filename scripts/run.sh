#!/usr/bin/env bash
# Serve the dashboard: scripts/run.sh localhost 8501
source "$(dirname "$0")/common.sh"
host=$1 port=$2

"$PYTHON" - "$host" "$port" <<'PY' ||
import socket, sys

host, port = sys.argv[1], sys.argv[2]
if not port.isdigit() or not 0 < int(port) < 65536:
    sys.exit(f"PORT={port} is no port number")
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        s.bind((host, int(port)))
    except OSError as error:
        sys.exit(f"cannot listen on {host}:{port}: {error.strerror or error}")
PY
  fail "the dashboard was not started" "Choose another port: make run PORT=8502"

# A machine without a display has no browser to open.
headless=true
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then headless=false; fi

say "Multivector is at http://$host:$port (stop it with Ctrl-C)"
exec "$PYTHON" scripts/serve.py run app.py \
  --server.address "$host" --server.port "$port" --server.headless "$headless" \
  --logger.hideWelcomeMessage true
