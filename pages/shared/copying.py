"""Copy the link of a view with every parameter written out."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from pages.shared.state import View, write
from pages.shared.store import library

_COPY = st.components.v2.component(
    "copy_link",
    html='<button type="button">Copy link</button><span role="status"></span>',
    css="""
    button { font: inherit; font-size: .875rem; font-weight: 600; color: #fff; cursor: pointer;
      background: var(--st-primary-color); border: 0; border-radius: var(--st-button-radius);
      padding: .55rem .9rem; white-space: nowrap; width: 100%; min-height: 2.5rem; }
    button:focus-visible { outline: 3px solid #0e1822; outline-offset: 2px; }
    span { position: absolute; width: 1px; height: 1px; overflow: hidden; }
    textarea { position: absolute; left: -999rem; }
    """,
    js="""
    export default function ({ data, parentElement }) {
      const button = parentElement.querySelector("button");
      const told = parentElement.querySelector("span");
      const say = (short, long) => {
        button.textContent = short;
        told.textContent = long;
        clearTimeout(button.timer);
        button.timer = setTimeout(() => { button.textContent = "Copy link"; }, 2500);
      };
      const byHand = (text) => {
        const box = document.createElement("textarea");
        box.value = text;
        parentElement.appendChild(box);
        box.select();
        const done = document.execCommand("copy");
        box.remove();
        return done;
      };
      button.onclick = async () => {
        const link = location.origin + location.pathname + "?" + data.query;
        button.dataset.link = link;
        try { await navigator.clipboard.writeText(link); }
        catch { if (!byHand(link)) { window.prompt("Copy this link", link); } }
        say("Copied", "The link to this view was copied.");
      };
    }
    """,
)


def copy_link(view: View) -> None:
    """Draw the button that copies a link with every parameter written out."""
    query = urlencode(write(view, library().known.data_version), safe=",:.")
    with st.container(key="copy", width=124):
        _COPY(key="copy_link", data={"query": query})
