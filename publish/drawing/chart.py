"""Draw the charts of a page: those of Trend from the same specification, the bars of Closure.

The specifications of Trend name every scale, and every mark's data stand in them: what is drawn of
them here are a few marks of Vega-Lite on two straight axes. No second chart is kept beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

from pages.shared import store
from pages.shared.cards.closure import Row
from pages.shared.cards.trend_chart import COLOURS, LINES, Chart, marked, trend_spec
from pages.shared.theme import THEME
from publish.drawing.layers import Layer, layer, stacked, written
from publish.drawing.letters import lines
from publish.drawing.letters import width as width_of
from publish.drawing.shown import closure_shown
from publish.viewed import Viewed
from routes.language import date, phrase, state_names
from routes.model.errors import DataError
from routes.network.trend import GROUPINGS

SIZE: Final = 12.0
LEFT, RIGHT, BOTTOM, TOP = 34.0, 8.0, 24.0, 8.0
"""Pixels round the plot: for the numbers of its axes."""
HEIGHTS: Final[dict[Chart, float]] = {"ways": 300.0, "share": 190.0, "numbers": 210.0}
"""Pixels of the plots."""
NAMED: Final = 11.0
"""Pixels of the letters in a bar."""
TICKS: Final = 5
POINT: Final = 4.2
"""Pixels of the radius of a point."""

Mark = Mapping[str, Any]


def chart_layers(viewed: Viewed, width: int) -> tuple[Layer, ...]:
    """Draw the charts of a page, one by one; none where it has none.

    Parameters
    ----------
    viewed
        The page and its view.
    width
        Pixels.
    """
    with viewed.spoken():
        if viewed.page == "Trend":
            return tuple(_trend(viewed, width))
        if viewed.page == "Closure":
            return (_closure(viewed, width),)
    return ()


def chart_layer(viewed: Viewed, width: int) -> Layer | None:
    """Draw the charts of a page below each other; None where it has none.

    Parameters
    ----------
    viewed, width
        As in `chart_layers`.
    """
    found = chart_layers(viewed, width)
    return stacked("chart", found, width) if found else None


# ---------- Trend ----------


def _trend(viewed: Viewed, width: float) -> Iterator[Layer]:
    view = viewed.view
    avoid = frozenset(view.avoid)
    names = state_names(avoid, store.library().atlas.state_names)
    charts: list[Chart] = ["ways", "share", "numbers"] if avoid else ["ways", "numbers"]
    for chart in charts:
        heading = phrase("trend-heading", chart=chart, avoid=names)
        parts, y = [written(heading, 0, 14, 15, weight=600)], 22.0
        if chart == "ways" and avoid:
            met = [(phrase("trend-colour", met=m, avoid=names), COLOURS[m]) for m in COLOURS]
            svg, y = _entries(met, width, y)
            parts.append(svg)
        if chart == "numbers":
            by = [(phrase(f"trend-by-{by}"), LINES[by]) for by in GROUPINGS]
            svg, y = _entries(by, width, y)
            parts.append(svg)
        plot = Plot(trend_spec(chart, avoid, view.as_article), width, HEIGHTS[chart], y)
        parts.append(plot.svg())
        high = y + HEIGHTS[chart] + TOP + BOTTOM
        yield layer(f"chart-{chart}", "".join(parts), width, high)
    parts, y = [], 0.0
    for n, event in marked(view.as_article):
        for line in lines(f"{n}  {date(event.date)}: {event.title}", SIZE, width):
            parts.append(written(line, 0, y + 12, SIZE, color=THEME.map_text))
            y += 16
    if parts:
        yield layer("chart-events", "".join(parts), width, y + 4)


def _entries(entries: Sequence[tuple[str, str]], width: float, top: float) -> tuple[str, float]:
    """Draw the key to the colours."""
    parts, x, y = [], 0.0, top
    for words, colour in entries:
        wide = 19 + width_of(words, SIZE) + 18
        if x and x + wide > width:
            x, y = 0.0, y + 17
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="13" height="11" fill="{colour}"/>')
        parts.append(written(words, x + 19, y + 10, SIZE, color=THEME.map_text))
        x += wide
    return "".join(parts), y + 20


class Plot:
    """A chart drawn from its specification of Vega-Lite.

    Parameters
    ----------
    spec
        What `trend_spec` says.
    width, height
        Pixels, those of the axes included sideways.
    top
        Where it begins.

    Raises
    ------
    DataError
        If it has a mark that is not known here.
    """

    def __init__(self, spec: Mapping[str, Any], width: float, height: float, top: float) -> None:
        self._layers: Sequence[Mark] = spec["layer"]
        self._datasets: Mapping[str, Any] = spec["datasets"]
        self._left, self._right = LEFT, width - RIGHT
        self._top, self._bottom = top + TOP, top + TOP + height
        scales: dict[str, tuple[float, float]] = {}
        axes: dict[str, Mapping[str, Any]] = {}
        for one in self._layers:
            for side in ("x", "y"):
                encoded = one["encoding"].get(side, {})
                if "scale" in encoded:
                    low, high = encoded["scale"]["domain"]
                    scales.setdefault(side, (float(low), float(high)))
                    axes.setdefault(side, encoded["axis"])
        self._scales, self._axes = scales, axes
        colours = [one["encoding"].get("color", {}).get("scale") or {} for one in self._layers]
        named = next((one for one in colours if "domain" in one), {"domain": (), "range": ()})
        self._colours = dict(zip(named["domain"], named["range"], strict=True))

    def _x(self, value: float) -> float:
        low, high = self._scales["x"]
        return self._left + (value - low) / (high - low) * (self._right - self._left)

    def _y(self, value: float) -> float:
        low, high = self._scales["y"]
        return self._bottom - (value - low) / (high - low) * (self._bottom - self._top)

    def svg(self) -> str:
        """Draw it."""
        grounds = [one for one in self._layers if _kind(one) == "rect"]
        rest = [one for one in self._layers if one not in grounds]
        marks = "".join(f"<g>{''.join(self._mark(one))}</g>" for one in rest)
        under = "".join("".join(self._mark(one)) for one in grounds)
        return f"<g>{under}{self._grid()}{marks}</g>"

    def _grid(self) -> str:
        parts = []
        low, high = self._scales["y"]
        for value in _ticks(low, high):
            y = self._y(value)
            parts.append(
                f'<path d="M{self._left:.1f} {y:.1f}H{self._right:.1f}" fill="none"'
                f' stroke="{THEME.row}"/>'
            )
            words = f"{value:g}"
            parts.append(written(words, self._left - 6, y + 4, 11, color=THEME.dim, anchor="end"))
        for value in self._axes["x"]["values"]:
            words = str(int(value))
            at = self._x(value)
            parts.append(
                written(words, at, self._bottom + 16, SIZE, color=THEME.dim, anchor="middle")
            )
        parts.append(
            f'<path d="M{self._left:.1f} {self._bottom:.1f}H{self._right:.1f}" fill="none"'
            f' stroke="{THEME.line}"/>'
        )
        return "".join(parts)

    def _rows(self, one: Mark) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = self._datasets[one["data"]["name"]]
        return rows

    def _mark(self, one: Mark) -> Iterator[str]:
        kind = _kind(one)
        if kind not in DRAWN:
            raise DataError("pages/shared/cards/trend_chart.py", None, f"draws {kind!r}", CURE)
        if kind in {"line", "area"}:
            yield from self._runs(one, kind)
            return
        for row in self._rows(one):
            yield self._single(one, kind, row)

    def _field(self, one: Mark, side: str, row: Mapping[str, Any]) -> float | None:
        encoded = one["encoding"].get(side)
        return None if encoded is None else float(row[encoded["field"]])

    def _colour(self, one: Mark, row: Mapping[str, Any]) -> str:
        encoded = one["encoding"].get("color")
        if encoded is None:
            return str(one["mark"].get("color", THEME.ink))
        value = row[encoded["field"]]
        return str(self._colours.get(value, value))

    def _single(self, one: Mark, kind: str, row: Mapping[str, Any]) -> str:
        said = one["mark"]
        x, to_x = self._field(one, "x", row), self._field(one, "x2", row)
        y, to_y = self._field(one, "y", row), self._field(one, "y2", row)
        colour = self._colour(one, row)
        left = self._x(x if x is not None else self._scales["x"][0])
        if kind in {"bar", "rect"}:
            right = self._x(to_x) if to_x is not None else left
            if to_x is None:
                half = float(said.get("width", 10)) / 2
                left, right = left - half, left + half
            top = self._y(max(y, to_y or 0.0)) if y is not None else self._top
            bottom = self._y(min(y, to_y or 0.0)) if y is not None else self._bottom
            edge = f' stroke="{said["stroke"]}"' if "stroke" in said else ""
            high = max(bottom - top, float(said.get("minBandSize", 0)))
            return (
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}"'
                f' height="{high:.1f}" fill="{colour}"{edge}{_value(row)}/>'
                f"{_named(row, (left + right) / 2, (top + bottom) / 2, (right - left, high))}"
            )
        if kind == "rule":
            ends = (self._y(y), self._y(to_y)) if y is not None and to_y is not None else None
            top, bottom = ends or (self._top, self._bottom)
            dash = said.get("strokeDash")
            dashed = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
            faint = f' stroke-opacity="{said["opacity"]}"' if "opacity" in said else ""
            return (
                f'<path d="M{left:.1f} {top:.1f}V{bottom:.1f}" fill="none" stroke="{colour}"'
                f' stroke-width="{said.get("strokeWidth", 1)}"{dashed}{faint}/>'
            )
        if kind == "point":
            return (
                f'<circle cx="{left:.1f}" cy="{self._y(y or 0.0):.1f}" r="{POINT}"'
                f' fill="{colour}"{_value(row)}/>'
            )
        encoded = one["encoding"].get("text")
        words = str(row[encoded["field"]]) if encoded else str(said["text"])
        middle = (self._top + self._bottom) / 2
        at = middle if y is None else self._y(y) + float(said.get("dy", 0)) + 9
        heavy = 700 if said.get("fontWeight") == "bold" else 400
        size = float(said.get("fontSize", SIZE))
        return written(
            words,
            left + float(said.get("dx", 0)),
            at,
            size,
            weight=heavy,
            color=colour,
            anchor="middle",
        )

    def _runs(self, one: Mark, kind: str) -> Iterator[str]:
        field = one["encoding"]["detail"]["field"]
        for _, some in groupby(self._rows(one), key=lambda row: row[field]):
            rows = list(some)
            points = [
                (self._x(self._field(one, "x", r) or 0), self._y(self._field(one, "y", r) or 0))
                for r in rows
            ]
            data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            if kind == "area":
                tops = (self._y(self._field(one, "y2", row) or 0) for row in reversed(rows))
                back = zip((x for x, _ in reversed(points)), tops, strict=True)
                data += "L" + "L".join(f"{x:.1f} {y:.1f}" for x, y in back) + "z"
                yield f'<path d="{data}" fill="{one["mark"]["color"]}"/>'
            else:
                yield (
                    f'<path d="{data}" fill="none" stroke="{one["mark"]["color"]}"'
                    f' stroke-width="{one["mark"].get("strokeWidth", 1)}"/>'
                )


DRAWN: Final = {"bar", "rect", "rule", "point", "text", "line", "area"}
"""Marks that are drawn."""
CURE: Final = "draw the mark in publish/drawing/chart.py"


def _kind(one: Mark) -> str:
    return str(one["mark"]["type"])


def _value(row: Mapping[str, Any]) -> str:
    """Say what a mark stands for, for who reads the drawing."""
    told = next((row[name] for name in ("mt", "share", "number") if name in row), "")
    of = row.get("way") or row.get("by") or ""
    year = row.get("year", "")
    return f' data-of="{escape(f"{year} {of} {told}".strip())}"' if told else ""


def _named(row: Mapping[str, Any], x: float, y: float, room: tuple[float, float]) -> str:
    """Name a bar that has room for it: the way, and how much of it is drawn."""
    if "way" not in row or room[1] < SIZE + 2:
        return ""
    words = f"{row['way'].partition(',')[0]} {row['mt'].partition(' ')[0]}"
    if width_of(words, NAMED, 600) > room[0] - 6:
        return ""
    return written(words, x, y + 4, NAMED, weight=600, color=THEME.white, anchor="middle")


def _ticks(low: float, high: float) -> list[float]:
    """List round values of an axis, about `TICKS` of them."""
    rough = (high - low) / TICKS
    ten = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 0.1
    step = next(ten * digit for digit in (1, 2, 2.5, 5, 10) if ten * digit >= rough)
    first = int(low / step) + (low % step > 0)
    count = int((high - first * step) / step + 1e-9) + 1
    return [round((first + n) * step, 6) for n in range(count)]


# ---------- Closure ----------

NAME, NUMBER, BAR = 300.0, 150.0, 12.0
"""Pixels of the columns of names and of numbers, and of a bar's height."""


def _closure(viewed: Viewed, width: float) -> Layer:
    """Draw what moved and what can move, each way a row, all bars on one scale."""
    card = closure_shown(viewed.view)
    plot = width - NAME - NUMBER - 20
    heads = [phrase("closure-column-mt")]
    if card.closed:
        heads = [phrase("closure-column-moved"), phrase("closure-column-now")]
    numbers = [NAME + NUMBER * (0.45 if card.closed else 0.9), NAME + NUMBER]
    parts, y = [], 0.0
    for x, words in zip(numbers, heads, strict=False):
        parts.append(written(words, x, 12, 11.5, color=THEME.dim, anchor="end"))
    y = 22.0
    for group in card.groups:
        if group.title:
            parts.append(written(group.title, 0, y + 14, SIZE, weight=600, color=THEME.dim))
            y += 24
        for row in group.rows:
            parts.append(_bars(row, numbers, plot, y, closed=card.closed))
            y += 24
    case = "paper" if card.paper else "seen"
    note = phrase("closure-bars", case=case) if card.closed else phrase("closure-bars-balance")
    for line in lines(note, 11.5, width):
        parts.append(written(line, 0, y + 14, 11.5, color=THEME.dim))
        y += 15
    return layer("chart", "".join(parts), width, y + 8)


def _bars(row: Row, numbers: Sequence[float], plot: float, y: float, *, closed: bool) -> str:
    weight = 600 if row.total else 400
    name = lines(row.name, 12.5, NAME - 90, weight)
    whole = name[0] + ("…" if len(name) > 1 else "")
    parts = [written(whole, 0, y + 14, 12.5, weight=weight)]
    if row.closed:
        x = width_of(whole, 12.5, weight) + 8
        parts.append(written(phrase("closure-closed"), x, y + 14, 11.5, color=THEME.closed))
    told = phrase("picture-range", value=row.moved, range=row.range) if row.range else row.moved
    parts.append(written(told, numbers[0], y + 14, 12.5, weight=weight, anchor="end"))
    if closed:
        parts.append(written(row.can_move, numbers[1], y + 14, 12.5, weight=600, anchor="end"))
    left = NAME + NUMBER + 20
    top = y + 4
    full = row.full / 100 * plot
    parts.append(
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{full:.2f}" height="{BAR:g}"'
        f' fill="{THEME.outside}"/>'
    )
    if closed:
        was = max(row.outline / 100 * plot, 2)
        parts.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{was:.2f}" height="{BAR:g}"'
            f' fill="none" stroke="{THEME.ink}"/>'
        )
    else:
        maybe = row.maybe / 100 * plot
        parts.append(
            f'<rect x="{left + full:.1f}" y="{top:.1f}" width="{maybe:.2f}" height="{BAR:g}"'
            f' fill="{THEME.outside_maybe}"/>'
        )
    return "".join(parts)
