"""Draw the legend of a map: exactly what is drawn, and nothing else, in columns below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pages.shared.theme import THEME
from publish.drawing.layers import Layer, ink_svg, layer, map_drawn, stroke_svg, written
from publish.drawing.letters import width as width_of
from publish.drawing.modules import Drawn
from publish.viewed import Viewed

SIZE: Final = 12.0
"""Pixels of its letters."""
SWATCH: Final = 28.0
"""Pixels of the sign before a row."""
ROW: Final = 18.0
"""Pixels from row to row; a wide line takes more."""
APART: Final = 26.0
"""Pixels between columns."""
MOST_ROWS: Final = 5
"""Rows of a column; a group of more has several."""


@dataclass(frozen=True)
class _Column:
    heading: str
    rows: Sequence[Mapping[str, Any]]

    @property
    def width(self) -> float:
        words = max((SWATCH + 7 + width_of(row["text"], SIZE) for row in self.rows), default=0.0)
        return max(words, width_of(self.heading, SIZE, 600))

    @property
    def height(self) -> float:
        return ROW + sum(map(_height, self.rows))


def _height(row: Mapping[str, Any]) -> float:
    return max(ROW, *(float(stroke["weight"]) + 4 for stroke in row["strokes"]), 0.0)


def legend_layer(viewed: Viewed, width: int, height: int = 560) -> Layer:
    """Draw the legend of a view's map.

    Parameters
    ----------
    viewed
        The page and its view.
    width, height
        Size of the map in pixels; the legend is as wide, and as high as it needs.
    """
    return legend(map_drawn(viewed, width, height)[1], width)


def legend(said: Drawn, width: float) -> Layer:
    """Draw the legend of a map that was drawn.

    Parameters
    ----------
    said
        What the modules say of the map.
    width
        Pixels.
    """
    columns: list[_Column] = []
    for row in said.rows:
        if row["group"]:
            columns.append(_Column(row["text"], []))
        else:
            last = columns[-1]
            if len(last.rows) == MOST_ROWS:
                columns.append(_Column("", [row]))
            else:
                columns[-1] = _Column(last.heading, [*last.rows, row])
    inner, x, y, high = [], 0.0, 0.0, 0.0
    for column in columns:
        if x and x + column.width > width:
            x, y, high = 0.0, y + high + 6, 0.0
        inner.append(_drawn(column, x, y))
        x += column.width + APART
        high = max(high, column.height)
    return layer("legend", "".join(inner), width, y + high + 2)


def _drawn(column: _Column, x: float, y: float) -> str:
    parts = []
    if column.heading:
        parts.append(written(column.heading, x, y + 12, SIZE, weight=600, color=THEME.map_text))
    top = y + ROW
    for row in column.rows:
        high = _height(row)
        middle = top + high / 2
        for stroke in row["strokes"]:
            grey = row["grey"] and stroke["color"] != THEME.white
            drawn = stroke_svg(stroke, THEME.legend if grey else "")
            data = f"M{x:.1f} {middle:.1f}h{SWATCH:g}"
            parts.append(f'<path fill="none" {drawn} d="{data}"/>')
        if row["sign"]:
            where = f"translate({x + SWATCH / 2:.1f} {middle:.1f})"
            parts.append(f'<g transform="{where}">{ink_svg(row["sign"])}</g>')
        parts.append(written(row["text"], x + SWATCH + 7, middle + 4, SIZE, color=THEME.map_text))
        top += high
    return "".join(parts)
