"""Define the colours and the font: the only palette, from which all that is drawn takes them.

The pages' sheets and the map's take them as CSS custom properties (`outside_dark` is
`--outside-dark`), the map's lines and the charts as values. Streamlit reads its own from
`.streamlit/config.toml` before any of our code runs: `tests/test_theme.py` holds that file to
`streamlit_options()`, and lets no other file name a colour.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

FOR_MAP = (
    "font",
    "white",
    "outside",
    "inside",
    "closed",
    "water",
    "land",
    "home",
    "tint",
    "coast",
    "border",
    "map_ink",
    "map_text",
    "map_dim",
    "map_line",
    "legend",
    "corridor_name",
    "state_name",
    "home_name",
    "avoided_name",
    "sea_name",
    "city_name",
    "city_dot",
)
"""Fields that the map's frame is given."""


@dataclass(frozen=True)
class Theme:
    """Colours as `#rrggbb`, and one font.

    Light only, on purpose: the map is drawn on light land and water, and the two colours of its
    lines are chosen against them. They stay apart for colour-blind readers. Every text colour
    reaches 4.5:1 on every ground that it meets (WCAG AA); `tests/test_theme.py` computes it.

    Attributes
    ----------
    font
        Family of the map's and the charts' text, as CSS writes it. Source Sans comes with
        Streamlit.
    white
        Ground of pages and cards, casing of lines.
    outside, outside_dark, outside_pale
        Outside the states to avoid: lines and accents; words; grounds.
    outside_sea, outside_waters, outside_beyond, outside_maybe
        Lighter shades of it: of the strip in territorial sea, in nearest waters and beyond; of a
        flow that may be.
    inside, inside_dark, inside_pale
        Inside the states to avoid: lines and marks; words; grounds.
    inside_gone
        A flow that a closure ends.
    unsure_dark, unsure_pale
        What cannot be told: words; grounds.
    closed
        Lines that a closure ends.
    ink, dim
        Words; words beside them. `ink` is so dark because Streamlit draws captions at 60 % of it.
    line, row, soft, band
        Edges; lines between the rows of a table; quiet grounds; the chosen row of a chart.
    notice_dark, notice_line, notice_pale
        Words, edge and ground of a notice.
    bottleneck_line, bottleneck_pale
        Edge and ground of the box that names a bottleneck.
    water, land, home, tint, coast, border
        The map's background; `home` is land of the state that this is about, `tint` of the states
        to avoid.
    map_ink, map_text, map_dim, map_line
        Words on the map; words in its boxes, and quieter ones; the boxes' edges.
    legend
        Patterns in the legend that stand for lines of either colour, and names of small places.
    corridor_name, state_name, home_name, avoided_name, sea_name, city_name, city_dot
        Names on the map; `home_name` is that of the state that this is about, `avoided_name` of
        one to avoid.
    orange, orange_dark, orange_pale, yellow, green, green_dark, green_pale, violet, violet_dark, \
    violet_pale, gray, gray_dark, gray_pale
        The badges of Streamlit's own that have no meaning here.
    """

    font: str = '"Source Sans", "Source Sans Pro", system-ui, "Segoe UI", Roboto, sans-serif'
    white: str = "#ffffff"

    outside: str = "#0b6fa4"
    outside_dark: str = "#084c74"
    outside_pale: str = "#e0eff8"
    outside_sea: str = "#3d8fba"
    outside_waters: str = "#c3dcea"
    outside_beyond: str = "#e4ecf1"
    outside_maybe: str = "#a9cfe6"
    inside: str = "#c8441b"
    inside_dark: str = "#9c2f0c"
    inside_pale: str = "#fbe4dc"
    inside_gone: str = "#e9b39f"
    unsure_dark: str = "#5e4b00"
    unsure_pale: str = "#f3eed8"
    closed: str = "#6b7280"

    ink: str = "#0e1822"
    dim: str = "#4c5a66"
    line: str = "#d5dde3"
    row: str = "#e3e9ed"
    soft: str = "#f4f7f9"
    band: str = "#dbe7ef"
    notice_dark: str = "#5f2c00"
    notice_line: str = "#e9c58f"
    notice_pale: str = "#fff0dd"
    bottleneck_line: str = "#ecd9a8"
    bottleneck_pale: str = "#fff8e8"

    water: str = "#dfe8ee"
    land: str = "#f1efe8"
    home: str = "#fffef9"
    tint: str = "#f5e1d7"
    coast: str = "#b3c3ce"
    border: str = "#c9c3b4"
    map_ink: str = "#1c2b38"
    map_text: str = "#4b5560"
    map_dim: str = "#5d6570"
    map_line: str = "#d5dae0"
    legend: str = "#3d4750"
    corridor_name: str = "#0a4a6e"
    state_name: str = "#62656a"
    home_name: str = "#5c5330"
    avoided_name: str = "#95513a"
    sea_name: str = "#45697f"
    city_name: str = "#60666d"
    city_dot: str = "#8a9097"

    orange: str = "#b25a00"
    orange_dark: str = "#8a3f00"
    orange_pale: str = "#fff0dd"
    yellow: str = "#8a7100"
    green: str = "#2b7a48"
    green_dark: str = "#1d5b34"
    green_pale: str = "#e3f3e8"
    violet: str = "#7747ac"
    violet_dark: str = "#54307f"
    violet_pale: str = "#efe7f8"
    gray: str = "#6b7782"
    gray_dark: str = "#4a5661"
    gray_pale: str = "#eceff2"

    def properties(self) -> dict[str, str]:
        """Return every value by the name of its CSS custom property, without the dashes before."""
        return {name.replace("_", "-"): value for name, value in asdict(self).items()}

    def css(self) -> str:
        """Format the custom properties as the rule that a page's sheets build on."""
        lines = "".join(f"--{name}:{value};" for name, value in self.properties().items())
        return f":root{{{lines}}}"

    def for_map(self) -> dict[str, str]:
        """Return the properties that the map's frame is given."""
        return {name.replace("_", "-"): getattr(self, name) for name in FOR_MAP}

    def streamlit_options(self) -> dict[str, str]:
        """Return the colours of `[theme]` in `.streamlit/config.toml`, by Streamlit's names."""
        badges = {
            "blue": (self.outside, self.outside_pale, self.outside_dark),
            "red": (self.inside, self.inside_pale, self.inside_dark),
            "orange": (self.orange, self.orange_pale, self.orange_dark),
            "yellow": (self.yellow, self.unsure_pale, self.unsure_dark),
            "green": (self.green, self.green_pale, self.green_dark),
            "violet": (self.violet, self.violet_pale, self.violet_dark),
            "gray": (self.gray, self.gray_pale, self.gray_dark),
        }
        options = {
            "primaryColor": self.outside,
            "backgroundColor": self.white,
            "secondaryBackgroundColor": self.soft,
            "textColor": self.ink,
            "linkColor": self.outside,
            "borderColor": self.line,
            "dataframeBorderColor": self.row,
            "dataframeHeaderBackgroundColor": self.soft,
        }
        for name, (colour, ground, words) in badges.items():
            options |= {
                f"{name}Color": colour,
                f"{name}BackgroundColor": ground,
                f"{name}TextColor": words,
            }
        return options


THEME = Theme()
