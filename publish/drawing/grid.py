"""Draw a table as a picture: the cells of the page, broken into lines where a column is narrow."""

from __future__ import annotations

from typing import Final

from pages.shared.theme import THEME
from publish.drawing.layers import Layer, layer, written
from publish.drawing.letters import lines
from publish.drawing.letters import width as width_of
from publish.drawing.shown import Grid

SIZE: Final = 13.0
HEAD: Final = 11.5
LEAD: Final = 16.0
"""Pixels from line to line of a cell."""
APART: Final = 18.0
"""Pixels between columns."""
LEAST: Final = 52.0
"""Pixels of a column at least."""


def grid_layer(grid: Grid, width: int) -> Layer:
    """Draw a table.

    Parameters
    ----------
    grid
        What it lists.
    width
        Pixels.
    """
    wide = widths(grid, width)
    inner, y = _row(grid, tuple(head.text for head in grid.heads), wide, 0.0, size=HEAD)
    parts = [inner, _rule(width, y, THEME.ink)]
    for row in grid.rows:
        if row.heading:
            y += 6
            parts.append(written(row.cells[0], 0, y + 14, SIZE, weight=600, color=THEME.dim))
            y += 22
            continue
        inner, y = _row(grid, row.cells, wide, y, total=row.total)
        parts += [inner, _rule(width, y, THEME.row)]
    return layer("table", "".join(parts), width, y + 4)


def _rule(width: float, y: float, color: str) -> str:
    return f'<path d="M0 {y:.1f}H{width:g}" fill="none" stroke="{color}"/>'


def widths(grid: Grid, width: float) -> list[float]:
    """Share a width among columns: as wide as they want to be, else the widest give way first.

    Parameters
    ----------
    grid
        The table.
    width
        Pixels of all of them, with what is between them.
    """
    room = width - APART * (len(grid.heads) - 1)
    texts = [row.cells for row in grid.rows if not row.heading]
    wanted = [
        max(
            LEAST,
            *(width_of(cells[n], SIZE, 600 if n == 0 else 400) for cells in texts),
            *(width_of(word, HEAD, 600) for word in head.text.split()),
        )
        + 1
        for n, head in enumerate(grid.heads)
    ]
    most = max(wanted)
    while sum(min(one, most) for one in wanted) > room and most > LEAST:
        most -= 1
    given = [min(one, most) for one in wanted]
    # What is left goes to the first column, so that numbers stand at the right edge.
    given[0] += max(0.0, room - sum(given))
    return given


def _row(
    grid: Grid,
    cells: tuple[str, ...],
    wide: list[float],
    top: float,
    *,
    size: float = SIZE,
    total: bool = False,
) -> tuple[str, float]:
    head = size == HEAD
    broken = [
        lines(cell, size, wide[n], _weight(n, head=head, total=total))
        for n, cell in enumerate(cells)
    ]
    high = LEAD * max(map(len, broken)) + 9
    parts, x = [], 0.0
    for n, rows in enumerate(broken):
        num = grid.heads[n].num
        at, anchor = (x + wide[n], "end") if num else (x, "start")
        first = top + high - 9 - LEAD * (len(rows) - 1) if head else top + LEAD
        for k, words in enumerate(rows):
            parts.append(
                written(
                    words,
                    at,
                    first + LEAD * k,
                    size,
                    weight=_weight(n, head=head, total=total),
                    color=THEME.dim if head else THEME.ink,
                    anchor=anchor,
                )
            )
        x += wide[n] + APART
    return "".join(parts), top + high


def _weight(column: int, *, head: bool, total: bool) -> int:
    return 600 if total or head or column == 0 else 400
