"""Render what the map shows as a table.

Pure: takes what the engine found, returns HTML in which every value is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from pages.shared.cards import words
from routes.evidence.moment import Standing
from routes.language import avoided
from routes.model.atlas import Atlas
from routes.verdict.judge import Judged


def panel_table(
    atlas: Atlas,
    routes: Sequence[str],
    avoid: frozenset[str],
    judged: Mapping[str, Judged],
    stood: Mapping[str, Standing],
) -> str:
    """Render the corridors shown: verdict, kilometres in the states to avoid and in all, status."""
    if not routes:
        return "<span></span>"
    named = escape(avoided(avoid, atlas.state_names)) if avoid else "the states to avoid"
    rows = []
    for corridor_id in routes:
        corridor, one, standing = (
            atlas.corridors[corridor_id],
            judged[corridor_id],
            stood[corridor_id],
        )
        badge = words.badge(one, standing.status, avoid, atlas.state_names)
        inside = one.test("soil").value if avoid and one.verdict != "depends" else None
        cells = (
            badge.text,
            "–" if inside is None else f"{inside:,.0f}",
            f"{one.length_km:,.0f}",
            standing.words or standing.status,
            corridor.path.partition(",")[0],
        )
        numbers = (1, 2)
        row = "".join(
            f"<td{' class=num' if n in numbers else ''}>{escape(cell)}</td>"
            for n, cell in enumerate(cells)
        )
        rows.append(f"<tr><th scope='row'>{escape(corridor.name)}</th>{row}</tr>")
    head = "".join(
        f"<th scope='col'{' class=num' if 'km' in title else ''}>{title}</th>"
        for title in (
            "Corridor",
            "Verdict",
            f"km on the soil of {named}",
            "km in all",
            "Status",
            "Path",
        )
    )
    return (
        "<details class='mv-method mv-table mv-computed'>"
        "<summary>The corridors shown, as a table</summary>"
        "<p class='mv-dim'>Kilometres computed along the lines of the map; the card of a corridor "
        "says how far off they may be.</p>"
        "<div class='mv-scroll' tabindex='0' role='region' aria-label='The corridors shown'>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )
