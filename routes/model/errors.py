"""Raise errors that say what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class MultivectorError(Exception):
    """Base of every error that this package raises on purpose."""


class DataError(MultivectorError):
    """Report a fault in a file of `geodata/`.

    Parameters
    ----------
    file
        Path as a reader of the repository knows it, from its root.
    line
        Line in the file, the header being line 1; None if the whole file is at fault.
    fault
        What is wrong, with the offending value.
    cure
        What to do about it; may be empty.
    """

    def __init__(self, file: str, line: int | None, fault: str, cure: str = "") -> None:
        self.file, self.line, self.fault, self.cure = file, line, fault, cure
        where = file if line is None else f"{file} line {line}"
        super().__init__(f"{where}: {fault}; {cure}" if cure else f"{where}: {fault}")

    def __reduce__(self) -> tuple[type[DataError], tuple[str, int | None, str, str]]:
        """Pickle by the parts, so that an error survives the way out of a worker process."""
        return type(self), (self.file, self.line, self.fault, self.cure)


class NotWrittenError(DataError):
    """Report a file that cannot be written: a full disk, a folder without the right to write."""


class BuildError(MultivectorError):
    """Report every fault that keeps the layers from being built.

    Parameters
    ----------
    faults
        Each with file, line and cure.
    """

    def __init__(self, faults: list[DataError]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))

    def __reduce__(self) -> tuple[type[BuildError], tuple[list[DataError]]]:
        """Pickle by the faults, so that an error survives the way out of a worker process."""
        return type(self), (self.faults,)


class GeometryError(MultivectorError):
    """Report a line or polygon that cannot be measured."""


class MisplacedError(GeometryError):
    """Report a leg that lies where its medium cannot: a ship on land, a railway far out at sea."""


class InputError(MultivectorError):
    """Report a value that a user or a link gave and that cannot be used.

    Parameters
    ----------
    name
        Name of the parameter, as the user typed it.
    value
        The value given.
    cure
        What would be accepted.
    """

    def __init__(self, name: str, value: object, cure: str) -> None:
        self.name, self.value, self.cure = name, value, cure
        super().__init__(f"{name} {value!r} cannot be used; {cure}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, object, str]]:
        """Pickle by the parts, so that an error survives the way out of a worker process."""
        return type(self), (self.name, self.value, self.cure)


def clipped(text: str, most: int = 40) -> str:
    """Shorten what somebody typed, for a message; what cannot be printed becomes a mark.

    >>> clipped("Novorossiysk", 5)
    'Novor…'

    Parameters
    ----------
    text
        As typed.
    most
        Characters to keep.
    """
    clean = "".join(c if c.isprintable() else "\ufffd" for c in text[: most + 1])
    return clean if len(text) <= most else clean[:most] + "…"


def nearest_name(wrong: str, known: Iterable[str]) -> str:
    """Return the cure of a misspelt name, or "" if no name is near.

    >>> nearest_name("aktua", ["aktau", "baku"])
    "nearest name: 'aktau'"

    Parameters
    ----------
    wrong
        Name as it was given.
    known
        Names that there are.
    """
    near = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"nearest name: {near[0]!r}" if near else ""
