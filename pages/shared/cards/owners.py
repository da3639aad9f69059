"""List who owns the operators of a path: every last holder with share, state and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.passages import by_the_article
from routes.language import Names, date, phrase, state_names, states
from routes.model.atlas import Leg
from routes.verdict.ownership import (
    Holding,
    Register,
    parts_text,
    percent_of,
    percent_text,
    share_text,
)

ROUNDING_PERCENT = 0.2
"""A rest up to this is what shares as printed are rounded by: nobody is missing."""
MARKS = re.compile(r"\[([a-z0-9_, ]+)\]")
"""Sources that a note names, as in `[vg_202512]`."""


@dataclass(frozen=True)
class HolderRow:
    """One last holder of an operator, or what is in unknown hands.

    Attributes
    ----------
    owner
        Holder as the source names it; what to say where nobody is known.
    state
        Name of its state; what to say where that is not known.
    kind
        Whether it is a state or its company, or a company; "" where nobody is known.
    percent
        Effective share of the operator, with its unit.
    through
        What it is held through and by which parts, or "".
    when
        Date of the statement, or "".
    source
        What the share rests on; None where nobody is known.
    note
        What is to be known of it, or "".
    inside
        Whether the holder is of a state to avoid.
    """

    owner: str
    state: str
    kind: str
    percent: str
    through: str
    when: str
    source: SourceLink | None
    note: str
    inside: bool


@dataclass(frozen=True)
class OperatorOwners:
    """An operator with its holders.

    Attributes
    ----------
    name
        Name of the operator.
    home
        States that it is registered in or belongs to; none where not known.
    shares
        What holders of each state have together, state and companies apart, the most first; "" if
        no holder is known.
    rows
        Its holders, the largest share first; what is in unknown hands stands last.
    holders
        Number of holders that are known by name.
    """

    name: str
    home: Names
    shares: str
    rows: tuple[HolderRow, ...]
    holders: int


def operators_owners(
    registers: Sequence[Register],
    avoid: frozenset[str],
    names: Mapping[str, str],
    cite: Citations,
) -> tuple[OperatorOwners, ...]:
    """List the operators of a path with their owners.

    Parameters
    ----------
    registers
        The operators, in the order of the path.
    avoid
        ISO 3166-1 alpha-2.
    names
        Names of states by code.
    cite
        Looks up what shares rest on.
    """
    return tuple(
        OperatorOwners(
            name=one.operator.name_en,
            home=state_names(
                (one.operator.states or "").split("|") if one.operator.states else (), names
            ),
            shares=_shares(one, names),
            rows=_rows(one, avoid, names, cite),
            holders=len(one.holdings),
        )
        for one in registers
    )


def without_operator(legs: Iterable[Leg]) -> tuple[str, ...]:
    """List the names of legs of which no operator is known.

    Parameters
    ----------
    legs
        Legs of the path.
    """
    return tuple(leg.name for leg in legs if not leg.operators)


def _shares(register: Register, names: Mapping[str, str]) -> str:
    by_state: dict[str, list[Holding]] = {}
    for one in register.holdings:
        if one.state:
            by_state.setdefault(one.state, []).append(one)
    largest = sorted(by_state.items(), key=lambda each: -percent_of(each[1]))
    joint = phrase("common-sentence.joint")
    return joint.join(share_text(state, held, names) for state, held in largest)


def _rows(
    register: Register, avoid: frozenset[str], names: Mapping[str, str], cite: Citations
) -> tuple[HolderRow, ...]:
    ordered = sorted(register.holdings, key=lambda one: (not one.state, -one.percent))
    rows = [_row(one, avoid, names, cite) for one in ordered]
    nobody = register.not_known - percent_of(one for one in register.holdings if not one.state)
    if nobody > ROUNDING_PERCENT:
        rows.append(
            HolderRow(
                owner=phrase("owners-nobody"),
                state=phrase("owners-state-unknown"),
                kind="",
                percent=phrase("exposure-percent", percent=percent_text(nobody)),
                through="",
                when="",
                source=None,
                note=phrase("owners-rest", known=len(register.holdings)),
                inside=False,
            )
        )
    return tuple(rows)


def _row(
    holding: Holding, avoid: frozenset[str], names: Mapping[str, str], cite: Citations
) -> HolderRow:
    last = holding.chain[-1]
    through = ""
    if holding.through:
        companies = phrase("common-list.comma").join(holding.through)
        through = phrase("owners-through", parts=parts_text(holding), companies=companies)
    return HolderRow(
        owner=holding.owner,
        state=states([holding.state], names) if holding.state else phrase("owners-state-unknown"),
        kind=phrase(f"owners-kind-{holding.kind}"),
        percent=phrase("exposure-percent", percent=percent_text(holding.percent)),
        through=through,
        when=date(holding.as_of) if holding.as_of else "",
        source=cite.source(last.source_id),
        note=_note(
            by_the_article(last.note or "", cite) if cite.as_article else last.note or "", cite
        ),
        inside=holding.state in avoid,
    )


def _note(note: str, cite: Citations) -> str:
    """Name the sources that a note marks."""
    joint = phrase("common-sentence.joint")

    def _named(marks: re.Match[str]) -> str:
        ids = marks[1].split(", ")
        if any(one not in cite for one in ids):
            return marks[0]
        return phrase("owners-cited", sources=joint.join(cite.source(one).text for one in ids))

    return MARKS.sub(_named, note)
