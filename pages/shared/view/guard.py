"""Refuse what no page of ours could have sent, before Streamlit reads it.

Streamlit hands a browser's report to a widget's reader as it came. A report of another type, or
JSON that is none, raises there, before a line of the page runs: nothing in a page can prevent it.
So a report that cannot be read is dropped here, and the widget keeps the value it had. Messages
for what the dashboard does not use (uploads, clearing the cache of everybody, the state of the
repository) go no further, and what is no message closes the connection without a traceback.

Streamlit 1.67 has no setting and no hook for this, so three methods are wrapped:
`SessionState.set_widgets_from_proto`, `SessionState.register_widget`, and Starlette's
`WebSocket.receive_bytes`. tests/server/ fails when one of them is gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # has no types
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata, unpack_widget_state_value
from streamlit.runtime.state.session_state import Serialized

STREAM = "/_stcore/stream"
MESSAGES = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
"""What a page of ours makes a browser send."""
IDS = ("$$ID-", "$$STREAMLIT_INTERNAL_KEY")
"""How widgets' ids begin; one that does not looks like a key of the session's own."""
LARGEST_REPORT = 16_384
"""Bytes of one widget's report; all states of the world picked at once are 3,000."""
LONGEST_LIST = 512
MOST_WIDGETS = 512
DEEPEST = 8
"""Levels of a component's report; the map's has three."""
NO_TEXT, NO_MESSAGE = 1003, 1002
"""Codes that a WebSocket is closed with (RFC 6455, 7.4.1)."""

_log = get_logger("multivector.guard")


Take = Callable[[SessionState, WidgetStates], None]
Register = Callable[[SessionState, Any, str | None], Any]
Receive = Callable[[WebSocket], Coroutine[Any, Any, bytes]]


def install() -> None:
    """Wrap the three methods once, however often this is called."""
    if getattr(SessionState, "guarded", False):
        return
    wrapped: tuple[tuple[type[Any], str, Callable[[Any], Any]], ...] = (
        (SessionState, "set_widgets_from_proto", _taking),
        (SessionState, "register_widget", _registering),
        (WebSocket, "receive_bytes", _receiving),
    )
    for owner, method, wrap in wrapped:
        setattr(owner, method, wrap(getattr(owner, method)))
    SessionState.guarded = True  # type: ignore[attr-defined]  # a mark of ours


def _taking(take: Take) -> Take:
    """Return Streamlit's taking over of reports, with those that cannot be read left out."""

    def set_widgets_from_proto(self: SessionState, widget_states: WidgetStates) -> None:
        kept = [state for state in widget_states.widgets if state.id.startswith(IDS)]
        if len(kept) < len(widget_states.widgets) or len(kept) > MOST_WIDGETS:
            widget_states = WidgetStates(widgets=kept[:MOST_WIDGETS])
        take(self, widget_states)
        for state in widget_states.widgets:
            metadata = self.get_widget_metadata(state.id)
            if metadata is not None:
                _drop_unreadable(self, metadata)

    return set_widgets_from_proto


def _registering(register: Register) -> Register:
    """Return Streamlit's drawing of a widget, with a report dropped that it cannot read."""

    def register_widget(self: SessionState, metadata: Any, user_key: str | None) -> Any:
        # A session that has not drawn the widget yet (a new server) gets its report first.
        _drop_unreadable(self, metadata)
        return register(self, metadata, user_key)

    return register_widget


def _receiving(receive: Receive) -> Receive:
    """Return Starlette's reception of a message, with those refused that no page of ours sends."""

    async def receive_bytes(self: WebSocket) -> bytes:
        if not self.url.path.endswith(STREAM):
            return await receive(self)
        while True:
            try:
                data = await receive(self)
                kind = BackMsg.FromString(data).WhichOneof("type")
            except (KeyError, DecodeError) as fault:
                code = NO_TEXT if isinstance(fault, KeyError) else NO_MESSAGE
                _log.info("a connection was closed: what it sent is no message")
                await self.close(code)
                raise WebSocketDisconnect(code) from None
            if kind in MESSAGES:
                return data
            _log.info("a message of type %s was refused", kind)

    return receive_bytes


def waiting() -> bool:
    """Return whether the browser reported widgets that this session has not drawn yet.

    So it is when a page that another server drew meets this one.
    """
    ctx = get_script_run_ctx()
    if ctx is None:
        return False
    # Streamlit has no public list of what the browser reported.
    session = ctx.session_state._state  # noqa: SLF001  see above
    reported = session._new_widget_state.states  # noqa: SLF001  see above
    return any(session.get_widget_metadata(widget) is None for widget in reported)


def readable(state: WidgetState, metadata: WidgetMetadata[Any]) -> bool:
    """Return whether a widget can read a report: its own type, bounded, and its reader takes it.

    Parameters
    ----------
    state
        The report.
    metadata
        What Streamlit knows of the widget.
    """
    kind = state.WhichOneof("value")
    if kind is None:
        return True
    if kind != metadata.value_type or state.ByteSize() > LARGEST_REPORT:
        return False
    try:
        if not _offered(state, kind, metadata):
            return False
        if kind.startswith("json_") and not _plain(getattr(state, kind), kind == "json_value"):
            return False
        metadata.deserializer(unpack_widget_state_value(state))
    # Each widget has a reader of its own, and what it raises is not documented.
    except Exception as fault:  # noqa: BLE001  see above
        _log.info("a report of type %s was dropped: %s", kind, type(fault).__name__)
        return False
    return True


def _offered(state: WidgetState, kind: str, metadata: WidgetMetadata[Any]) -> bool:
    """Return whether what was chosen stood in the list that the reader chose from."""
    if kind.endswith("_array_value"):
        chosen = getattr(state, kind).data
        if len(chosen) > LONGEST_LIST or len(set(chosen)) < len(chosen):
            return False
    else:
        chosen = [state.string_value] if kind == "string_value" else []
    offered = metadata.formatted_options
    return offered is None or set(offered).issuperset(chosen)


def _plain(text: str, state: bool) -> bool:
    """Return whether JSON is an object or null (a list, of events), flat, and can be sent on."""
    value = json.loads(text)
    if not isinstance(value, dict | None if state else dict | list | None):
        return False
    # Half a surrogate pair cannot be written into an address.
    json.dumps(value, ensure_ascii=False).encode()
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            return False
        nested = (
            one.values() if isinstance(one, dict) else one
            for one in level
            if isinstance(one, dict | list)
        )
        level = [each for values in nested for each in values]
    return True


def _drop_unreadable(session: SessionState, metadata: WidgetMetadata[Any]) -> None:
    states = session._new_widget_state.states  # noqa: SLF001  as in `waiting`
    found = states.get(metadata.id)
    if isinstance(found, Serialized) and not readable(found.value, metadata):
        del states[metadata.id]
