"""What a browser may send, anybody may send: no message shows, logs, slows or costs anything.

The long run is `python -m tests.server.hostile`, 10,000 messages.
"""

import json
import time
from collections.abc import Callable

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.protocol import Reader, RunError, Widget, report, reported, told_to
from tests.server import hostile
from tests.server.start import Running, as_run, finished

MESSAGES = 600
CALM_S = 2.0
"""What one message may take to be answered, seconds; usual are 0.05."""


@pytest.fixture(scope="module")
def outcome(server: Running) -> hostile.Outcome:
    """Flood the dashboard once."""
    return finished(hostile.flood(server, MESSAGES))


def test_every_message_was_sent(outcome: hostile.Outcome) -> None:
    assert outcome.sent == MESSAGES
    assert outcome.slow == {}
    # Most are answered: a client that is thrown out at every message tests nothing.
    assert outcome.refused < MESSAGES / 5


def test_every_kind_of_widget_was_attacked(outcome: hostile.Outcome) -> None:
    expected = {"map", "selectbox", "checkbox", "radio", "text_input", "button"}
    ours = "avoid", "closing", "panel_on", "when", "trip", "happened", "story_step"
    expected |= {f"component {name}" for name in ours}
    attacked = {what.partition(":")[0] for what in outcome.kinds}
    assert expected <= attacked


def test_no_page_shows_an_exception(outcome: hostile.Outcome) -> None:
    assert outcome.shown == {}


def test_the_log_holds_no_traceback(outcome: hostile.Outcome) -> None:
    assert outcome.traced == {}


def test_another_reader_waits_no_longer_than_twice_the_time(outcome: hostile.Outcome) -> None:
    assert min(len(outcome.quiet), len(outcome.flooded)) >= 20
    assert outcome.ratio <= 2


def test_memory_stays_within_ten_megabytes(outcome: hostile.Outcome) -> None:
    assert outcome.grown_mb <= 10


# What was found, one case each: by the widget's key ("map" is the map), and what is reported.
AWAY = {"center": {"lat": 45.5, "lng": 44.0}, "zoom": 4, "last_object_clicked_tooltip": None}


def seen(**wrong: object) -> str:
    return json.dumps({**AWAY, **wrong})


MAP = {
    "zoom 1e10": seen(zoom=1e10),
    "zoom 3e9": seen(zoom=3_000_000_000),
    "zoom 1e300": seen(zoom=1e300),
    "zoom -2000": seen(zoom=-2000),
    "zoom null": seen(zoom=None),
    "zoom true": seen(zoom=True),
    "zoom text": seen(zoom="x"),
    "zoom list": seen(zoom=[1]),
    "token number": seen(last_object_clicked_tooltip=5),
    "token list": seen(last_object_clicked_tooltip=[1]),
    "latitude inf": '{"center": {"lat": Infinity, "lng": 44}, "zoom": 5}',
    "latitude nan": '{"center": {"lat": NaN, "lng": 44}, "zoom": 5}',
    "latitude 1e300": seen(center={"lat": 1e300, "lng": 44}),
    "latitude text": seen(center={"lat": "a", "lng": 44}),
    "centre list": seen(center=[1, 2]),
    "centre without longitude": seen(center={"lat": 1}),
    "no object": "[1, 2]",
    "no JSON": "{oops",
    "deep": "[" * 20_000 + "]" * 20_000,
    "surrogate": '{"last_object_clicked_tooltip": "\\ud800"}',
}


async def sent(server: Running, page: str, make: Callable[[Reader], BackMsg]) -> Reader:
    """Open a page, send one message, and return the reader after the answer."""
    async with Reader.connect(server.url) as reader:
        await reader.open("", page)
        begin = time.monotonic()
        await reader.run(make(reader))
        assert time.monotonic() - begin < CALM_S
        # The session lives: its next run is like any other.
        await reader.run(reader.rerun())
        return reader


def map_of(reader: Reader) -> Widget:
    return next(widget for widget in reader.widgets if widget.is_map)


@pytest.mark.parametrize("page", ["", "Closure", "Journeys", "Story"])
@pytest.mark.parametrize("name", MAP)
def test_map_reports_nonsense(server: Running, name: str, page: str) -> None:
    def make(reader: Reader) -> BackMsg:
        return reader.rerun([WidgetState(id=map_of(reader).id, json_value=MAP[name])])

    reader = finished(sent(server, page, make))
    assert reader.failures == []
    assert reader.sentence
    for word in ("inf", "nan", "1e"):
        assert word not in "".join(reader.params.get(part, "") for part in ("lat", "lon", "z"))


CHOICES = [
    ("Closure", "year"),
    ("Journeys", "from"),
    ("Sources", "focus"),
    ("Timeline", "year"),
]


@pytest.mark.parametrize(("page", "key"), CHOICES)
def test_choice_that_was_not_offered_changes_nothing(server: Running, page: str, key: str) -> None:
    before: dict[str, object] = {}

    def make(reader: Reader) -> BackMsg:
        before.update(value=reader.value(key), sentence=reader.sentence)
        wrong = report(reader.widget(key), "zz")
        return hostile.reader_rerun(reader, [wrong])

    reader = finished(sent(server, page, make))
    assert reader.failures == []
    assert (reader.value(key), reader.sentence) == (before["value"], before["sentence"])
    assert "zz" not in reader.query


WRONG_PARTS: list[tuple[str, dict[str, object]]] = [
    ("panel", {"focus": "zz"}),
    ("panel", {"avoid": ["zz"], "routes": {"zz": 1}}),
    ("when", {"year": "zz"}),
    ("when", {"year": 1e300, "asof": "zz", "lines": "zz"}),
    ("when", {"year": True, "lines": ["zz"]}),
]


@pytest.mark.parametrize(("module", "parts"), WRONG_PARTS, ids=str)
def test_parts_that_mean_nothing_change_nothing(
    server: Running, module: str, parts: dict[str, object]
) -> None:
    before: dict[str, object] = {}

    def make(reader: Reader) -> BackMsg:
        before.update(sentence=reader.sentence)
        return reader.rerun([reported(reader.component(module), parts)])

    reader = finished(sent(server, "", make))
    assert reader.failures == []
    assert reader.sentence == before["sentence"]
    assert "zz" not in reader.query
    assert reader.params.get("year", "2022") == "2022"


def made_up_states(count: int) -> Callable[[Reader], BackMsg]:
    """Avoid so many states that do not exist."""
    return lambda reader: hostile.reader_rerun(
        reader, [reported(reader.widget("avoid"), {"avoid": [f"Z{n}" for n in range(count)]})]
    )


def test_states_that_do_not_exist_cost_nothing(server: Running) -> None:
    reader = finished(sent(server, "", made_up_states(300)))
    assert reader.failures == []
    assert "Z1" not in reader.query


def test_more_states_than_a_report_may_hold_close_the_connection(server: Running) -> None:
    """Longer than any page's report: nothing of it is read."""
    with pytest.raises(RunError, match="1009"):
        finished(sent(server, "", made_up_states(20_000)))


@pytest.mark.parametrize("on", [["zz"], ["cpc"] * 400, "cpc", None, [["cpc"]], [1e300]])
def test_switches_that_do_not_exist_change_nothing(server: Running, on: object) -> None:
    before: list[str] = []

    def make(reader: Reader) -> BackMsg:
        before.append(reader.sentence)
        panel = next(w for w in reader.widgets if "on" in (told := told_to(w)) and told["session"])
        return reader.rerun([reported(panel, {"routes": on})])

    reader = finished(sent(server, "", make))
    assert reader.failures == []
    assert reader.sentence
    assert "zz" not in reader.query


@pytest.mark.parametrize("code", ["zz", "A B", None, ["39db6573"], 1e300, "x" * 10_000])
def test_journeys_that_are_not_in_the_list_change_nothing(server: Running, code: object) -> None:
    def make(reader: Reader) -> BackMsg:
        told = {w.id: told_to(w) for w in reader.widgets if "beside" in told_to(w)}
        ((element, data),) = told.items()
        parts = {"journey": code, "beside": code}
        picked = {"parts": parts, "n": data["answers"] + 1, "session": data["session"]}
        widget = next(w for w in reader.widgets if w.id == element)
        return reader.rerun([report(widget, {"picked": picked})])

    reader = finished(sent(server, "Journeys", make))
    assert reader.failures == []
    assert reader.sentence
    assert "zz" not in reader.query


FOREIGN = ["zz", "followed", "view", "$$ID-0-None", "$$ID-0-focus", ""]


@pytest.mark.parametrize("widget_id", FOREIGN)
def test_widget_that_no_page_drew(server: Running, widget_id: str) -> None:
    def make(reader: Reader) -> BackMsg:
        return reader.rerun([WidgetState(id=widget_id, string_value="zz")])

    reader = finished(sent(server, "", make))
    assert reader.failures == []
    assert reader.sentence


REFUSED = {
    "clear_cache": BackMsg(clear_cache=True),
    "set_run_on_save": BackMsg(set_run_on_save=True),
    "load_git_info": BackMsg(load_git_info=True),
    "debug_shutdown_runtime": BackMsg(debug_shutdown_runtime=True),
    "debug_disconnect_websocket": BackMsg(debug_disconnect_websocket=True),
    "nothing": BackMsg(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_message_that_no_page_needs_goes_no_further(server: Running, name: str) -> None:
    async def go() -> Reader:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            await reader.send(REFUSED[name])
            await reader.pulse()
            await reader.toggle()
            return reader

    assert finished(go()).failures == []


def test_clearing_the_cache_is_not_for_visitors(server: Running) -> None:
    """One message would make every reader's next answer read all layers anew."""

    async def go() -> tuple[str, str]:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            await reader.toggle()
            before = reader.sentence
            await reader.send(BackMsg(clear_cache=True))
            await reader.run(reader.rerun())
            return before, reader.sentence

    # It would also forget the session: the sentence would be that of the address again.
    before, after = finished(go())
    assert before == after


def test_no_upload_address_is_given(server: Running) -> None:
    async def go() -> int:
        message = BackMsg()
        message.file_urls_request.request_id = "x"
        message.file_urls_request.file_names.extend(["a"] * 1_000)
        async with Reader.connect(server.url) as reader:
            await reader.open()
            before = reader.received
            await reader.send(message)
            await reader.pulse()
            return reader.received - before

    assert finished(go()) < 100


@pytest.mark.parametrize("data", [b"\xff\xff\xff", "hello", b"\x00"], ids=["bytes", "text", "zero"])
def test_what_is_no_message_closes_the_connection_quietly(
    server: Running, data: bytes | str
) -> None:
    async def go() -> None:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            await reader.send_raw(data)
            await reader.pulse()

    with pytest.raises(RunError, match="closed the connection"):
        finished(go())
    assert "Traceback" not in server.log.read_text("utf-8", "replace")


@pytest.mark.parametrize("data", [b"\xff\xff\xff", "hello"], ids=["bytes", "text"])
def test_first_message_that_a_server_gets_is_checked(
    tmp_path_factory: pytest.TempPathFactory, data: bytes | str
) -> None:
    async def go(url: str) -> None:
        async with Reader.connect(url) as reader:
            await reader.send_raw(data)
            await reader.pulse()

    with as_run(tmp_path_factory.mktemp("fresh") / "server.log") as fresh:
        with pytest.raises(RunError):
            finished(go(fresh.url))
        assert "Traceback" not in fresh.log.read_text("utf-8", "replace")
