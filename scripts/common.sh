# Shared by the scripts beside it; sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=.venv
PYTHON=$VENV/bin/python

say() { printf '==> %s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}

# Install Debian packages, as root or through sudo; without either, say what to type.
apt_install() {
  local why=$1 log sudo=()
  shift
  command -v apt-get >/dev/null || fail "$why" "This is no Debian: install by hand: $*"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "$why" "Ask root to run: apt-get install $*"
    sudo=(sudo)
    # Without a terminal sudo could only wait for a password that nobody types.
    [ -t 0 ] || sudo=(sudo -n)
  fi
  say "$why: installing $* with apt-get (one to three minutes)"
  log=$(mktemp)
  if ! { "${sudo[@]}" apt-get update -qq &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install $*" "Install it by hand and run make again."
  fi
  rm -f "$log"
}
