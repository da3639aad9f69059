#!/usr/bin/env bash
# Write the data package, validate it, and pack it into one file with a digest, ready for a release
# and an archive (docs/release.md): scripts/package.sh [FOLDER, dist unless given]
# The same data make the same bytes: names are sorted, and the file's dates are that of the data.
source "$(dirname "$0")/common.sh"

folder=${1:-dist}
version=$("$PYTHON" -c 'from routes.files.load import data_version; print(data_version())')
name=multivector-data-$version
mkdir -p "$folder"
say "Writing the data package"
"$PYTHON" -m routes export --package "$folder/$name"
say "Validating it (Frictionless)"
"$PYTHON" -m frictionless validate "$folder/$name/datapackage.json" >"$folder/validated.txt" || {
  cat "$folder/validated.txt" >&2
  fail "the package is not valid" "Correct the tables that are named above."
}
rm "$folder/validated.txt"
say "Packing it"
tar --sort=name --mtime="${version%%.*}T00:00:00Z" --owner=0 --group=0 --numeric-owner \
  --mode=u=rwX,go=rX --format=ustar -C "$folder" -cf - "$name" | gzip -9n >"$folder/$name.tar.gz"
(cd "$folder" && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
