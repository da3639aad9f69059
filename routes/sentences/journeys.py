"""Format in one sentence the journeys between two gates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes.language import km, named, number, phrase, sentence, state_names
from routes.model.atlas import Atlas
from routes.model.rows import Gate
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.journeys import Journey, bottleneck, names_of, shut_by, together
from routes.network.uses import BEFORE, IN_YEAR
from routes.sentences.closure import mt as span_mt

TAKEN = frozenset({IN_YEAR, BEFORE})
"""What is known of ways that carried Kazakh oil."""


def summarise(
    atlas: Atlas,
    found: Sequence[Journey],
    shown: Sequence[Journey],
    ends: tuple[Gate, Gate],
    avoid: frozenset[str],
    closures: Sequence[Closure],
    caps: Capacities,
) -> str:
    """Count the journeys and those that bypass, format what they can carry and how long they are.

    Of oil it compares what those that bypass can carry together with what the widest of those that
    cross can; then by how much the shortest that bypasses is longer.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    found, shown
        All journeys, and those that the reader asked for.
    ends
        Origin and market.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    closures
        What closes; a journey that it cuts is not counted.
    caps
        Capacities of the year, for oil.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    oil = ends[0].goods == "oil"
    start, end = (named("gate", (gate.gate_id, gate.name_en)) for gate in ends)
    if not found:
        return phrase("journeys-none", origin=start, market=end)
    open_ones = [j for j in found if not shut_by(atlas, j, closures)]
    if not open_ones:
        cut = dict.fromkeys(c.id for j in found for c in shut_by(atlas, j, closures))
        closed = named("part", *((one, atlas.name_of(one)) for one in cut))
        return phrase("journeys-cut", origin=start, market=end, closed=closed)
    if not avoid:
        return phrase("journeys-no-state", n=len(open_ones), origin=start, market=end)
    good = [j for j in open_ones if j.judged.verdict == "bypasses"]
    running = [j for j in good if j.status != "idle"]
    clauses = [
        phrase(
            "journeys-count",
            good=len(good),
            total=len(open_ones),
            idle=len(good) - len(running),
            origin=start,
            market=end,
            avoid=state_names(avoid, atlas.state_names),
        )
    ]
    bad = [j for j in open_ones if j.judged.verdict == "crosses" and j.status != "idle"]
    names = names_of(atlas, found)
    if running and oil:
        clauses.append(_capacity(names, running, len(good) - len(running), bad, caps))
    if good and (used := good[0].used):
        n = sum(one.used is not None and one.used.known in TAKEN for one in good)
        clauses.append(phrase("journeys-used", n=n, good=len(good), year=used.year))
    if running:
        clauses.append(_shortest(names, running, bad))
    if not shown:
        clauses.append(phrase("journeys-none-shown"))
    return sentence(clauses)


def _capacity(
    names: Mapping[str, str],
    running: Sequence[Journey],
    idle: int,
    bad: Sequence[Journey],
    caps: Capacities,
) -> str:
    """Format what those that bypass can carry together, and what the widest of the others can."""
    most = together(caps, running)
    which = "rest" if idle else "all"
    if most is None:
        return phrase("journeys-capacity-unknown", n=len(running), which=which)
    mt = number(most[1], ".1f")
    bounds = [(one.bound, way) for way in bad if (one := bottleneck(caps, way))]
    if not bounds:
        return phrase("journeys-capacity", n=len(running), which=which, mt=mt)
    widest, way = max(bounds, key=lambda pair: (pair[0].high, pair[0].low))
    return phrase(
        "journeys-capacity-against",
        n=len(running),
        which=which,
        mt=mt,
        other=span_mt(widest.low, widest.high),
        way=names[way.code],
    )


def _shortest(names: Mapping[str, str], running: Sequence[Journey], bad: Sequence[Journey]) -> str:
    """Format the shortest that bypasses, and how much longer it is than one that crosses.

    Of those that carried Kazakh oil, where there are any: a way that nobody took is no answer.
    """
    taken = [j for j in running if j.used and j.used.known in TAKEN]
    short = min(taken or running, key=_length)
    used = "yes" if taken else "no"
    if not bad:
        way = names[short.code]
        return phrase("journeys-shortest", used=used, first=way, km=km(_length(short)))
    other = min(bad, key=_length)
    more = _length(short) - _length(other)
    return phrase(
        "journeys-shortest-pair",
        used=used,
        first=names[short.code],
        km=km(abs(more)),
        compared="longer" if more > 0 else "shorter",
        second=names[other.code],
    )


def _length(journey: Journey) -> float:
    return journey.judged.length_km
