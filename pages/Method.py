"""The method page: how kilometres, zones, precision and verdicts are made, and their limits."""

import re
from html import escape

import streamlit as st

from pages.shared.cards import words
from pages.shared.cards.corridor import TEMPLATES
from pages.shared.frame import frame
from pages.shared.view import session
from pages.shared.view.widgets import Year
from routes.evidence.lengths import compare
from routes.files.load import load_document

lib = frame.begin("Method")
view = session.open_view(lib.known, "Method", Year())
frame.header(view, "Method")
frame.notices()

cite = words.Citations(lib.tables)
quoted = TEMPLATES.get_template("cite.html").module.cite
rows = []
for row in compare(lib.atlas, lib.tables.figures.rows):
    source = cite.source(row.source_id)
    state = lib.atlas.state_names.get(row.state, "in all")
    cells = [f"<th scope='row'>{escape(row.name)}</th><td>{escape(state)}</td>"]
    cells += [
        f"<td class='num'>{value}</td>"
        for value in (f"{row.published_km:,.0f}", f"{row.map_km:,.0f}", f"{100 * row.ratio:.1f} %")
    ]
    cells.append(f"<td class='mv-dim'>{quoted(source) if source else ''}</td>")
    rows.append(f"<tr>{''.join(cells)}</tr>")

with st.container(key="method"):
    # Its links to other files of the repository lead nowhere from here.
    st.markdown(re.sub(r"\[([^\]]+)\]\((?!http)[^)]*\)", r"\1", load_document("method.md")))
    st.html(
        '<section class="mv-method"><h3>Published and on the map, km</h3>'
        '<div class="mv-scroll" tabindex="0" role="region" '
        'aria-label="Published lengths and lengths on the map">'
        "<table><thead><tr><th scope='col'>Line</th><th scope='col'>State</th>"
        "<th scope='col' class='num'>Published</th><th scope='col' class='num'>On the map</th>"
        "<th scope='col' class='num'>Share</th><th scope='col'>Source of the published figure</th>"
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
    )
frame.footer(lib.atlas.data_version)
