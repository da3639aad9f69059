#!/usr/bin/env bash
# Fetch the lines of control (make world) and say where they lie: scripts/lines.sh. They come with
# a package of Debian, of which nothing is installed and only one file is kept, in build/.
set -euo pipefail

PACKAGE=qgis-common
FILE=usr/share/qgis/resources/data/world_map.gpkg

cd "$(dirname "$0")/.."
kept=build/lines/$(basename "$FILE")
if [ ! -f "$kept" ]; then
  mkdir -p build/lines
  (cd build/lines && apt-get download -q "$PACKAGE" >/dev/null 2>&1) || {
    echo "Debian's package $PACKAGE could not be fetched; run: apt-get update" >&2
    exit 1
  }
  dpkg-deb --fsys-tarfile build/lines/"$PACKAGE"_*.deb | tar -xO "./$FILE" >"$kept.new"
  mv "$kept.new" "$kept"
  rm -f build/lines/"$PACKAGE"_*.deb
fi
echo "$kept"
