#!/usr/bin/env bash
# Test the engine and the pages with the oldest versions that requirements.txt allows, in an
# environment of their own (.venv/oldest): scripts/oldest.sh [arguments of pytest]
source "$(dirname "$0")/common.sh"

folder=${OLDEST:-$VENV/oldest}
mkdir -p "$folder"
"$PYTHON" scripts/oldest.py >"$folder/constraints.txt"
if ! cmp -s "$folder/constraints.txt" "$folder/installed.txt"; then
  say "Making $folder with the oldest versions that requirements.txt allows (one to three minutes)"
  "$PYTHON" -m venv --clear "$folder/env"
  "$folder/env/bin/python" -m pip install -qq --disable-pip-version-check \
    -r requirements-dev.txt -c "$folder/constraints.txt" ||
    fail "the oldest versions cannot be installed together" \
      "Raise the lower bound in requirements.txt that pip names above."
  cp "$folder/constraints.txt" "$folder/installed.txt"
fi
# pyproj tries every array as one number first, and NumPy before 2.4 only warns of one that holds one.
pyproj='ignore:Conversion of an array with ndim:DeprecationWarning'
say "Tests of the engine and the pages with the oldest versions"
"$folder/env/bin/python" -m pytest -n "${WORKERS:-2}" --dist loadfile -W "$pyproj" \
  tests/routes tests/pages "$@"
