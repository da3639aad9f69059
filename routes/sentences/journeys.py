"""Sum up the journeys between two gates in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from routes.language import km, listed, territory
from routes.model.atlas import Atlas
from routes.model.rows import Gate
from routes.network.closures import Closure
from routes.network.journeys import Journey, shut_by, via


def summarise(
    atlas: Atlas,
    found: Sequence[Journey],
    shown: Sequence[Journey],
    ends: tuple[Gate, Gate],
    avoid: frozenset[str],
    closures: Sequence[Closure],
) -> str:
    """Say how many journeys there are, which bypass and by how much they are longer.

    Parameters
    ----------
    found, shown
        All journeys, and those the reader asked for.
    ends
        Origin and market.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    way = f"from {ends[0].name_en} to {ends[1].name_en}"
    if not found:
        return f"There is no way {way} on the lines of this map."
    open_ones = [j for j in found if not shut_by(atlas, j, closures)]
    if not open_ones:
        cut = dict.fromkeys(c.id for j in found for c in shut_by(atlas, j, closures))
        return f"No way {way} is left: **{listed(atlas.name_of(c) for c in cut)}** closed, cuts it."
    if not avoid:
        return f"{_count(open_ones)} {way}; no state to avoid is picked, so there is no verdict."
    good = [j for j in open_ones if j.judged.verdict == "bypasses"]
    running = [j for j in good if j.status != "idle"]
    ground = territory(avoid, atlas.state_names)
    told = [
        f"**{len(good)} of {len(open_ones)}** journeys {way} "
        f"{'bypasses' if len(good) == 1 else 'bypass'} {ground}"
    ]
    if len(good) > len(running):
        told[0] += f", {len(good) - len(running)} of them idle"
    bad = [j for j in open_ones if j.judged.verdict == "crosses" and j.status != "idle"]
    if running and bad:
        short, other = min(running, key=_length), min(bad, key=_length)
        more = _length(short) - _length(other)
        word = f"**{km(abs(more))} {'longer' if more > 0 else 'shorter'}**"
        told.append(
            f"the shortest that does, {via(atlas, short)}, is {word} than the shortest "
            f"that crosses it, {via(atlas, other)}"
        )
    elif running:
        short = min(running, key=_length)
        told.append(f"the shortest goes {via(atlas, short)}, {km(_length(short))}")
    if not shown:
        told.append("none is shown, as none bypasses it")
    return "; ".join(told) + "."


def _length(journey: Journey) -> float:
    return journey.judged.length_km


def _count(found: Sequence[Journey]) -> str:
    return f"**{len(found)}** {'journey' if len(found) == 1 else 'journeys'}"
