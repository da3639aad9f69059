"""The journeys page: from field to quay, every way judged as a whole."""

from dataclasses import replace
from html import escape

import streamlit as st

from pages.shared import citing, closing, frame, map, panel, session, store, trip_card
from routes.network import END, START, gate
from routes.summary_trips import summarise
from routes.when import changed

lib = frame.begin("Journeys", "journeys.css")
atlas, tables = lib.atlas, lib.tables
view = session.open_view(lib.known)
seen = map.peek(session.target(), "trips")
view = session.moved(view, seen.lat, seen.lon, seen.z)
closures = closing.read(atlas, tables, view.closed)
names = {(g.role, g.gate_id): g.name_en for g in tables.gates}


def pick(role: str, label: str, goods: str = "") -> str:
    """Draw the picker of an origin or a market; one that does not fit gives way."""
    key = "from" if role == START else "to"
    fitting = [g.gate_id for g in tables.gates if g.role == role and goods in ("", g.goods)]
    options = list(dict.fromkeys(fitting))
    if st.session_state[key] not in options:
        session.notice(f"{names[role, st.session_state[key]]} does not take {goods}; "
                       f"{names[role, options[0]]} is shown.")  # fmt: skip
        st.session_state[key] = options[0]
    return st.selectbox(label, options, format_func=lambda g: names[role, g], key=key)


with st.container(key="page"):
    with st.container(key="panel"):
        origin = pick(START, "From")
        start = gate(tables, START, origin)
        market = pick(END, "To", start.goods)
        panel.avoid(atlas)
        st.toggle("Only those that bypass", key="only")
        avoid = frozenset(st.session_state["avoid"])
        found = store.journeys_of(origin, market, avoid)
        shown = [j for j in found if not st.session_state["only"] or j.judged.verdict == "bypasses"]
        by_code = {journey.code: journey for journey in shown}
        for key in ("trip", "beside"):
            if st.session_state[key] not in by_code:
                if st.session_state[key]:
                    session.notice(f"journey {st.session_state[key]} is not among those shown.")
                st.session_state[key] = None
        if by_code and not st.session_state["trip"]:
            st.session_state["trip"] = next(iter(by_code))
        if by_code:
            st.radio("On the map", list(by_code), key="trip",
                     format_func=lambda c: trip_card.option(atlas, by_code[c], avoid))  # fmt: skip
            st.selectbox("Beside it", [c for c in by_code if c != st.session_state["trip"]],
                         key="beside", placeholder="Pick a second journey",
                         format_func=lambda c: trip_card.plain(atlas, by_code[c]))  # fmt: skip
    chosen = [by_code[c] for c in (st.session_state["trip"], st.session_state["beside"]) if c]
    view = replace(view, origin=origin, market=market, avoid=tuple(sorted(avoid)),
                   only="bypass" if st.session_state["only"] else "all",
                   journey=chosen[0].code if chosen else "",
                   beside=chosen[1].code if len(chosen) > 1 else "")  # fmt: skip
    session.keep(view)
    frame.header(view, "Journeys")
    with st.container(key="lead"):
        frame.notices()
        ends = (start, gate(tables, END, market, start.goods))
        text = summarise(atlas, found, shown, ends, avoid, closures)
        told = frame.bold(escape(text))
        st.html(f'<h1 class="mv-sentence mv-computed" aria-live="polite">{told}</h1>')
        legs = list(dict.fromkeys(leg for journey in chosen for leg in journey.ids))
        map.draw(on=(), legs=legs, strong=chosen[0].ids if len(chosen) > 1 else (), focus=None,
                 avoid=view.avoid, names=frame.sides(view, atlas), target=session.target(),
                 key="trips", version=atlas.data_version,
                 status=changed(atlas, store.stood(view.year, view.as_article)))  # fmt: skip
    with st.container(key="card"):
        caps = store.capacities(view.year)
        if found:
            st.html(trip_card.render(atlas, tables, shown, chosen, ends, avoid, closures, caps))
        if chosen:
            citing.draw("journey", lambda: [citing.journey(lib, view, j, ends) for j in chosen])
frame.footer(atlas.data_version)
