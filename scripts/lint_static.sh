#!/usr/bin/env bash
# Hold JavaScript and CSS to their format and their rules; `--fix` writes what can be mended.
# Both tools are packages of requirements-dev.txt; what they ask is in .oxfmtrc.json and .oxlintrc.json.
source "$(dirname "$0")/common.sh"

folders=(static tests/map publish/drawing)
bin=$(dirname "$PYTHON")
mode=--check fix=()
if [ "${1:-}" = --fix ]; then
  mode=--write fix=(--fix)
fi

say "Format of JavaScript and CSS (oxfmt)"
"$bin/oxfmt" "$mode" "${folders[@]}" ||
  fail "these files are not formatted" "scripts/lint_static.sh --fix formats them; after it: $PYTHON -m routes digests"
say "Rules of JavaScript (oxlint)"
"$bin/oxlint" "${fix[@]}" --deny-warnings "${folders[@]}"
