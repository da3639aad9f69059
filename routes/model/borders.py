"""Name the sets of borders under which everything can be read, and ground that states dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Borders = Literal["un", "de_facto"]
"""A set of borders: as the United Nations see them, or by the lines of control on the ground."""

UN: Final[Borders] = "un"
DE_FACTO: Final[Borders] = "de_facto"
BORDERS: Final[tuple[Borders, ...]] = get_args(Borders)
"""Every set, the default first."""


@dataclass(frozen=True)
class Area:
    """Ground that one state controls and another one claims.

    Attributes
    ----------
    area_id
        Row of areas.csv.
    name
        Name in English.
    controller
        State that controls it, ISO 3166-1 alpha-2: its zones are that state's in the set
        `DE_FACTO`.
    claimant
        State that claims it, ISO 3166-1 alpha-2: its zones are that state's in the set `UN`.
    source_id
        Row of sources.csv that says who controls it.
    note
        What a reader should know; may be "".
    """

    area_id: str
    name: str
    controller: str
    claimant: str
    source_id: str
    note: str = ""


@dataclass(frozen=True)
class Provenance:
    """File from which a set of borders was made.

    Attributes
    ----------
    source
        Name of the data and their version.
    package
        Package that holds the file, with its registry.
    version
        Version of the package.
    file
        Path of the file in the package.
    sha256
        Digest of the file, in hexadecimal.
    """

    source: str
    package: str
    version: str
    file: str
    sha256: str
