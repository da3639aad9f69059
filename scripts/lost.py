"""Print what `requirements.txt` needs, directly or not, and this environment has not (whole).

    python scripts/lost.py requirements.txt

The stamp of the set-up only says that the packages were installed once.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

CODE = re.compile(r"^[^/,]+(?:/__init__)?\.py(?=,)", re.MULTILINE)
"""The files in a package's own list without which it cannot be imported."""


def listed(name: str) -> Iterator[str]:
    """Read a requirements file and those that it includes."""
    for line in Path(name).read_text("utf-8").splitlines():
        wanted = line.partition("#")[0].strip()
        if wanted.startswith("-r "):
            yield from listed(wanted[3:].strip())
        elif wanted:
            yield wanted


def whole(found: Distribution) -> bool:
    """Look whether the code is there, not only the entry that says so."""
    files = CODE.findall(found.read_text("RECORD") or "")
    return all(Path(str(found.locate_file(name))).exists() for name in files)


def lost(lines: Iterable[str]) -> list[str]:
    """Name the packages that are missing, damaged, or of a version that is not asked for."""
    from packaging.requirements import Requirement

    missing: set[str] = set()
    seen: set[str] = set()
    wanted = [(Requirement(line), {""}) for line in lines]
    while wanted:
        need, extras = wanted.pop()
        if str(need) in seen:
            continue
        if need.marker and not any(need.marker.evaluate({"extra": name}) for name in extras):
            continue
        seen.add(str(need))
        try:
            found = distribution(need.name)
        except PackageNotFoundError:
            missing.add(need.name)
            continue
        if not whole(found) or not need.specifier.contains(found.version, prereleases=True):
            missing.add(need.name)
        inner = need.extras or {""}
        wanted += [(Requirement(line), inner) for line in found.requires or ()]
    return sorted(missing)


if __name__ == "__main__":
    try:
        print(*lost(listed(sys.argv[1])), sep="\n", end="")
    except ImportError:
        print("packaging", end="")
