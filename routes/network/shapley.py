"""Share a cost among players who cause it together: the Shapley value, exact over all coalitions.

Each player shuts a set of things. Those who shut the same are alike and are taken together: the
value is the integral of the gradient of Owen's multilinear extension along its diagonal (G. Owen,
Management Science 18, 1972), a polynomial that Gauss's nodes integrate without an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

Things = frozenset[str]
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


def shapley(
    sets: Mapping[str, Things],
    join: Callable[[Things, Things], Things],
    value: Callable[[Things], float],
    nothing: Things = frozenset(),
) -> dict[str, float]:
    """Compute the Shapley value of players.

    Parameters
    ----------
    sets
        What each player shuts.
    join
        Unites two sets, with what they imply together.
    value
        What a set costs.
    nothing
        What is shut without any player.

    Returns
    -------
    By player, in the unit of the value; they add up to what the players cost together.
    """
    groups: dict[Things, list[str]] = defaultdict(list)
    for player, shut in sets.items():
        if not shut <= nothing:
            groups[shut].append(player)
    sizes = [len(players) for players in groups.values()]
    worth = _worth(list(groups), join, value, nothing)
    # The polynomial's degree is less than the number of players.
    points, weights = np.polynomial.legendre.leggauss(len(sets) // 2 + 1)
    found = dict.fromkeys(sets, 0.0)
    for k, players in enumerate(groups.values()):
        mine = 0.0
        for point, weight in zip((points + 1) / 2, weights / 2, strict=True):
            # Of this group nobody else has come yet when the player does.
            alone = (1 - point) ** (sizes[k] - 1)
            mine += weight * alone * _gain(worth, sizes, k, 1 - point)
        found |= dict.fromkeys(players, float(mine))
    return found


def _worth(
    groups: Sequence[Things],
    join: Callable[[Things, Things], Things],
    value: Callable[[Things], float],
    nothing: Things,
) -> Floats:
    """Return what each coalition of groups costs: bit k of its number says whether group k is in.

    Most coalitions come down to few sets, each of which is looked up once.
    """
    united = [nothing]
    joined: dict[tuple[Things, Things], Things] = {}
    for shut in groups:
        for one in list(united):
            if (one, shut) not in joined:
                joined[one, shut] = join(one, shut)
            united.append(joined[one, shut])
    return np.array([value(one) for one in united])


def _gain(worth: Floats, sizes: Sequence[int], k: int, late: float) -> float:
    """Return what group k adds on average to those that have come.

    Each player comes later with a chance of `late`, and a group has come when one of it has.
    """
    chance = np.ones(1)
    for j, size in enumerate(sizes):
        none = 1.0 if j == k else late**size
        chance = np.concatenate([chance * none, chance * (1 - none)])
    with_k, before = worth.reshape(-1, 2, 2**k), chance.reshape(-1, 2, 2**k)[:, 0]
    return float(np.sum((with_k[:, 1] - with_k[:, 0]) * before))
