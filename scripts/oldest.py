"""Print constraints with the oldest version of each package that requirements.txt allows.

    python scripts/oldest.py

Tools (requirements-dev.txt) stay at their versions in constraints.txt; what all of them need is
left to pip.
"""

import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
BOUNDS = {"~=", ">=", "=="}


def read(name: str) -> dict[str, Requirement]:
    """Read a file of requirements, without what it includes, by their names."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {canonicalize_name(one.name): one for one in found}


def oldest(requirement: Requirement) -> str:
    """Return `name==version` with the lower bound of a range; the name alone if it has none.

    Raises
    ------
    ValueError
        If a range has no lower bound, or more than one.
    """
    found = [one.version for one in requirement.specifier if one.operator in BOUNDS]
    if requirement.specifier and len(found) != 1:
        raise ValueError(f"requirements.txt: {requirement} has no lower bound; write name~=1.2")
    return "==".join([canonicalize_name(requirement.name), *found])


def constraints() -> list[str]:
    """List the oldest versions, then the locked ones of the tools."""
    lock = read("constraints.txt")
    tools = [str(lock[name]) for name in read("requirements-dev.txt")]
    return [*map(oldest, read("requirements.txt").values()), *tools]


if __name__ == "__main__":
    sys.stdout.write("\n".join(constraints()) + "\n")
