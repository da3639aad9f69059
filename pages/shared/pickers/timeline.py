"""Draw the list of events with its axis of time, its order and its filters: one component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.model import View, key_of
from routes.evidence.timeline import Told
from routes.language import date, language, phrase
from routes.model.rows import Event
from routes.model.terms import TELLERS

LIST = Component("timeline", lambda: phrase("timeline-failed"), ("picked",))
ORDERS = ("date", "article")
"""Orders of the list, as the view names them."""


@dataclass(frozen=True)
class Group:
    """Events that are marked alike.

    Attributes
    ----------
    name
        What they did: the last part of a message's id, `timeline-group-*`, and a class of the
        style sheet.
    effects
        What they did, as in events.csv.
    """

    name: Literal["stops", "opens", "other"]
    effects: frozenset[str]


GROUPS = (
    Group("stops", frozenset({"closes", "limits"})),
    Group("opens", frozenset({"announces", "opens", "restores"})),
    Group("other", frozenset({"ruling", "incident", "other"})),
)
"""What an event did, in three shapes and colours."""


def group_of(event: Event) -> Group:
    """Return the group that an event is marked as.

    Parameters
    ----------
    event
        The event.
    """
    return next(group for group in GROUPS if event.effect in group.effects)


def events(told: Sequence[Told], view: View, chosen: str) -> None:
    """Draw the list.

    Parameters
    ----------
    told
        The events by date.
    view
        Its order, and whose events are shown.
    chosen
        Id of the event that the page shows.
    """
    key = key_of("event")
    LIST.draw(key, {**_list(told, view, chosen), **session.answers(key)})


def _list(told: Sequence[Told], view: View, chosen: str) -> dict[str, Any]:
    """Return what the component draws, JSON-ready."""
    counts = {teller: sum(one.teller == teller for one in told) for teller in TELLERS}
    return {
        "rows": [_row(one) for one in told],
        "tellers": [
            {
                "id": teller,
                "label": phrase(f"event-list-{teller}.count", n=count),
                "title": phrase(f"event-list-{teller}"),
                "note": phrase(f"event-list-{teller}.note"),
            }
            for teller, count in counts.items()
            if count
        ],
        "orders": [{"id": one, "label": phrase(f"timeline-order-{one}")} for one in ORDERS],
        "groups": [{"id": g.name, "label": phrase(f"timeline-group-{g.name}")} for g in GROUPS],
        "texts": {
            "list": phrase("timeline-list"),
            "order": phrase("timeline-order"),
            "tell": phrase("timeline-tell"),
            "told": phrase("timeline-told"),
            "key": phrase("timeline-key"),
            "known": phrase("timeline-key-known"),
            "axis": phrase("timeline-axis"),
            "nothing": phrase("timeline-nothing"),
        },
        "language": language(),
        "on": {"event": chosen, "order": view.order, "tell": list(view.tell)},
    }


def _row(one: Told) -> dict[str, Any]:
    """Return a row: what it says, whose it is, how it is marked and where on the axis."""
    return {
        "id": one.event.event_id,
        "when": date(one.event.date),
        "title": one.event.title,
        "teller": one.teller,
        "group": group_of(one.event).name,
        "place": one.place,
        "piece": one.piece,
        "spot": one.spot,
    }
