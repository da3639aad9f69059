"""Define what fills the slots of a message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Names of things by id, to be declined where the language declines names.

    Attributes
    ----------
    kind
        What they are: `state`, `place`. A language writes state `RU` in message `name-state-RU`.
    names
        Id and name in the reader's language, in the order in which they are listed.
    """

    kind: str
    names: tuple[tuple[str, str], ...]


Slot = str | int | Names
"""What fills a slot. A number with decimals is formatted first: see routes/language/numbers.py."""
