"""Each answer closes: kilometres over states and zones add up to the length, for whatever path."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from routes.model.atlas import Atlas, ZoneKm
from routes.model.tables import Tables
from routes.network.journeys import journeys
from routes.verdict.judge import Judged, judge, judge_corridor
from tests.routes.verdict.test_judge import INLAND, leg

RUSSIA = frozenset({"RU"})


def paths(atlas: Atlas, tables: Tables) -> Iterator[tuple[str, Judged]]:
    """Yield the judgement of every leg, corridor, branch and journey, with its name."""
    for one in atlas.legs.values():
        yield one.leg_id, judge([one], atlas.places, RUSSIA)
    for corridor_id in atlas.corridors:
        judged = judge_corridor(atlas, corridor_id, RUSSIA)
        yield corridor_id, judged
        for branch in judged.branches:
            yield f"{corridor_id} from {branch.origin}", branch.judged
    starts = [gate for gate in tables.gates if gate.role == "origin"]
    ends = [gate for gate in tables.gates if gate.role == "market"]
    for start in starts:
        for end in ends:
            if start.goods == end.goods:
                for journey in journeys(atlas, tables, start.gate_id, end.gate_id, RUSSIA):
                    yield f"{start.gate_id} to {end.gate_id}: {journey.code}", journey.judged


def test_every_path_closes(atlas: Atlas, tables: Tables) -> None:
    """The sum is taken here anew; nothing of the committed data is left out or counted twice."""
    every = list(paths(atlas, tables))
    assert len(every) > len(atlas.legs) + len(atlas.corridors) + 20
    faults = [
        (name, total, judged.length_km)
        for name, judged in every
        for total in [sum(zone.km for zone in judged.zones)]
        if total + judged.unattributed_km - judged.overcounted_km
        != pytest.approx(judged.length_km, abs=1e-6)
        # A number of a zone is rounded to the metre in each leg.
        or max(judged.unattributed_km, judged.overcounted_km) > 0.05
    ]
    assert faults == []


def test_what_is_left_out_and_what_is_counted_twice_are_told() -> None:
    for told, unattributed, twice in ((70.0, 30.0, 0.0), (130.0, 0.0, 30.0), (100.0, 0.0, 0.0)):
        judged = judge([leg("one", ("XX", "land", told, told, told))], INLAND, RUSSIA)
        assert judged.zones == (ZoneKm("XX", "land", told, told, told),)
        assert (judged.unattributed_km, judged.overcounted_km) == (unattributed, twice)
