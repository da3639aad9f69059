"""Keep the version of the data in CITATION.cff current."""

from __future__ import annotations

import re

from routes.model.errors import DataError

CITATION = "CITATION.cff"
BLOCK = re.compile(r"^preferred-citation:\n(?:[ #].*\n)+", re.MULTILINE)
"""What a citation is of: the lines below its name."""


def cited(document: str, version: str) -> str:
    """Write the version of the data, its day and its year into the citation.

    Parameters
    ----------
    document
        CITATION.cff as it stands.
    version
        Version of the data, as `2026-01-31.0a1b2c3d`.

    Raises
    ------
    DataError
        If the citation lacks one of them; the rest of the file is left as people wrote it.
    """
    day = version.partition(".")[0]
    found = BLOCK.search(document)
    block = found[0] if found else ""
    for name, text in {
        "version": f'"{version}"',
        "date-released": f'"{day}"',
        "year": day[:4],
    }.items():
        line = re.compile(rf"^  {name}: .*$", re.MULTILINE)
        if len(line.findall(block)) != 1:
            fault = f"has no {name} of its preferred-citation, or several"
            raise DataError(CITATION, None, fault, f"write one line '  {name}: {text}' there")
        block = line.sub(f"  {name}: {text}", block)
    return document.replace(found[0], block) if found else document
