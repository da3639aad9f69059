"""A reader without a browser: a client that speaks Streamlit's own protocol over a WebSocket.

    async with Reader.connect(server.url) as reader:
        await reader.open("avoid=RU")
        await reader.set("on_cpc", False)
        print(reader.sentence, reader.query)

Widgets are found in what the page sends (element type, id, key, fragment), so nothing here depends
on which widgets a page has. The client holds the state of each widget as Streamlit's front end
does: it reports all of them with every rerun, takes over what the server sets, and forgets those
that a run did not draw. Messages are Streamlit's own protobuf definitions (`streamlit.proto`).
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

ANSWER_S = 60.0
"""How long a run may take before the reader gives up, seconds."""
QUIET_S = 0.02
"""Pause without a message after which a run that has ended starts no other one, seconds."""
LARGEST_MESSAGE = 64_000_000
COMPONENTS = ("component_instance", "bidi_component")
BUTTONS = ("button", "download_button", "menu_button")


@dataclass(frozen=True)
class Drawn:
    """An element as the page shows it, with its place.

    Attributes
    ----------
    path
        Its place in the tree of containers, as Streamlit counts.
    kind
        Its element type, such as `checkbox` or `html`.
    """

    path: tuple[int, ...]
    kind: str
    element: Element
    fragment_id: str

    @property
    def proto(self) -> Any:
        """Return the element's own message."""
        return getattr(self.element, self.kind)


@dataclass(frozen=True)
class Widget:
    """A widget found among the elements."""

    id: str
    kind: str
    key: str
    drawn: Drawn

    @property
    def proto(self) -> Any:
        """Return the element's own message."""
        return self.drawn.proto

    @property
    def name(self) -> str:
        """Name it for a report: its key, or its kind."""
        return self.key or self.kind

    @property
    def is_map(self) -> bool:
        """Whether it is the map: streamlit-folium's frame, or our own component."""
        name = getattr(self.proto, "component_name", "") if self.kind in COMPONENTS else ""
        return name.endswith(("st_folium", "map"))


class RunError(RuntimeError):
    """The server closed the connection or did not answer in time."""


@dataclass
class Reader:
    """One open page.

    Attributes
    ----------
    query
        The address's query string, as last written by the server or opened by the reader.
    states
        What is reported of each widget, by widget id.
    pages
        Name in the address → hash of its script; the entry page is called "".
    runs, received
        Runs that ended, and bytes received, since the page was opened.
    failures
        Exceptions shown, in the order they came.
    """

    socket: ClientConnection
    url: str
    query: str = ""
    page: str = ""
    elements: dict[tuple[int, ...], Drawn] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    session_id: str = ""
    runs: int = 0
    pulses: int = 0
    received: int = 0
    messages: int = 0
    failures: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    not_found: bool = False
    _fresh: set[tuple[int, ...]] = field(default_factory=set)
    _partial: tuple[str, ...] = ()
    _running: bool = False

    @classmethod
    @asynccontextmanager
    async def connect(cls, url: str, session_id: str = "") -> AsyncIterator[Reader]:
        """Connect to a server at `http://host:port`; with a session's id, come back to it."""
        parts = urlsplit(url)
        offered = [Subprotocol("streamlit")]
        if session_id:
            # The front end's order: protocol, XSRF token (any text stands for none), session.
            offered += [Subprotocol("PLACEHOLDER_AUTH_TOKEN"), Subprotocol(session_id)]
        async with websockets.connect(
            f"ws://{parts.netloc}{parts.path.rstrip('/')}/_stcore/stream",
            subprotocols=offered,
            max_size=LARGEST_MESSAGE,
            compression=None,
            open_timeout=ANSWER_S,
            ping_interval=None,
            close_timeout=1,
            proxy=None,
        ) as socket:
            yield cls(socket, url)

    # What is sent.

    async def send(self, message: BackMsg) -> None:
        """Send a message as it is.

        Raises
        ------
        RunError
            If the server has closed the connection, or closes it over this message.
        """
        await self.send_raw(message.SerializeToString())

    async def send_raw(self, data: bytes | str) -> None:
        """Send bytes (or text, which the protocol does not know) that need not be a message."""
        try:
            await self.socket.send(data)
        except (websockets.ConnectionClosed, ConnectionError) as closed:
            raise RunError(f"{self.url} closed the connection: {closed}") from None

    async def pulse(self) -> None:
        """Wait until the server has taken everything that was sent so far, whatever came of it.

        Messages are taken in order, and it answers this one at once.
        """
        before = self.pulses
        await self.send(BackMsg(app_heartbeat=True))
        while self.pulses == before:
            await self._read(ANSWER_S)

    def rerun(
        self, changed: Iterable[WidgetState] = (), fragment_id: str = "", **fields: Any
    ) -> BackMsg:
        """Make the message that asks for a run, with the state of every widget.

        `changed` go out besides and are kept, except what only triggers; `fields` are set on
        the `ClientState`.
        """
        state = ClientState(
            query_string=self.query,
            page_script_hash=self.pages.get(self.page, ""),
            page_name="" if self.page in self.pages else self.page,
            fragment_id=fragment_id,
            **fields,
        )
        once = {}
        for one in changed:
            if _triggers(one):
                once[one.id] = one
            else:
                self.states[one.id] = one
        state.widget_states.widgets.extend([*self.states.values(), *once.values()])
        state.context_info.timezone = "Asia/Almaty"
        state.context_info.locale = "en-US"
        state.context_info.url = f"{self.url}/{self.page}"
        return BackMsg(rerun_script=state)

    async def open(self, query: str = "", page: str = "") -> None:
        """Open a page as a link does: by its name in the address ("" is the entry page)."""
        self.query, self.page = query.lstrip("?"), page
        self.elements.clear()
        self.states.clear()
        await self.run(self.rerun())

    async def turn_to(self, page: str, query: str | None = None) -> None:
        """Follow a link of the menu within the open page."""
        self.page = page
        self.query = self.query if query is None else query.lstrip("?")
        await self.run(self.rerun())

    async def back_to(self, query: str) -> None:
        """Go back or forward in the browser's history to an address of the same page."""
        self.query = query.lstrip("?")
        await self.run(self.rerun(is_history_navigation=True))

    async def set(self, name: str | Widget, value: Any) -> None:
        """Set a widget to a value as its own report would have it, and wait for the answer."""
        widget = self.widget(name) if isinstance(name, str) else name
        await self.act(widget, report(widget, value))

    async def tell(self, module: str, **parts: Any) -> None:
        """Report parts of the view as a component of ours does, and wait for the answer.

        Raises
        ------
        KeyError
            If the page has no such component.
        """
        widget = self.component(module)
        await self.act(widget, reported(widget, parts))

    def component(self, module: str) -> Widget:
        """Return the component that a module of `static/` draws.

        Raises
        ------
        KeyError
            If the page has none.
        """
        for widget in self.widgets:
            if f"/{module}.js?" in str(told_to(widget).get("module", "")):
                return widget
        raise KeyError(f"/{self.page} has no component of {module}.js")

    async def click(self, name: str | Widget) -> None:
        """Click a button."""
        widget = self.widget(name) if isinstance(name, str) else name
        await self.act(widget, WidgetState(id=widget.id, trigger_value=True))

    async def act(self, widget: Widget, state: WidgetState) -> None:
        """Report a widget's state, in its fragment where it stands in one."""
        await self.run(self.rerun([state], fragment_id=widget.drawn.fragment_id))

    async def run(self, message: BackMsg, follow: bool = True) -> None:
        """Send a message that starts a run and wait until it and what it started have ended."""
        ended = self.runs
        await self.send(message)
        await self.wait(ended + 1, follow=follow)

    async def toggle(self) -> float:
        """Switch the first corridor on or off; return the seconds until the run has ended.

        Raises
        ------
        KeyError
            If the page has no switches.
        """
        widget, state = self._switched()
        begin = time.monotonic()
        message = self.rerun([state], fragment_id=widget.drawn.fragment_id)
        await self.run(message, follow=False)
        return time.monotonic() - begin

    def _switched(self) -> tuple[Widget, WidgetState]:
        for widget in self.widgets:
            if widget.kind == "checkbox" and widget.key.startswith("on_"):
                return widget, report(widget, not self.value(widget))
            told = told_to(widget)
            if "on" in told and "session" in told:
                first = told["groups"][0]["rows"][0]["id"]
                on = [one for one in told["on"] if one != first]
                if len(on) == len(told["on"]):
                    on.append(first)
                return widget, reported(widget, {"routes": on})
        raise KeyError(f"/{self.page} has no switches")

    # What is received.

    async def wait(self, runs: int, timeout_s: float = ANSWER_S, follow: bool = True) -> None:
        """Read until so many runs have ended and none goes on.

        Without `follow` a run that this one starts is not waited for, nor the pause that shows
        that there is none.

        Raises
        ------
        RunError
            If the connection is closed or the answer does not come in time.
        """
        end = time.monotonic() + timeout_s
        while self.runs < runs or self._running:
            await self._read(max(0.0, end - time.monotonic()))
        # `st.rerun` and a fragment's follow-up start the next run at once.
        while follow and await self._more():
            while self._running:
                await self._read(max(0.0, end - time.monotonic()))

    async def _more(self) -> bool:
        """Read one message more, if one comes at once."""
        try:
            async with asyncio.timeout(QUIET_S):
                self._take(await self.socket.recv(decode=False))
        except (TimeoutError, websockets.ConnectionClosed):
            return False
        return True

    async def _read(self, timeout_s: float) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                self._take(await self.socket.recv(decode=False))
        except TimeoutError:
            raise RunError(f"no answer within {timeout_s:.0f} s from {self.url}") from None
        except websockets.ConnectionClosed as closed:
            raise RunError(f"{self.url} closed the connection: {closed}") from None

    def _take(self, data: bytes | str) -> None:
        if isinstance(data, str):
            raise RunError(f"the server sent text: {data[:80]}")
        self.received += len(data)
        self.messages += 1
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begin(message)
        elif kind == "navigation":
            self._learn_pages(message)
        elif kind == "delta":
            self._draw(message)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
            self.addresses.append(self.query)
        elif kind == "page_not_found":
            self.not_found = True
        elif kind == "heartbeat_ack":
            self.pulses += 1
        elif kind == "session_event" and message.session_event.HasField(
            "script_compilation_exception"
        ):
            shown = message.session_event.script_compilation_exception
            self.failures.append(f"{shown.type}: {shown.message}")
        elif kind == "script_finished":
            self._end(message)

    def _begin(self, message: ForwardMsg) -> None:
        session = message.new_session
        self.session_id = session.initialize.session_id or self.session_id
        self._partial = tuple(message.metadata.run.fragment_ids)
        self._fresh = set()
        self._running = True

    def _learn_pages(self, message: ForwardMsg) -> None:
        listed = message.navigation.app_pages
        names = {p.page_script_hash: "" if p.is_default else p.url_pathname for p in listed}
        self.pages = {name: script for script, name in names.items()}
        self.page = names.get(message.navigation.page_script_hash, self.page)

    def _draw(self, message: ForwardMsg) -> None:
        path = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") != "new_element":
            # A container that takes an element's place removes it.
            self.elements.pop(path, None)
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type") or "empty"
        self.elements[path] = Drawn(path, kind, element, message.delta.fragment_id)
        self._fresh.add(path)
        if kind == "exception":
            shown = element.exception
            self.failures.append(f"{shown.type}: {shown.message}")
            return
        widget = _widget(self.elements[path])
        if widget is not None:
            self._adopt(widget)

    def _adopt(self, widget: Widget) -> None:
        """Take over what the server sets, or a new widget's default, as the front end does."""
        sets = getattr(widget.proto, "set_value", False)
        if sets or widget.id not in self.states:
            state = shown_state(widget)
            if state is not None:
                self.states[widget.id] = state

    def _end(self, message: ForwardMsg) -> None:
        self.runs += 1
        self._running = False
        success = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
        fragment = ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        if message.script_finished == success:
            self._keep(lambda drawn: drawn.path in self._fresh)
        elif message.script_finished == fragment:
            self._keep(
                lambda drawn: drawn.path in self._fresh or drawn.fragment_id not in self._partial
            )

    def _keep(self, wanted: Callable[[Drawn], bool]) -> None:
        self.elements = {p: drawn for p, drawn in self.elements.items() if wanted(drawn)}
        shown = {widget.id for widget in self.widgets}
        self.states = {k: s for k, s in self.states.items() if k in shown}

    # What the page shows.

    @property
    def widgets(self) -> list[Widget]:
        """List the widgets that the page shows, in its order."""
        found = (_widget(self.elements[path]) for path in sorted(self.elements))
        return [widget for widget in found if widget is not None]

    def widget(self, name: str) -> Widget:
        """Return the widget of a key, or else the one whose label begins so.

        Raises
        ------
        KeyError
            If the page shows none; with what it shows.
        """
        for widget in self.widgets:
            if widget.key == name:
                return widget
        for widget in self.widgets:
            if getattr(widget.proto, "label", "").startswith(name):
                return widget
        shown = ", ".join(widget.name for widget in self.widgets)
        raise KeyError(f"/{self.page} shows no widget {name!r}; it shows {shown}")

    def value(self, name: str | Widget) -> Any:
        """Return what is reported of a widget; None if nothing is."""
        widget = self.widget(name) if isinstance(name, str) else name
        state = self.states.get(widget.id)
        return None if state is None else read_state(state)

    @property
    def params(self) -> dict[str, str]:
        """Return the address's parameters."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    @property
    def html(self) -> str:
        """Join what the page says in HTML of its own."""
        shown = (self.elements[path] for path in sorted(self.elements))
        return "\n".join(drawn.proto.body for drawn in shown if drawn.kind == "html")

    @property
    def sentence(self) -> str:
        """Return the sentence at the head of the page, without its tags."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.html, re.DOTALL)
        return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""

    @property
    def exceptions(self) -> list[str]:
        """List the exceptions that the page shows now."""
        shown = [drawn.proto for drawn in self.elements.values() if drawn.kind == "exception"]
        return [f"{one.type}: {one.message}" for one in shown]


def _widget(drawn: Drawn) -> Widget | None:
    element_id = getattr(drawn.proto, "id", "") if drawn.kind != "empty" else ""
    if not isinstance(element_id, str) or not element_id.startswith("$$ID-"):
        return None
    key = element_id.split("-", maxsplit=2)[-1]
    return Widget(element_id, drawn.kind, "" if key == "None" else key, drawn)


def _triggers(state: WidgetState) -> bool:
    kind = state.WhichOneof("value") or ""
    return "trigger" in kind or kind == "chat_input_value"


def shown_state(widget: Widget) -> WidgetState | None:
    """Return what a browser reports of a widget that it has just drawn; None for nothing."""
    proto, state = widget.proto, WidgetState(id=widget.id)
    sets = getattr(proto, "set_value", False)
    if widget.kind == "checkbox":
        state.bool_value = proto.value if sets else proto.default
    elif widget.kind in {"selectbox", "radio"}:
        chosen_one = _chosen(proto, sets)
        if chosen_one is not None:
            state.string_value = chosen_one
    elif widget.kind == "multiselect":
        chosen = proto.raw_values if sets else [proto.options[n] for n in proto.default]
        state.string_array_value.data.extend(chosen)
    elif widget.kind in {"number_input", "text_input", "text_area"}:
        name = "value" if sets else "default"
        if not proto.HasField(name):
            return state
        if widget.kind == "number_input":
            _number(state, proto, getattr(proto, name))
        else:
            state.string_value = getattr(proto, name)
    else:
        # Buttons and components report nothing before something is done with them.
        return None
    return state


def _chosen(proto: Any, sets: bool) -> str | None:
    """Return which of a list is chosen: what the server sets, or the default."""
    if sets:
        return str(proto.raw_value) if proto.HasField("raw_value") else None
    return (
        str(proto.options[proto.default]) if proto.HasField("default") and proto.options else None
    )


def report(widget: Widget, value: Any) -> WidgetState:
    """Encode a value as the widget's own report would: the type goes by the kind of widget."""
    state = WidgetState(id=widget.id)
    if widget.kind in BUTTONS:
        state.trigger_value = bool(value)
    elif widget.kind == "checkbox":
        state.bool_value = value
    elif widget.kind in {"selectbox", "radio", "text_input", "text_area"}:
        if value is not None:
            state.string_value = value
    elif widget.kind in {"multiselect", "button_group"}:
        state.string_array_value.data.extend(value)
    elif widget.kind == "number_input":
        if value is not None:
            _number(state, widget.proto, value)
    elif widget.kind == "vega_lite_chart":
        state.string_value = json.dumps(value)
    else:
        state.json_value = json.dumps(value)
    return state


def event(widget: Widget, name: str, value: Any) -> WidgetState:
    """Encode an event of a component of `st.components.v2`, as `setTriggerValue` does."""
    payload = json.dumps([{"event": name, "value": value}])
    return WidgetState(id=event_id(widget), json_trigger_value=payload)


def event_id(widget: Widget) -> str:
    """Name what a component of `st.components.v2` reports its events by."""
    return f"$$STREAMLIT_INTERNAL_KEY_{widget.id}__events"


def told_to(widget: Widget) -> dict[str, Any]:
    """Return what the page tells a component of `st.components.v2`; empty if nothing."""
    if widget.kind != "bidi_component":
        return {}
    told = json.loads(widget.proto.json or "null")
    return told if isinstance(told, dict) else {}


def reported(widget: Widget, parts: Mapping[str, Any]) -> WidgetState:
    """Encode parts of the view as a component of ours reports them.

    It numbers what it reports, and is told which number was answered.
    """
    told = told_to(widget)
    picked = {"parts": dict(parts), "n": told["answers"] + 1, "session": told["session"]}
    return report(widget, {"picked": picked})


def read_state(state: WidgetState) -> Any:
    """Return what a widget's report holds."""
    kind = state.WhichOneof("value")
    if kind is None:
        return None
    value = getattr(state, kind)
    if kind.endswith("_array_value"):
        return list(value.data)
    return json.loads(value) if kind.startswith("json_") else value


def _number(state: WidgetState, proto: Any, value: float) -> None:
    if proto.data_type == type(proto).INT:
        state.int_value = int(value)
    else:
        state.double_value = float(value)
