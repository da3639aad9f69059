"""Answer tests 5 and 6: who owns the operator, and to whose courts it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from routes.model.atlas import Leg
from routes.model.rows import Jurisdiction, Stake

Answer = Literal["yes", "no", "cannot_tell"]
Outcome = Literal["bypasses", "crosses", "cannot_tell", "depends"]
COMPUTED = "computed"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Test:
    """One answer with its number; `source` is a source id, or how it was computed."""

    __test__ = False  # keeps pytest from collecting a class of this name

    test: str
    answer: Answer
    value: float | None
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    note: str = ""


WHOLE = 99.5
"""Per cent from which a register counts as complete: shares as published are rounded."""

HOLDERS = {"state": "", "company": " (a company)", "joint": " (held jointly)"}


def ownership(
    subjects: frozenset[str], legs: Sequence[Leg], avoid: frozenset[str], stakes: Sequence[Stake]
) -> Test:
    """Tell the per cent held by the states to avoid or by their companies.

    Shares in different operators are never added: the value is the largest in one of them, and
    the note says in which. *No* needs a complete register of the whole path, of one of
    `subjects` or of every leg; while a holder is unknown the answer is *cannot tell*.

    Parameters
    ----------
    subjects
        Ids whose register covers all legs, such as a corridor's own.
    legs
        The legs of the path.
    avoid
        ISO 3166-1 alpha-2.
    stakes
        All rows; those of the subjects and the legs count.
    """
    ids = subjects | {leg.leg_id for leg in legs}
    rows = {one: [s for s in stakes if s.subject_id == one] for one in sorted(ids)}
    rows = {one: found for one, found in rows.items() if found}
    if not rows:
        return Test("ownership", "cannot_tell", None, "%", NOT_KNOWN, note="no owner known here")
    held = {one: [s for s in found if s.state in avoid] for one, found in rows.items()}
    held = {one: found for one, found in held.items() if found}
    if held:
        most = max(held, key=lambda one: (_sum(held[one]), one))
        where = "" if most in subjects else f"in {_name(legs, most)}: "
        note = where + _holders(held[most]) + _as_of(held[most])
        value = round(_sum(held[most]), 2)
        return Test("ownership", "yes", value, "%", held[most][0].source_id, note=note)
    source = next(iter(rows.values()))[0].source_id
    if any(_known(rows.get(one, [])) > WHOLE for one in subjects):
        note = f"none of {sum(map(len, rows.values()))} holders" + _as_of(sum(rows.values(), []))
        return Test("ownership", "no", 0.0, "%", source, note=note)
    gaps = [leg.name for leg in legs if _known(rows.get(leg.leg_id, [])) <= WHOLE]
    if not gaps:
        note = f"none of the holders of {len(legs)} legs" + _as_of(sum(rows.values(), []))
        return Test("ownership", "no", 0.0, "%", source, note=note)
    more = f" and {len(gaps) - 2} more" if len(gaps) > 3 else ""
    shown = gaps[:2] if more else gaps
    note = f"not all owners known of {', '.join(shown)}{more}"
    return Test("ownership", "cannot_tell", None, "%", source, note=note)


def jurisdiction(
    subjects: frozenset[str],
    legs: Sequence[Leg],
    avoid: frozenset[str],
    rows: Sequence[Jurisdiction],
    headline: Sequence[Test],
) -> Test:
    """Tell whether the operator answers to the courts of a state to avoid.

    A sourced *yes* on any part decides. Without one, what stands on a state's soil or in its
    port answers to its courts. *No* needs, for each state, a sourced *no* on the whole path or
    on every leg.

    Parameters
    ----------
    subjects, legs, avoid
        As in `ownership`.
    rows
        All statements; those on the subjects and the legs count.
    headline
        Tests 1 to 3.
    """
    parts = {leg.leg_id for leg in legs}
    found = [row for row in rows if row.subject_id in subjects | parts and row.state in avoid]
    for row in found:
        if row.answer == "yes":
            return Test("jurisdiction", "yes", None, "", _source(row), note=row.basis)
    if any(test.answer == "yes" for test in headline[:2]):
        note = "follows from soil or port: what stands there answers to its courts"
        return Test("jurisdiction", "yes", None, "", COMPUTED, note=note)
    about = {state: {row.subject_id for row in found if row.state == state} for state in avoid}
    if found and all(about[state] & subjects or about[state] >= parts for state in avoid):
        return Test("jurisdiction", "no", None, "", _source(found[0]), note=found[0].basis)
    return Test("jurisdiction", "cannot_tell", None, "", NOT_KNOWN, note="no source found")


def _sum(rows: Sequence[Stake]) -> float:
    return sum(row.percent for row in rows)


def _known(rows: Sequence[Stake]) -> float:
    return _sum([row for row in rows if row.state])


def _name(legs: Sequence[Leg], leg_id: str) -> str:
    return next(leg.name for leg in legs if leg.leg_id == leg_id)


def _holders(held: Sequence[Stake]) -> str:
    named = ", ".join(f"{s.owner} {s.percent:g} %{HOLDERS[s.holder]}" for s in held)
    by_state = [s for s in held if s.holder == "state"]
    if not by_state or len(held) == 1:
        return named
    return f"{named}; {_sum(by_state):g} % by the state itself"


def _as_of(rows: Sequence[Stake]) -> str:
    """Name the newest date among rows; the undated ones are skipped."""
    dates = [s.as_of for s in rows if s.as_of and re.match(r"\d{4}", s.as_of)]
    return f"; as of {max(dates)}" if dates else ""


def _source(row: Jurisdiction) -> str:
    return row.source_id or row.quote_id or ""
