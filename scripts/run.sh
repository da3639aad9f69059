#!/usr/bin/env bash
# Serve the dashboard: scripts/run.sh localhost 8501
source "$(dirname "$0")/common.sh"
host=${1#[} port=$2
host=${host%]}

mend requirements.txt

# Say what is wrong with the address before Streamlit is started, and with which cure.
url=$("$PYTHON" scripts/address.py "$host" "$port") || exit 1
name=${url#http://}
name=${name%:*}

# A machine without a display has no browser to open.
headless=true
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then headless=false; fi

say "Multivector is at $url (stop it with Ctrl-C)"
exec "$PYTHON" -m streamlit run server.py \
  --server.address "$host" --server.port "$port" --server.headless "$headless" \
  --browser.serverAddress "$name" \
  --logger.hideWelcomeMessage true
