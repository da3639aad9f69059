"""Say why there is no answer, and what would have one: problem+json (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final

from publish.web.api.answered import Problem
from routes.cli.answers import Shelf
from routes.cli.ranking import DAYS
from routes.evidence.subjects import full_names
from routes.model.borders import BORDERS
from routes.model.errors import InputError, clipped
from routes.network.closures import closable
from routes.network.network import END, START

NEAR: Final = 3
"""Nearest values that are named."""
CHARACTERS: Final = 200
"""Characters of an address that a problem repeats."""
NAMES: Final = {"closed": "close"}
"""Parameters that the engine calls otherwise."""
IN_CURE = re.compile(r"(?:nearest[^:;]*: |write )'?([\w.:-]+)'?(?: or ([\w.:-]+))?")
"""What the engine's cure names of a closure: its share, its days and its start have no list that
could be searched."""

TITLES: Final = {
    "unknown-id": (404, "No such id"),
    "no-such-address": (404, "No such address"),
    "method": (405, "Only GET, HEAD and OPTIONS are answered"),
    "unusable-value": (422, "A value cannot be used"),
    "unknown-parameter": (422, "No such parameter"),
    "missing-parameter": (422, "A parameter is missing"),
    "given-twice": (422, "A parameter of one value is given twice"),
    "data": (503, "The data cannot be read"),
    "fault": (500, "A fault of the program"),
}
"""Every kind of problem: its status, and what it is in words."""


class UnansweredError(Exception):
    """Report why there is no answer.

    Parameters
    ----------
    kind
        One of `TITLES`.
    detail
        What is wrong, with the offending value.
    cure
        What would be accepted.
    nearest
        Valid values nearest to the one given.
    """

    def __init__(self, kind: str, detail: str, cure: str, nearest: Sequence[str] = ()) -> None:
        self.kind, self.detail, self.cure, self.nearest = kind, detail, cure, tuple(nearest)
        super().__init__(detail)

    @property
    def status(self) -> int:
        """Code of the answer."""
        return TITLES[self.kind][0]

    def problem(self, page: str, path: str) -> dict[str, Any]:
        """Return it as RFC 9457 has it.

        Parameters
        ----------
        page
            Address of the page of the API, which explains each kind.
        path
            Address that was asked.
        """
        status, title = TITLES[self.kind]
        return Problem(
            type=f"{page}#{self.kind}",
            title=title,
            status=status,
            detail=self.detail,
            instance=clipped(path, CHARACTERS),
            nearest=list(self.nearest),
            cure=self.cure,
        ).model_dump()


def unusable(fault: InputError, shelf: Shelf, path: str) -> UnansweredError:
    """Return why a value cannot be used, with the valid values that are nearest to it.

    Parameters
    ----------
    fault
        What the engine says.
    shelf
        Has the ids that there are.
    path
        Path of the question, from the version: years differ by it.
    """
    name, value = NAMES.get(fault.name, fault.name), str(fault.value)
    detail = f"{name} {value!r} cannot be used"
    if name == "close":
        if ":" not in value:
            known = closable(shelf.atlas(BORDERS[0]), shelf.tables.transfers)
            places = sorted(one for one in known if one.islower())
            return UnansweredError("unknown-id", detail, fault.cure, _near(value, places))
        named = [part for found in IN_CURE.findall(fault.cure) for part in found if part]
        return UnansweredError("unusable-value", detail, fault.cure, named)
    ids = _ids(name, shelf)
    if ids and value not in ids:
        return UnansweredError("unknown-id", detail, fault.cure, _near(value, ids))
    return UnansweredError("unusable-value", detail, fault.cure, _values(name, value, shelf, path))


def unknown_parameter(name: str, known: Collection[str]) -> UnansweredError:
    """Return that there is no such parameter.

    Parameters
    ----------
    name
        As given.
    known
        Those that there are.
    """
    near = _near(name, known)
    detail = f"there is no parameter {clipped(name)!r} here"
    return UnansweredError("unknown-parameter", detail, f"give {_one_of(known)}", near)


def no_such_address(path: str, addresses: Sequence[str]) -> UnansweredError:
    """Return that nothing is answered at an address, with all that are.

    Parameters
    ----------
    path
        As asked.
    addresses
        Those of all questions.
    """
    near = get_close_matches(clipped(path, CHARACTERS), addresses, n=len(addresses), cutoff=0)
    detail = f"nothing is answered at {clipped(path, CHARACTERS)!r}"
    return UnansweredError("no-such-address", detail, f"ask {_one_of(addresses)}", near)


def _ids(name: str, shelf: Shelf) -> Collection[str]:
    """Return the ids that a parameter may name; none where it names no id."""
    gates = shelf.tables.gates
    if name == "from":
        return {gate.gate_id for gate in gates if gate.role == START}
    if name == "to":
        return {gate.gate_id for gate in gates if gate.role == END}
    if name == "corridor":
        return shelf.atlas(BORDERS[0]).corridors
    return full_names(shelf.tables) if name == "subject" else ()


def _values(name: str, value: str, shelf: Shelf, path: str) -> list[str]:
    """Return valid values; none for a state, of which none is proposed (docs/cli.md)."""
    if name == "borders":
        return _near(value, BORDERS)
    if name == "days":
        return _near(value, DAYS)
    if name == "year":
        years = shelf.rankings if path == "/rank" else shelf.balances
        digits = int(value) if re.fullmatch("[0-9]{1,9}", value) else max(years)
        return [str(year) for year in sorted(years, key=lambda y: (abs(y - digits), -y))[:NEAR]]
    return []


def _near(value: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(clipped(value), sorted(known), n=NEAR, cutoff=0)


def _one_of(known: Iterable[str]) -> str:
    return f"one of {', '.join(known)}"
