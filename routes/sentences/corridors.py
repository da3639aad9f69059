"""Sum up in one sentence what stands on the map; true for every combination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.evidence.moment import Standing
from routes.language import date, km, listed, territory
from routes.model.atlas import Corridor
from routes.verdict.judge import Judged

NAMED = 3


@dataclass(frozen=True)
class Shown:
    """A corridor on the map with its status, its judgement, and since when it was idle."""

    corridor: Corridor
    status: str
    judged: Judged
    standing: Standing = Standing("operating")


def summarise(
    shown: Sequence[Shown], avoid: frozenset[str], names: dict[str, str], places: dict[str, str]
) -> str:
    """Say how many of the corridors shown bypass the states to avoid, and how the rest fare.

    Proposed corridors count in no total. One that depends on the port of loading is shown, so
    it is counted, but has no verdict of its own. Both are told in a clause of their own.

    Parameters
    ----------
    shown
        What is switched on.
    avoid, names
        Codes of the states to avoid; names of all states.
    places
        Names of places by id.

    Returns
    -------
    One to four clauses; `**` encloses what should be bold.
    """
    if not shown:
        return "No corridor is switched on."
    if not avoid:
        return "No state to avoid is picked, so there is no verdict."
    ground = territory(avoid, names)
    existing = [s for s in shown if s.status not in {"proposed", "not_yet"}]
    own = [s for s in existing if s.corridor.rule == "own"]
    clauses = []
    if own:
        clauses.append(_count(own, existing, ground, all_exist=len(existing) == len(shown)))
        clauses += _crossing([s for s in own if s.judged.verdict == "crosses"])
        clauses += _unsure([s for s in own if s.judged.verdict == "cannot_tell"])
    clauses += [_idle(s) for s in existing if "idle" in s.standing.status]
    clauses += [_lanes(s, places) for s in shown if s.corridor.rule == "depends"]
    clauses += [_proposed(s, "it" if own else ground) for s in shown if s.status == "proposed"]
    clauses += [f"{s.corridor.name} was not yet in service" for s in shown if s.status == "not_yet"]
    return "; ".join(clauses) + "."


def _count(own: Sequence[Shown], existing: Sequence[Shown], ground: str, all_exist: bool) -> str:
    """Count among all that exist and are shown, those without a verdict of their own too."""
    total = len(existing)
    good = sum(s.judged.verdict == "bypasses" for s in own)
    noun = ("" if all_exist else "existing ") + ("corridor" if total == 1 else "corridors")
    verb = "bypasses" if good == 1 else "bypass"
    return f"**{good} of {total}** {noun} shown {verb} {ground}"


def _crossing(crossing: Sequence[Shown]) -> list[str]:
    def soil(s: Shown) -> float:
        return s.judged.test("soil").value or 0.0

    ranked = sorted(crossing, key=lambda s: (-soil(s), s.corridor.name))
    told = []
    for s in ranked[:NAMED]:
        told.append(f"{s.corridor.name} crosses it {extent(s.judged)}")
    if len(ranked) > NAMED:
        told.append(f"{len(ranked) - NAMED} more cross it")
    return [listed(told)] if told else []


def extent(judged: Judged) -> str:
    """Say how a path crosses: by kilometres of soil, else by a port, else at sea."""
    soil, port, sea = (judged.test(name) for name in ("soil", "port", "territorial_sea"))
    if soil.answer == "yes":
        return f"for **{km(soil.value or 0)}**"
    if port.answer == "yes":
        return f"through **{port.note}**"
    return f"for **{km(sea.value or 0)}** of territorial sea"


def _unsure(unsure: Sequence[Shown]) -> list[str]:
    if not unsure:
        return []
    return [f"for {listed(s.corridor.name for s in unsure)} the data cannot tell"]


def _idle(s: Shown) -> str:
    since = f" from {date(s.standing.since)}" if s.standing.since else ""
    if s.standing.parts:
        return f"{s.corridor.name}, counted here, was closed{since} at {listed(s.standing.parts)}"
    return f"{s.corridor.name}, counted here, was idle{since}"


def _lanes(s: Shown, places: dict[str, str]) -> str:
    lanes = s.judged.lanes
    bad = [places[lane.origin] for lane in lanes if lane.judged.verdict == "crosses"]
    unsure = [places[lane.origin] for lane in lanes if lane.judged.verdict == "cannot_tell"]
    if not bad and not unsure:
        return f"{s.corridor.name} keeps clear of it from each of its {len(lanes)} ports of loading"
    told = []
    if bad:
        only = "only " if len(bad) < len(lanes) else ""
        told.append(f"crosses it **{only}when loaded at {listed(bad)}**")
    if unsure:
        told.append(f"cannot be told when loaded at {listed(unsure)}")
    return f"{s.corridor.name} {listed(told)}"


def _proposed(s: Shown, ground: str) -> str:
    would = {"bypasses": f"would bypass {ground}", "crosses": f"would cross {ground}"}
    fate = would.get(s.judged.verdict, "cannot be judged")
    return f"the proposed {s.corridor.name} {fate} and counts in no total"
