#!/usr/bin/env bash
# Make sure that the browser tests can run. They fail without a browser and are never skipped.
source "$(dirname "$0")/common.sh"

mend requirements-dev.txt

have() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null && return
  done
  return 1
}

have_chromium() {
  have ${CHROMIUM:-} chromium chromium-browser google-chrome && return
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

# One installation for all of them: each would fetch the lists of packages anew.
lacking=() packages=()
lack() {
  lacking+=("$1")
  shift
  packages+=("$@")
}
have_driver || lack "what starts Playwright's driver" libatomic1 libstdc++6
# The font has Cyrillic and the verdicts' symbols; a bare Debian has no font at all.
have_chromium || lack Chromium chromium fonts-dejavu-core
have ${FIREFOX:-} firefox-esr firefox || lack Firefox firefox-esr fonts-dejavu-core
# The example of docs/deploy.md is run, not only printed.
have nginx /usr/sbin/nginx || lack nginx nginx-light
# Files that are handed over are opened with the programs that people open them with.
have ogrinfo || lack GDAL gdal-bin
have pdftotext || lack Poppler poppler-utils

if [ ${#packages[@]} -gt 0 ]; then
  list=$(printf ', %s' "${lacking[@]}")
  apt_install "The tests lack ${list:2}" "${packages[@]}"
  # Debian starts what it installs; here nginx is only called by a test.
  case " ${packages[*]} " in
  *" nginx-light "*) [ ! -d /run/systemd/system ] || as_root systemctl disable -q --now nginx ;;
  esac
fi
