#!/usr/bin/env bash
# Make sure that the browser tests can run. They fail without a Chromium and are never skipped.
source "$(dirname "$0")/common.sh"

have_chromium() {
  local name
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && return
  done
  # Playwright's own build, if somebody fetched it.
  "$PYTHON" - 2>/dev/null <<'PY'
import os, sys
from playwright.sync_api import sync_playwright

with sync_playwright() as p:
    sys.exit(not os.path.exists(p.chromium.executable_path))
PY
}

# Playwright talks to the browser through a Node of its own, which a bare Debian cannot start.
have_driver() {
  "$PYTHON" - >/dev/null 2>&1 <<'PY'
import subprocess
from playwright._impl._driver import compute_driver_executable

subprocess.run([compute_driver_executable()[0], "--version"], check=True)
PY
}

have_driver || apt_install "Playwright's driver does not start" libatomic1 libstdc++6
# The font has Cyrillic and the verdicts' symbols; a bare Debian has no font at all.
have_chromium || apt_install "no Chromium for the browser tests" chromium fonts-dejavu-core
