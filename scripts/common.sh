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

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    # Without a terminal sudo could only wait for a password that nobody types.
    sudo -n "$@"
  fi
}

# Install Debian packages, as root or through sudo; without either, say what to type.
apt_install() {
  local why=$1 log
  shift
  command -v apt-get >/dev/null || fail "$why" "This is no Debian: install by hand: $*"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "$why" "Ask root to run: apt-get install $*"
  fi
  say "$why: installing $* with apt-get (one to three minutes)"
  log=$(mktemp)
  if ! { as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install $*" "Install it by hand and run make again."
  fi
  rm -f "$log"
}

# Install again what the stamp says is there and is not: somebody removed it, or a disk was full.
mend() {
  local requirements=$1 lost
  lost=$("$PYTHON" scripts/lost.py "$requirements" 2>/dev/null) || lost=packaging
  [ -n "$lost" ] || return 0
  say "Missing or damaged in $VENV: ${lost//$'\n'/ }"
  # The names are one word each; pip takes the entry of a package for the package itself.
  # shellcheck disable=SC2086
  "$PYTHON" -m pip install -qq --disable-pip-version-check --force-reinstall --no-deps \
    $lost -c constraints.txt || true
  scripts/setup.sh "$requirements"
}
