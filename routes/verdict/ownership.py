"""Compute who holds an operator in the end: shares held through other companies count by part.

An owner that the register of owners has an entry of its own for (`owner_id` of stakes.csv) is no
last holder: its own owners hold its share, each by the part that is theirs. So of the 7.5 % of CPC
that Rosneft and Shell hold together 51 % of 7.5 % are Rosneft's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from routes.language import number, phrase, state_names
from routes.model.atlas import Leg
from routes.model.rows import Operator, Stake
from routes.model.tables import Tables

HolderKind: TypeAlias = Literal["state", "company", "joint"]

MOST_HOLDERS = 4
"""Holders that a text names; of more it says how many."""
COMPLETE_PERCENT = 99.5
"""Per cent from which a register counts as complete: shares as published are rounded."""
LEAST_PERCENT = 0.02
"""A rest below this is rounding: nobody is looked for who holds it."""


@dataclass(frozen=True)
class Holding:
    """What one last holder has of an operator.

    Attributes
    ----------
    chain
        Rows from the operator down to the holder, at least one; the holder is the owner of the
        last.
    percent
        Share of the operator, the shares along the chain multiplied; per cent.
    """

    chain: tuple[Stake, ...]
    percent: float

    @property
    def owner(self) -> str:
        """Holder as the source names it."""
        return self.chain[-1].owner

    @property
    def state(self) -> str:
        """State of the holder, ISO 3166-1 alpha-2; "" where it is not known."""
        return self.chain[-1].state or ""

    @property
    def kind(self) -> HolderKind:
        """Whether the holder is a state or its company, a company, or several together."""
        return self.chain[-1].holder

    @property
    def through(self) -> tuple[str, ...]:
        """Companies through which it is held, from the operator down; empty if directly."""
        return tuple(row.owner for row in self.chain[:-1])

    @property
    def as_of(self) -> str:
        """Date of the statement on the last link; "" where it has none."""
        return self.chain[-1].as_of or ""


@dataclass(frozen=True)
class Register:
    """An operator with all of its last holders.

    Attributes
    ----------
    operator
        Row of operators.csv.
    holdings
        What each holder has of it, in the order of the table; empty where no owner is known.
    """

    operator: Operator
    holdings: tuple[Holding, ...]

    @cached_property
    def known(self) -> float:
        """Per cent in the hands of holders whose state is known."""
        return sum(one.percent for one in self.holdings if one.state)

    @property
    def not_known(self) -> float:
        """Per cent of which no holder, or no holder's state, is known."""
        rest = 100 - self.known
        return rest if rest > LEAST_PERCENT else 0.0

    @property
    def complete(self) -> bool:
        """Whether holders of a known state hold everything."""
        return self.known > COMPLETE_PERCENT

    def of(self, states: frozenset[str]) -> tuple[Holding, ...]:
        """List what holders of some states have, the largest share first.

        Parameters
        ----------
        states
            ISO 3166-1 alpha-2.
        """
        mine = (one for one in self.holdings if one.state in states)
        return tuple(sorted(mine, key=lambda one: -one.percent))


@dataclass(frozen=True)
class Owners:
    """The register of operators with the rows of their owners.

    Attributes
    ----------
    operators
        Rows of operators.csv.
    stakes
        Rows of stakes.csv; those with `until` are of the past and count for nothing.
    state_names
        Names of states by ISO 3166-1 alpha-2 code, for notes.
    """

    operators: Sequence[Operator] = ()
    stakes: Sequence[Stake] = ()
    state_names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> dict[str, list[Stake]]:
        rows: dict[str, list[Stake]] = {}
        for row in self.stakes:
            if row.until is None:
                rows.setdefault(row.subject_id, []).append(row)
        return rows

    @cached_property
    def _named(self) -> dict[str, Operator]:
        return {row.operator_id: row for row in self.operators}

    @cached_property
    def _held(self) -> dict[str, Register]:
        return {}

    def register(self, operator_id: str) -> Register:
        """Return an operator with its last holders.

        Parameters
        ----------
        operator_id
            Row of operators.csv.
        """
        if operator_id not in self._held:
            holdings = tuple(self._down(operator_id, 1.0, ()))
            self._held[operator_id] = Register(self._named[operator_id], holdings)
        return self._held[operator_id]

    def along(self, legs: Iterable[Leg]) -> tuple[Register, ...]:
        """List the operators of a path, each once, in its order: those of the register.

        Parameters
        ----------
        legs
            Legs of the path.
        """
        ids = dict.fromkeys(one for leg in legs for one in leg.operators)
        return tuple(self.register(one) for one in ids if one in self._named)

    def _down(self, subject: str, share: float, chain: tuple[Stake, ...]) -> Iterator[Holding]:
        for row in self._rows.get(subject, ()):
            part, links = share * row.percent / 100, (*chain, row)
            if row.owner_id and row.owner_id in self._rows:
                yield from self._down(row.owner_id, part, links)
            else:
                yield Holding(links, 100 * part)


def owners_of(tables: Tables, state_names: Mapping[str, str]) -> Owners:
    """Return the register of owners of the tables.

    Parameters
    ----------
    tables
        Its operators and stakes are read.
    state_names
        Names of states by ISO 3166-1 alpha-2 code.
    """
    return Owners(tables.operators.rows, tables.stakes.rows, state_names)


def percent_of(holdings: Iterable[Holding]) -> float:
    """Return the sum of shares of one operator, per cent.

    Parameters
    ----------
    holdings
        What some holders have of it.
    """
    return sum(one.percent for one in holdings)


def held_text(register: Register, mine: Sequence[Holding], names: Mapping[str, str]) -> str:
    """Format what states hold of an operator: each with its own share, and the holders.

    Parameters
    ----------
    register
        The operator.
    mine
        What holders of the states have of it, at least one.
    names
        Names of states by ISO 3166-1 alpha-2 code.
    """
    shares = [
        share_text(state, [one for one in mine if one.state == state], names)
        for state in dict.fromkeys(one.state for one in mine)
    ]
    joint = phrase("common-list.comma")
    holders = [holder_text(one) for one in mine[:MOST_HOLDERS]]
    if more := len(mine) - len(holders):
        holders.append(phrase("exposure-holders-more", n=more))
    return phrase(
        "exposure-held",
        operator=register.operator.label_en,
        shares=joint.join(shares),
        holders=joint.join(holders),
    )


def share_text(state: str, mine: Sequence[Holding], names: Mapping[str, str]) -> str:
    """Format what holders of one state have of an operator, state and companies apart.

    Parameters
    ----------
    state
        ISO 3166-1 alpha-2.
    mine
        What its holders have.
    names
        Names of states by ISO 3166-1 alpha-2 code.
    """
    by_state = percent_of(one for one in mine if one.kind == "state")
    by_company = percent_of(one for one in mine if one.kind != "state")
    return phrase(
        "exposure-share",
        state=state_names([state], names),
        percent=percent_text(by_state + by_company),
        kind="both" if by_state and by_company else "state" if by_state else "company",
        by_state=percent_text(by_state),
        by_company=percent_text(by_company),
    )


def holder_text(holding: Holding) -> str:
    """Format a holder with its share, and what it is held through.

    Parameters
    ----------
    holding
        A last holder.
    """
    percent = percent_text(holding.percent)
    if not holding.through:
        return phrase("exposure-holder", owner=holding.owner, percent=percent)
    return phrase(
        "exposure-holder-through",
        owner=holding.owner,
        percent=percent,
        companies=phrase("common-list.comma").join(holding.through),
        parts=parts_text(holding),
    )


def parts_text(holding: Holding) -> str:
    """Format how a share that is held through others comes about: 51 % of 7.5 %.

    Parameters
    ----------
    holding
        A last holder.
    """
    parts = (
        phrase("exposure-percent", percent=number(row.percent, "g"))
        for row in reversed(holding.chain)
    )
    return phrase("exposure-percent.of").join(parts)


def percent_text(percent: float) -> str:
    """Format a share, to a thousandth of a per cent at most.

    Parameters
    ----------
    percent
        Per cent.
    """
    return number(round(percent, 3), "g")


def cycle(stakes: Iterable[Stake]) -> tuple[str, ...]:
    """Return the first ring of companies that hold each other; empty where there is none.

    Parameters
    ----------
    stakes
        Rows of stakes.csv.

    Returns
    -------
    Ids in the order of the ring, the first once more at its end.
    """
    held_by: dict[str, list[str]] = {}
    for row in stakes:
        if row.owner_id:
            held_by.setdefault(row.subject_id, []).append(row.owner_id)

    def _ring(path: tuple[str, ...]) -> tuple[str, ...]:
        for owner in held_by.get(path[-1], ()):
            if owner in path:
                return (*path[path.index(owner) :], owner)
            if ring := _ring((*path, owner)):
                return ring
        return ()

    return next((ring for one in held_by if (ring := _ring((one,)))), ())
