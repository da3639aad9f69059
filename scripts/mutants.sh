#!/usr/bin/env bash
# Put small faults into the code that answers, and count those that no test sees (mutmut).
# docs/mutants.md has the figures and how one file is tried; names of mutants may follow.
source "$(dirname "$0")/common.sh"

"$PYTHON" -c 'import mutmut' 2>/dev/null || {
  say "Installing mutmut"
  "$PYTHON" -m pip install -qq --disable-pip-version-check 'mutmut~=3.8' -c constraints.txt
}
say "Mutants of the modules named in pyproject.toml, [tool.mutmut]"
"$VENV/bin/mutmut" run "$@" | tail -n 3
"$VENV/bin/mutmut" export-cicd-stats >/dev/null
"$VENV/bin/mutmut" results | sed 's/^ */survived: /' | grep ': survived' || true
"$PYTHON" - <<'PYTHON'
import json
from pathlib import Path

counts = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text())
killed = counts["killed"] + counts["timeout"]
tried = killed + counts["survived"] + counts["suspicious"] + counts["no_tests"]
print(f"==> {killed} of {tried} mutants killed: {100 * killed / tried:.1f} %")
raise SystemExit(killed < 0.85 * tried)
PYTHON
