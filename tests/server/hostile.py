"""Send what no page of ours could send, and see what it does to the server and to other readers.

    python -m tests.server.hostile [MESSAGES] [SEED]

Every widget of every page gets reports of every type and of values that are wrong, unbounded or
made up; the map's report (a component of Streamlit, old or new) gets them in each of its fields.
Besides: unknown widgets, fragments and pages, addresses, messages that this app has no use for,
and what is no message. Widgets are those that the pages draw, so a new one is attacked unasked.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.protocol import COMPONENTS, Reader, RunError, Widget, event_id, report, told_to
from tests.server.start import Running, as_run, resident_mb

ANSWER_S = 10.0
"""How long one hostile message may take, seconds; longer is a finding."""
SLOW_AT_MOST = 3
"""After so many messages without an answer the flood ends: the server is frozen."""
SAME_SESSION = 12
"""Messages to one session before a fresh one: what one leaves behind meets the next."""
SESSIONS_KEPT = 128
"""Sessions that were left and that Streamlit keeps, at most, for `disconnectedSessionTTL`."""
WARM_UP = 400
"""Messages after which memory no longer grows: caches are full, the allocator has its pages."""
HEAVY = "A" * 1_200_000
NUMBERS = (0.0, -1.0, 0.5, 2000.0, -2000.0, 3e9, 1e10, 1e300, -1e300, math.nan, math.inf, -math.inf)
TEXTS = (
    "",
    "none",
    "zz",
    "RU",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\x00\x01",
    "0_1",
    "１２",
    "&routes=cpc",
    "é" * 300,
    "A" * 70_000,
)
JSONS = (
    "",
    "{oops",
    "null",
    "true",
    "5",
    "1e400",
    "NaN",
    '"x"',
    "[1, 2]",
    "{}",
    '{"value": {}}',
    '{"selection": 5}',
    '{"selection": {"pick": 5}}',
    '{"selection": {"pick": [{"event": {"a": 1}}, 3, null]}}',
    '{"a": ' * 400 + "1" + "}" * 400,
    "[" * 20_000 + "]" * 20_000,
    "9" * 5_000,
    '{"a": "\\ud800"}',
)
ODD: tuple[Any, ...] = (
    None,
    True,
    "x",
    "",
    4.7,
    -1,
    0,
    10,
    1e10,
    3e9,
    -2000,
    1e300,
    math.nan,
    math.inf,
    10**30,
    [],
    [1],
    {},
    {"lat": 1},
    {"lat": None, "lng": None},
    {"lat": "a", "lng": 1},
    {"lat": math.nan, "lng": 44.0},
    {"lat": 1e300, "lng": -1e300},
    "\ud800",
    "leg:zz#1",
    "cpc#1",
    "A" * 5_000,
    "leg:" + "A" * 5_000,
)
LISTS: tuple[Any, ...] = (
    ["zz"],
    ["cpc"] * 200,
    [f"Z{n}" for n in range(400)],
    [["cpc"]],
    [None, 5, {}],
    "cpc",
    {"cpc": 1},
)
FOREIGN_IDS = (
    "zz",
    "",
    "view",
    "url_seen",
    "map_target",
    "notices",
    "$$ID-0-None",
    "$$ID-0-view",
    "$$STREAMLIT_INTERNAL_KEY_x__events",
    "A" * 10_000,
)
QUERIES = (
    "v=1&routes=" + "a," * 20_000,
    "&".join(f"a{n}=1" for n in range(2_000)),
    "z=1e10&lat=nan&lon=inf",
    "%ff%fe=%00",
    "step=99999999999999999999&year=0",
    "closed=" + ",".join(f"x{n}:0.5" for n in range(2_000)),
)


@dataclass(frozen=True)
class Attack:
    """One thing to send.

    Attributes
    ----------
    what
        What it is, for a report: the widget's kind and the kind of value.
    data
        The message; bytes or text where it is none.
    answers
        Whether a run is to be waited for.
    """

    what: str
    data: BackMsg | bytes | str
    answers: bool = True


@dataclass
class Outcome:
    """What came of a flood.

    Attributes
    ----------
    sent, refused
        Attacks, and how many of them ended the connection.
    kinds
        What was sent, with its number.
    shown
        Attack → exception that a page showed, first of each.
    traced
        Last lines of the tracebacks in the server's log, with their number.
    slow
        Attacks that were not answered in time, with seconds.
    quiet, flooded
        Seconds of another reader's answers without and during the flood.
    before_mb, after_mb
        Resident memory, megabytes.
    """

    sent: int = 0
    refused: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)
    traced: Counter[str] = field(default_factory=Counter)
    slow: dict[str, float] = field(default_factory=dict)
    quiet: list[float] = field(default_factory=list)
    flooded: list[float] = field(default_factory=list)
    before_mb: float = 0.0
    after_mb: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times slower another reader's median answer is during the flood."""
        if not self.flooded:
            return math.inf
        return statistics.median(self.flooded) / statistics.median(self.quiet)

    @property
    def grown_mb(self) -> float:
        """Resident memory gained, megabytes."""
        return self.after_mb - self.before_mb


def values(rng: random.Random) -> Iterator[tuple[str, WidgetState]]:
    """Make one report of each type that the protocol has, without an id, in a random order."""
    many = [f"Z{n}" for n in range(rng.choice([3, 300, 5_000]))]
    state = WidgetState
    made: list[tuple[str, WidgetState]] = [
        ("nothing", state()),
        ("trigger", state(trigger_value=rng.random() < 0.8)),
        ("bool", state(bool_value=rng.random() < 0.5)),
        ("double", state(double_value=rng.choice(NUMBERS))),
        ("int", state(int_value=rng.choice([0, -1, 3_000_000_000, -2000, 2**62, -(2**63)]))),
        ("string", state(string_value=rng.choice(TEXTS))),
        ("string that is JSON", state(string_value=rng.choice(JSONS))),
        ("json", state(json_value=rng.choice(JSONS))),
        ("json events", state(json_trigger_value=rng.choice(JSONS))),
        ("bytes", state(bytes_value=b"\xff\xfe\x00")),
    ]
    for name, data in (
        ("double_array_value", list(NUMBERS)),
        ("int_array_value", [1, 2**62]),
        ("string_array_value", rng.choice([many, ["Russia"] * 300, ["", "\x00", "zz"]])),
    ):
        made.append((name.removesuffix("_value"), one := state()))
        getattr(one, name).data.extend(data)
    made.append(("arrow", one := state()))
    one.arrow_value.data = b"no table"
    made.append(("files", one := state()))
    one.file_uploader_state_value.uploaded_file_info.add(file_id="zz", name="x", size=2**40)
    made.append(("string trigger", one := state()))
    one.string_trigger_value.data = "zz"
    made.append(("chat", one := state()))
    one.chat_input_value.data = "zz"
    rng.shuffle(made)
    yield from made


def own_type(rng: random.Random, widget: Widget) -> tuple[str, WidgetState] | None:
    """Report what the widget's own type allows and its list or bounds do not."""
    if widget.kind == "number_input":
        return "number out of bounds", _try_number(widget, rng.choice(NUMBERS))
    if widget.kind in {"selectbox", "radio", "text_input", "text_area"}:
        return "text not offered", report(widget, rng.choice(TEXTS))
    if widget.kind == "multiselect":
        offered = list(widget.proto.options)
        wrong = [[*offered, *offered], ["zz"], offered[:2] * 100, [f"Z{n}" for n in range(200_000)]]
        return "list not offered", report(widget, rng.choice(wrong))
    return None


def _try_number(widget: Widget, value: float) -> WidgetState:
    try:
        return report(widget, value)
    except (ValueError, OverflowError):
        return WidgetState(id=widget.id, double_value=value)


def of_component(rng: random.Random, reader: Reader, widget: Widget) -> str:
    """Write a component's report with some of its fields made wrong, as JSON.

    The fields are those that streamlit-folium reports, those of our own components, and what the
    component was told by the page: its session and numbers are known to whoever is told them.
    """
    told = told_to(widget)
    seen: dict[str, Any] = {
        "center": {"lat": 45.5, "lng": 44.0},
        "zoom": 4,
        "last_object_clicked_tooltip": None,
        "lat": 45.5,
        "lon": 44.0,
        "z": 4,
        "clicked": None,
        "moved": {"lat": 45.5, "lon": 44.0, "z": 4, "session": told.get("session")},
        "picked": {
            "n": rng.choice([told.get("answers", 0) + 1 if told else 1, 10**6]),
            "session": told.get("session"),
            "parts": {"routes": told.get("on", [])},
        },
    }
    if isinstance(held := reader.value(widget), dict):
        seen.update(held)
    for name in rng.sample(sorted(seen), rng.choice([1, 2, 6])):
        part = seen[name]
        if isinstance(part, dict) and part and rng.random() < 0.7:
            seen[name] = {**part, rng.choice(sorted(part)): rng.choice([*ODD, *LISTS])}
        else:
            seen[name] = rng.choice(ODD)
    return json.dumps(seen)


def attack_widget(rng: random.Random, reader: Reader, widget: Widget) -> Attack:
    """Attack one widget of the page."""
    name = widget.kind
    dice = rng.random()
    own = own_type(rng, widget)
    if widget.kind in COMPONENTS and dice < 0.7:
        seen = of_component(rng, reader, widget) if rng.random() < 0.8 else rng.choice(JSONS)
        if widget.kind == "bidi_component" and rng.random() < 0.4:
            events = ("click", "clicked", "moved", "move", "view", "seen", "copied", "change")
            payload = [{"event": rng.choice(events), "value": rng.choice(ODD)} for _ in range(3)]
            wrong = json.dumps(payload) if rng.random() < 0.8 else rng.choice(JSONS)
            what, state = "events", WidgetState(id=event_id(widget), json_trigger_value=wrong)
        else:
            what, state = "its fields", WidgetState(id=widget.id, json_value=seen)
        name = "map" if widget.is_map else f"component {widget.key}"
    elif own is not None and dice < 0.5:
        what, state = own
    else:
        what, state = next(values(rng))
        state.id = widget.id
    fragment = widget.drawn.fragment_id if rng.random() < 0.8 else ""
    return Attack(f"{name}: {what}", reader_rerun(reader, [state], fragment))


def reader_rerun(reader: Reader, states: list[WidgetState], fragment_id: str = "") -> BackMsg:
    """Ask for a run with these reports, without taking them over as the reader's own."""
    kept = dict(reader.states)
    message = reader.rerun(states, fragment_id)
    reader.states = kept
    return message


def attack_page(rng: random.Random, reader: Reader) -> Attack:
    """Attack with something that is no report of a drawn widget."""
    plain = reader.rerun
    files = BackMsg()
    files.file_urls_request.request_id = "x"
    files.file_urls_request.file_names.extend(["a"] * rng.choice([1, 20_000]))
    operation = BackMsg()
    operation.backend_operation_request.session_id = rng.choice(["zz", reader.session_id])
    operation.backend_operation_request.deferred_file.file_id = "zz"
    chunk = BackMsg()
    chunk.backend_operation_request.session_id = reader.session_id
    chunk.backend_operation_request.dataframe_chunk.source_id = "zz"
    chunk.backend_operation_request.dataframe_chunk.limit = 2**32 - 1
    foreign = [
        WidgetState(id=rng.choice(FOREIGN_IDS), string_value=rng.choice(TEXTS)) for _ in range(3)
    ]
    crowd = [WidgetState(id=f"$$ID-{n}-None", bool_value=True) for n in range(3_000)]
    whole = {widget.id: next(values(rng))[1] for widget in reader.widgets}
    for widget_id, state in whole.items():
        state.id = widget_id

    def changed(**wrong: Any) -> BackMsg:
        message = plain()
        for name, value in wrong.items():
            setattr(message.rerun_script, name, value)
        return message

    made: list[Callable[[], Attack]] = [
        lambda: Attack("unknown widgets", reader_rerun(reader, foreign)),
        lambda: Attack("3,000 widgets", reader_rerun(reader, crowd)),
        lambda: Attack("every widget at once", reader_rerun(reader, list(whole.values()))),
        lambda: Attack("unknown fragment", plain(fragment_id="zz"), answers=False),
        lambda: Attack("page hash", changed(page_script_hash="zz", page_name="")),
        lambda: Attack("page name", changed(page_script_hash="", page_name=rng.choice(TEXTS[:8]))),
        lambda: Attack("address", changed(query_string=rng.choice(QUERIES))),
        lambda: Attack(
            "back to an address",
            changed(query_string=rng.choice(QUERIES), is_history_navigation=True),
        ),
        lambda: Attack("cached messages", plain(cached_message_hashes=["z" * 32] * 2_000)),
        lambda: Attack("clear_cache", BackMsg(clear_cache=True), answers=False),
        lambda: Attack("set_run_on_save", BackMsg(set_run_on_save=True), answers=False),
        lambda: Attack("stop_script", BackMsg(stop_script=True), answers=False),
        lambda: Attack("load_git_info", BackMsg(load_git_info=True), answers=False),
        lambda: Attack("debug_shutdown", BackMsg(debug_shutdown_runtime=True), answers=False),
        lambda: Attack("file_urls", files, answers=False),
        lambda: Attack("deferred file", operation, answers=False),
        lambda: Attack("dataframe rows", chunk, answers=False),
        lambda: Attack("empty message", BackMsg(), answers=False),
        lambda: Attack("no message", rng.randbytes(40), answers=False),
        lambda: Attack("text", "hello", answers=False),
        lambda: Attack(
            "too large", reader_rerun(reader, [WidgetState(id="$$ID-0-None", string_value=HEAVY)])
        ),
    ]
    return rng.choice(made)()


def next_attack(rng: random.Random, reader: Reader) -> Attack:
    """Choose the next thing to send: mostly to the page's widgets."""
    widgets = reader.widgets
    if not widgets or rng.random() < 0.2:
        return attack_page(rng, reader)
    # A kind is chosen before a widget: a page of twelve checkboxes has one map.
    kind = rng.choice(sorted({kind_of(widget) for widget in widgets}))
    return attack_widget(rng, reader, rng.choice([w for w in widgets if kind_of(w) == kind]))


def kind_of(widget: Widget) -> str:
    """Name what a widget is one of: of our own components each is a kind."""
    own = widget.kind == "bidi_component"
    return str(widget.proto.component_name) if own else widget.kind


async def attack(
    server: Running, count: int, seed: int, outcome: Outcome, go: asyncio.Event
) -> None:
    """Send so many attacks, a few to a session, page after page, while `go` is set."""
    rng = random.Random(seed)  # noqa: S311 - no secret: the same dice in every run
    async with Reader.connect(server.url) as first:
        await first.open()
        pages = sorted(first.pages)
    if not pages:
        raise RuntimeError("the server names no page")
    end = outcome.sent + count
    while outcome.sent < end and len(outcome.slow) < SLOW_AT_MOST:
        page = pages[outcome.sent // SAME_SESSION % len(pages)]
        try:
            async with Reader.connect(server.url) as reader:
                await reader.open("", page)
                for _ in range(min(SAME_SESSION, end - outcome.sent)):
                    await go.wait()
                    one = next_attack(rng, reader)
                    outcome.sent += 1
                    outcome.kinds[one.what] += 1
                    if not await send(reader, one, outcome):
                        break
        except (RunError, OSError, TimeoutError) as failed:
            outcome.slow[f"a new reader of /{page} ({failed})"] = ANSWER_S


async def come_and_go(server: Running, count: int) -> None:
    """Open so many sessions and leave them, page after page."""
    gate = asyncio.Semaphore(4)

    async def one(n: int) -> None:
        async with gate, Reader.connect(server.url) as reader:
            await reader.open()
            pages = sorted(reader.pages)
            await reader.turn_to(pages[n % len(pages)])

    await asyncio.gather(*(one(n) for n in range(count)))


async def send(reader: Reader, one: Attack, outcome: Outcome) -> bool:
    """Send one attack and record what it does; return whether the connection still stands."""
    before = len(reader.failures)
    begin = time.monotonic()
    runs = reader.runs
    try:
        if isinstance(one.data, BackMsg):
            await reader.send(one.data)
        else:
            await reader.send_raw(one.data)
        if one.answers:
            await reader.wait(runs + 1, ANSWER_S, follow=False)
        await reader.pulse()
    except RunError as failed:
        if "no answer" in str(failed):
            outcome.slow[f"/{reader.page} {one.what}"] = time.monotonic() - begin
        outcome.refused += 1
        return False
    if len(reader.failures) > before:
        outcome.shown.setdefault(f"/{reader.page} {one.what}", reader.failures[-1][:160])
    return True


async def bystander(
    server: Running, outcome: Outcome, go: asyncio.Event, done: asyncio.Event
) -> None:
    """Toggle a switch over and over, in blocks without and during the flood, and time each."""
    async with Reader.connect(server.url) as reader:
        await reader.open()
        for _ in range(5):
            await reader.toggle()
        while not done.is_set():
            for flooding in (False, True):
                go.set() if flooding else go.clear()
                await asyncio.sleep(0.1)
                for _ in range(6):
                    if flooding and done.is_set():
                        break
                    seconds = await reader.toggle()
                    (outcome.flooded if flooding else outcome.quiet).append(seconds)
                    await asyncio.sleep(0.02)
            # The flood has most of the time.
            for _ in range(40):
                if not done.is_set():
                    await asyncio.sleep(0.05)
        if reader.failures:
            outcome.shown["the other reader"] = reader.failures[-1]


def middle(seconds: list[float]) -> float:
    """Return the median of times in milliseconds."""
    return statistics.median(seconds) * 1000 if seconds else math.nan


def tracebacks(log: Path) -> Counter[str]:
    """Count the tracebacks in a server's log by where they ended and in what."""
    found: Counter[str] = Counter()
    for block in log.read_text("utf-8", "replace").split("Traceback (most recent call last):")[1:]:
        lines = block.splitlines()
        places = [line.strip() for line in lines if line.startswith("  File ")]
        ended = next((n for n, line in enumerate(lines) if line and not line[0].isspace()), None)
        where = places[-1].split("site-packages/")[-1].split("/")[-3:] if places else ["?"]
        found[f"{'/'.join(where)}: {lines[ended][:120] if ended is not None else '?'}"] += 1
    return found


async def flood(server: Running, count: int, seed: int = 1) -> Outcome:
    """Flood a server and measure what it does to another reader, to the log and to memory."""
    outcome, go, done = Outcome(), asyncio.Event(), asyncio.Event()
    go.set()
    # What is built on first use, and what is kept of sessions that were left, is no growth: as
    # many as are kept, and some of the flood itself, come before.
    await come_and_go(server, SESSIONS_KEPT)
    warm = [Outcome() for _ in range(4)]
    await asyncio.gather(
        *(attack(server, WARM_UP // 4, seed + 1 + n, one, go) for n, one in enumerate(warm))
    )
    for one in warm:
        outcome.slow |= one.slow
        outcome.shown |= one.shown
    outcome.before_mb = resident_mb(server.pid)
    other = asyncio.create_task(bystander(server, outcome, go, done))
    try:
        await attack(server, count, seed, outcome, go)
    finally:
        done.set()
        go.set()
    try:
        await other
    except RunError as failed:
        outcome.slow[f"the other reader ({failed})"] = ANSWER_S
    await asyncio.sleep(1)
    outcome.after_mb = resident_mb(server.pid)
    outcome.traced = tracebacks(server.log)
    return outcome


def main(count: int, seed: int) -> int:
    """Print what a flood does; return 1 if it did anything."""
    with tempfile.TemporaryDirectory() as folder, as_run(Path(folder) / "server.log") as server:
        begin = time.monotonic()
        outcome = asyncio.run(flood(server, count, seed))
        took = time.monotonic() - begin
    traced = sum(outcome.traced.values())
    click.echo(
        f"{outcome.sent} hostile messages in {took:.0f} s; {outcome.refused} closed the connection"
    )
    click.echo(f"exceptions shown: {len(outcome.shown)} kinds; tracebacks in the log: {traced}")
    click.echo(
        f"another reader: median {middle(outcome.quiet):.0f} ms quiet, "
        f"{middle(outcome.flooded):.0f} ms during the flood "
        f"({outcome.ratio:.2f} x; {len(outcome.quiet)} and {len(outcome.flooded)} answers)"
    )
    click.echo(
        f"resident memory: {outcome.before_mb:.0f} MB before, {outcome.after_mb:.0f} MB after"
    )
    for what, text in sorted(outcome.shown.items()):
        click.echo(f"  shown   {what}: {text}")
    for what, times in outcome.traced.most_common():
        click.echo(f"  traced  {times:5} {what}")
    for what, seconds in outcome.slow.items():
        click.echo(f"  slow    {what}: no answer in {seconds:.0f} s")
    clean = not (outcome.shown or traced or outcome.slow)
    return 0 if clean and outcome.ratio <= 2 and outcome.grown_mb <= 10 else 1


if __name__ == "__main__":
    arguments = [int(text) for text in sys.argv[1:3]]
    sys.exit(main(*(arguments + [10_000, 1][len(arguments) :])))
