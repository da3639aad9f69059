#!/usr/bin/env bash
# Make .venv and install one requirements file into it: scripts/setup.sh requirements.txt
source "$(dirname "$0")/common.sh"
requirements=$1

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The first Python that is new enough; PYTHON_BIN=... chooses another.
find_python() {
  local name
  for name in ${PYTHON_BIN:-python3 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null && recent "$name"; then
      command -v "$name"
      return
    fi
  done
  fail "no Python 3.11 or newer found" "On Debian 12 or newer: apt-get install python3 python3-venv"
}

if ! recent "$PYTHON"; then
  base=$(find_python)
  if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps venv in a package of its own, named after the version.
    version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt_install "$base cannot make a virtual environment" "python$version-venv"
  fi
  say "Making the virtual environment $VENV with $("$base" --version)"
  "$base" -m venv --clear "$VENV"
fi

say "Installing the packages of $requirements, versions from constraints.txt (one to three minutes)"
"$PYTHON" -m pip install -qq --disable-pip-version-check \
  -r "$requirements" -c constraints.txt ||
  fail "the packages of $requirements could not be installed" \
    "pip's message is above; without a network see docs/deploy.md, section 'Offline'."
