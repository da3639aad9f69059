#!/usr/bin/env bash
# Run every measurement in tests/bench, one after the other: two would disturb each other.
source "$(dirname "$0")/common.sh"

shopt -s nullglob
benches=(tests/bench/bench_*.py)
[ ${#benches[@]} -gt 0 ] || fail "tests/bench holds no bench_*.py"
for bench in "${benches[@]}"; do
  say "$bench"
  PYTHONPATH=. "$PYTHON" "$bench"
done
