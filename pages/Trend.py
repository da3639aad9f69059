"""The trend page: whether Kazakhstan's oil leaves by more ways than before, and what it meets."""

from html import escape

import streamlit as st

from pages.shared.cards.sentence import sentence_html
from pages.shared.cards.trend import sentence_of, trend_html
from pages.shared.cards.trend_chart import Chart, description, signs_html, trend_spec
from pages.shared.cards.trend_why import why_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.pickers import switches
from pages.shared.view import session
from routes.language import phrase, state_names

lib = frame.begin("Trend")

# Read the view.
view, lib = frame.opened(session.open_view(lib.known, "Trend"))
atlas = lib.atlas
avoid = frozenset(view.avoid)

# Ask the engine.
sentence = sentence_of(avoid, view.as_article)


def draw(chart: Chart) -> None:
    """Draw a chart under its heading.

    Parameters
    ----------
    chart
        Which.
    """
    names = state_names(avoid, atlas.state_names)
    heading = phrase("trend-heading", chart=chart, avoid=names)
    st.html(f'<h2 class="mv-section">{escape(heading)}</h2>')
    st.vega_lite_chart(
        spec=trend_spec(chart, avoid, view.as_article),
        key=f"trend_{chart}",
        alt=description(chart, view.as_article),
    )


# Draw.
frame.header(view, "Trend")
with st.container(key="trend"):
    with st.container(key="lead"):
        frame.notices()
        st.html(sentence_html(sentence))
    with st.container(key="panel"):
        switches.avoid(atlas)
    with st.container(key="years"):
        draw("ways")
        st.html(signs_html(view))
        with st.container(key="lines"):
            if avoid:
                with st.container():
                    draw("share")
            with st.container():
                draw("numbers")
    with st.container(key="card"):
        st.html(trend_html(avoid, view.year, view.as_article))
        if why := why_html(view.year, view.as_article):
            st.html(why)
        frame.later_note(view)
        citing.draw(
            "trend",
            phrase("frame-page-Trend"),
            lambda: [citing.trend(sentence, view)],
            ("shown", "ways", "figures"),
        )
frame.footer(atlas.data_version)
