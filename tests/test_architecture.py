"""The plan of the house: what each room may import, and who may touch files, clock, network, HTML.

`PLAN` is the only list. Every rule is a function of a module's place and source, so that the tests
at the end can show each rule a bad module and see it refused. `docs/architecture.md` draws the
plan; a test holds the picture to the imports.
"""

import ast
import graphlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Room:
    """What a room may use.

    Attributes
    ----------
    imports
        Rooms below it whose modules it imports.
    may
        What it may touch beside that: `files`, `html` (markup in its source), `streamlit`,
        `runtime` (Streamlit's own insides, and what it is served by), `process` (sockets and
        memory), `folium`, `cache`, `state` (session state that it writes).
    """

    imports: str = ""
    may: str = ""


PLAN = {
    # The engine, from the bottom up: no interface, no network, no clock, no markup.
    "routes/model": Room(),
    "routes/language": Room("routes/model", may="files"),
    "routes/files": Room("routes/model", may="files"),
    "routes/world": Room("routes/model routes/language routes/files", may="files"),
    "routes/verdict": Room("routes/model routes/language"),
    "routes/geometry": Room("routes/model routes/world"),
    "routes/evidence": Room("routes/model routes/language routes/verdict"),
    "routes/network": Room(
        "routes/model routes/language routes/world routes/verdict routes/evidence",
    ),
    "routes/sentences": Room(
        "routes/model routes/language routes/verdict routes/evidence routes/network",
    ),
    "routes/build": Room(
        "routes/model routes/language routes/files routes/world routes/verdict"
        " routes/geometry routes/evidence routes/network",
        may="files",
    ),
    "routes/cli": Room(
        "routes/model routes/files routes/world routes/verdict routes/geometry"
        " routes/evidence routes/network routes/build",
        may="files",
    ),
    "routes": Room(
        "routes/model routes/files routes/world routes/verdict routes/geometry routes/network",
    ),
    # What people see.
    "pages/shared/view": Room(
        "routes/model routes/language routes/world routes/network",
        may="runtime state",
    ),
    "pages/shared": Room(
        "routes/model routes/language routes/files routes/verdict routes/geometry"
        " routes/evidence routes/network pages/shared/view",
        may="cache streamlit",
    ),
    "pages/shared/cards": Room(
        "routes/model routes/language routes/verdict routes/geometry routes/evidence"
        " routes/network routes/sentences pages/shared/view pages/shared",
        may="html templates",
    ),
    "pages/shared/frame": Room(
        "routes/model routes/language routes/files routes/evidence routes/network"
        " pages/shared/view pages/shared pages/shared/cards",
        may="html streamlit",
    ),
    "pages/shared/map": Room(
        "routes/model routes/language routes/files routes/evidence routes/network"
        " pages/shared/view pages/shared pages/shared/cards pages/shared/frame",
        may="folium html streamlit",
    ),
    "pages/shared/pickers": Room(
        "routes/model routes/language routes/files routes/world routes/verdict"
        " routes/evidence routes/network pages/shared/view pages/shared"
        " pages/shared/cards pages/shared/frame",
        may="streamlit",
    ),
    # What leaves the house.
    "publish": Room(
        "routes/model routes/language routes/files routes/network routes/sentences"
        " pages/shared/view pages/shared pages/shared/cards pages/shared/map",
        may="files runtime",
    ),
    "publish/drawing": Room(
        "routes/model routes/language routes/files routes/verdict routes/evidence"
        " routes/network routes/sentences pages/shared/view pages/shared"
        " pages/shared/cards pages/shared/map publish",
        may="files html",
    ),
    "publish/take": Room(
        "routes/model routes/language routes/world routes/verdict routes/geometry"
        " routes/evidence routes/network routes/sentences routes/cli pages/shared/view"
        " pages/shared pages/shared/cards pages/shared/map publish",
        may="files",
    ),
    "publish/package": Room(
        "routes/model routes/language routes/files routes/verdict routes/evidence"
        " routes/build routes/cli pages/shared/view pages/shared pages/shared/cards"
        " pages/shared/map publish",
        may="files",
    ),
    "publish/site": Room(
        "routes/model routes/language routes/files routes/verdict routes/evidence"
        " routes/network pages/shared/view pages/shared pages/shared/cards"
        " pages/shared/map pages/shared/pickers publish publish/drawing publish/package",
        may="files html templates",
    ),
    "publish/web/api": Room(
        "routes/model routes/language routes/files routes/verdict routes/evidence"
        " routes/network routes/cli pages/shared/view pages/shared publish",
        may="runtime templates",
    ),
    "publish/web": Room(
        "routes/model routes/language pages/shared/view pages/shared pages/shared/map"
        " pages/shared/pickers publish publish/drawing publish/take publish/package"
        " publish/web/api",
        may="files html process runtime templates",
    ),
    # Where it all begins.
    "pages": Room(
        "routes/model routes/language routes/files routes/evidence routes/network"
        " pages/shared/view pages/shared pages/shared/cards pages/shared/frame"
        " pages/shared/map pages/shared/pickers",
        may="html streamlit",
    ),
    "start": Room(
        "routes/cli pages/shared/view pages/shared/frame publish/package publish/site publish/web",
        may="runtime",
    ),
}

LIBRARIES = {
    "process": {"socket", "ctypes", "webbrowser"},
    "streamlit": {"streamlit"},
    "runtime": {"streamlit.runtime", "streamlit.proto", "streamlit.web", "starlette", "google"},
    "folium": {"folium", "streamlit_folium", "branca"},
}
"""What may be imported only where the plan says so; `runtime` includes `streamlit`."""
NOWHERE = {
    "requests",
    "urllib3",
    "httpx",
    "urllib.request",
    "http",
    "ssl",
    "ftplib",
    "asyncio",
    "time",
    "sched",
    "playwright",
    "pytest",
    "tests",
    "app",
}
"""Network, clocks and test tools: no room of the house imports them."""
CLOCK = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter"}
FILE_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "read_csv",
    "read_json",
    "read_file",
    "to_file",
    "to_csv",
    "iterdir",
    "glob",
    "rglob",
    "listdir",
    "mkdir",
    "unlink",
    "FileSystemLoader",
    "PackageLoader",
}
IN_MEMORY = re.compile(r"$|(io\.)?(StringIO|BytesIO)\(")
"""First arguments with which `to_csv` and the readers of tables touch no file."""
TAG = re.compile(r"</?[a-z][a-z0-9-]*(\s[^<>]*)?/?>")
LOCAL_STATE = {"'sources_all'", "f'list_{key}'"}
"""What a page may keep for itself: whether all sources are shown, the lists of events that share
one choice."""


def modules() -> list[str]:
    """List the project's modules, as paths from the root."""
    found = [
        path
        for pattern in ("app.py", "server.py", "{}/**/*.py")
        for folder in ("pages", "publish", "routes")
        for path in ROOT.glob(pattern.format(folder))
    ]
    return sorted({path.relative_to(ROOT).as_posix() for path in found})


def dotted(path: str) -> str:
    """Return the name by which a module is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def source(path: str) -> str:
    """Return a module's text."""
    return (ROOT / path).read_text("utf-8")


def room(path: str) -> str:
    """Return the room that a module lies in: its folder; `app.py` is a page.

    What is started, the server and the command line, may put everything together.
    """
    if path in {"server.py", "routes/__main__.py", "publish/commands.py"}:
        return "start"
    return "pages" if path == "app.py" else path.rpartition("/")[0]


def imports(path: str, text: str) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, `from a import b` as a.b."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def within(name: str, parents: set[str]) -> bool:
    """Return whether a dotted name is one of the parents or lies below one."""
    return any(name == parent or name.startswith(parent + ".") for parent in parents)


def module_of(name: str) -> str | None:
    """Return the path of the module that an imported name is or lies in; None if not ours."""
    while name:
        stem = name.replace(".", "/")
        for path in (f"{stem}.py", f"{stem}/__init__.py"):
            if (ROOT / path).is_file():
                return path
        name = name.rpartition(".")[0]
    return None


def arrows() -> set[tuple[str, str]]:
    """Return every arrow between two rooms, from the one that imports."""
    return {
        (room(path), room(target))
        for path in modules()
        for name in imports(path, source(path))
        if (target := module_of(name)) and room(target) != room(path)
    }


def against_the_plan(path: str, text: str) -> list[str]:
    """List imports of rooms that the plan does not give to this one."""
    here = room(path)
    allowed = {here, *PLAN[here].imports.split()}
    bad = []
    for name in imports(path, text):
        target = module_of(name)
        if target and room(target) not in allowed:
            bad.append(f"{path} imports {name}: {here} may not use {room(target)}")
        elif target and here == room(target) == "pages":
            bad.append(f"{path} imports {name}: pages import no page")
    return bad


def libraries(path: str, text: str) -> list[str]:
    """List imports of libraries that belong to other rooms or to none."""
    may = set(PLAN[room(path)].may.split())
    if "runtime" in may:
        may.add("streamlit")
    bad = []
    for name in imports(path, text):
        wanted = [kind for kind, names in LIBRARIES.items() if within(name, names)]
        if within(name, NOWHERE) or (wanted and wanted[-1] not in may):
            bad.append(f"{path} imports {name}")
    return bad


def clocks(path: str, text: str) -> list[str]:
    """List looks at a clock: the same view must give the same answer for ever."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)]
    return [f"{path}:{node.lineno} asks for {node.attr}" for node in nodes if node.attr in CLOCK]


def files(path: str, text: str) -> list[str]:
    """List files touched outside the rooms that may; cards read their own templates."""
    may = PLAN[room(path)].may.split()
    if "files" in may:
        return []
    bad = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = ast.unparse(node.args[0]) if node.args else ""
        memory = name in {"read_csv", "to_csv", "read_json"} and IN_MEMORY.match(first)
        template = name.endswith("Loader") and "templates" in may
        if name in FILE_CALLS and not memory and not template:
            bad.append(f"{path}:{node.lineno} calls {name}")
    return bad


def markup(path: str, text: str) -> list[str]:
    """List HTML written outside the rooms that draw."""
    if "html" in PLAN[room(path)].may.split():
        return []
    tree = ast.parse(text)
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        f"{path}:{node.lineno} writes {node.value[:40]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in prose and TAG.search(node.value)
    ] + [f"{path} imports {name}" for name in imports(path, text) if within(name, {"html"})]


def caches(path: str, text: str) -> list[str]:
    """List Streamlit's caches outside pages/shared/store.py."""
    if path == "pages/shared/store.py":
        return []
    return [
        f"{path}:{getattr(node, 'lineno', 0)} uses {name}"
        for node in ast.walk(ast.parse(text))
        for name in [getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))]
        if isinstance(name, str) and name.startswith("cache_") and "streamlit" in text
    ]


def state(path: str, text: str) -> list[str]:
    """List session state that a page writes by itself: what a widget shows comes of the view."""
    if "state" in PLAN[room(path)].may.split() or path.startswith("routes/"):
        return []
    return [
        f"{path}:{node.lineno} writes {ast.unparse(target)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Subscript)
        and ast.unparse(target.value).endswith("session_state")
        and ast.unparse(target.slice) not in LOCAL_STATE
    ]


Rule = Callable[[str, str], list[str]]
RULES: list[Rule] = [against_the_plan, libraries, clocks, files, markup, caches, state]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule, subtests: pytest.Subtests) -> None:
    """Each module keeps each rule."""
    assert modules()
    for path in modules():
        with subtests.test(module=path):
            assert rule(path, source(path)) == []


def test_every_room_is_on_the_plan() -> None:
    """A new folder is a decision, and a room without a module is none."""
    assert {room(path) for path in modules()} == set(PLAN)


def test_the_plan_allows_no_more_than_is_used() -> None:
    """An allowance that nobody uses would let an arrow grow unseen."""
    assert {(here, there) for here in PLAN for there in PLAN[here].imports.split()} == arrows()


def test_arrows_only_point_down() -> None:
    """The plan lists rooms from the bottom up: each imports only rooms above it in the list."""
    order = list(PLAN)
    assert [(a, b) for a, b in arrows() if order.index(b) > order.index(a)] == []


def test_no_module_imports_in_a_circle() -> None:
    """Every module can be read after those that it uses."""
    graph = {
        path: {
            target
            for name in imports(path, source(path))
            if (target := module_of(name)) and target != path
        }
        for path in modules()
    }
    assert len(graph) > 50
    graphlib.TopologicalSorter(graph).prepare()


def test_the_picture_shows_the_imports() -> None:
    """docs/architecture.md draws each arrow that does not follow from two others."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    (picture,) = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    called = dict(re.findall(r"^\s*(\w+)\[\"([a-z/]+)\"\]", picture, re.MULTILINE))
    drawn = {
        (called[tail], called[head])
        for tail, heads in re.findall(r"^\s*(\w+) --> ([\w &]+)$", picture, re.MULTILINE)
        for head in heads.split(" & ")
    }
    assert set(called.values()) == set(PLAN)
    assert drawn == set(nx.transitive_reduction(nx.DiGraph(sorted(arrows()))).edges)


FLOW, RIBBON, VIEW = (
    "routes/network/stranded.py",
    "pages/shared/cards/ribbon.py",
    "pages/shared/view/x.py",
)
BAD = [
    (against_the_plan, FLOW, "from pages.shared import store"),
    (against_the_plan, FLOW, "from routes.build import make"),
    (against_the_plan, FLOW, "from routes.build.make import build"),
    (against_the_plan, FLOW, "import routes.cli.main"),
    (against_the_plan, FLOW, "from ..build import make"),
    (against_the_plan, "routes/model/units.py", "from routes.files.load import load_tables"),
    (against_the_plan, "pages/shared/store.py", "from pages.shared.cards import ribbon"),
    (against_the_plan, RIBBON, "import app"),
    (against_the_plan, RIBBON, "from pages import Method"),
    (against_the_plan, RIBBON, "from ... import Method"),
    (against_the_plan, "pages/Method.py", "import pages.Story"),
    (against_the_plan, "app.py", "from pages.Method import table"),
    (libraries, FLOW, "import streamlit as st"),
    (libraries, FLOW, "from urllib.request import urlopen"),
    (libraries, FLOW, "from urllib import request"),
    (libraries, FLOW, "import time"),
    (libraries, RIBBON, "import streamlit as st"),
    (libraries, RIBBON, "import folium"),
    (libraries, "app.py", "from streamlit_folium import st_folium"),
    (libraries, "app.py", "from starlette.websockets import WebSocket"),
    (libraries, "app.py", "import requests"),
    (libraries, "pages/shared/map/map.py", "from streamlit.runtime.scriptrunner import get"),
    (clocks, FLOW, "import datetime\nx = datetime.datetime.now()"),
    (clocks, "app.py", "from datetime import date\nx = date.today()"),
    (files, FLOW, "x = open('a')"),
    (files, FLOW, "from pathlib import Path\nx = Path('a').read_text()"),
    (files, "pages/Method.py", "import pandas as pd\nx = pd.read_csv('a.csv')"),
    (files, "app.py", "frame.to_csv('a.csv')"),
    (files, "app.py", "jinja2.FileSystemLoader('a')"),
    (files, RIBBON, "x = open('a')"),
    (markup, FLOW, "x = '<b>5 Mt</b>'"),
    (markup, FLOW, "x = f'<p class=\"a\">{y}</p>'"),
    (markup, "pages/shared/store.py", "from html import escape"),
    (caches, "pages/Method.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (caches, "pages/shared/map/map.py", "from streamlit import cache_resource"),
    (state, "pages/Story.py", "import streamlit as st\nst.session_state['step'] = 1"),
    (state, "pages/shared/pickers/switches.py", "st.session_state[f'on_{c}'] = True"),
]
GOOD = [
    (against_the_plan, FLOW, "from urllib.parse import quote\nfrom routes.model.rows import Gate"),
    (against_the_plan, FLOW, "from routes.network import maxflow"),
    (against_the_plan, "pages/Method.py", "from pages.shared.frame import frame"),
    (against_the_plan, RIBBON, "from pages.shared.view.model import View\nfrom . import chart"),
    (libraries, "pages/shared/map/map.py", "import folium\nimport streamlit as st"),
    (libraries, VIEW, "from streamlit.runtime.state import SessionState\nimport streamlit as st"),
    (clocks, FLOW, "from datetime import date\nx = date(2022, 7, 5)"),
    (files, "routes/files/load.py", "x = open('a')"),
    (files, "pages/Sources.py", "text = frame.to_csv(index=False)"),
    (files, FLOW, "import io\nimport pandas as pd\nx = pd.read_csv(io.StringIO(text))"),
    (files, RIBBON, "jinja2.FileSystemLoader('templates')"),
    (markup, FLOW, '"""Return <b>."""\nx = "a < b > c"'),
    (markup, RIBBON, "from html import escape\nx = '<b>'"),
    (caches, "pages/shared/store.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (state, "pages/shared/view/session.py", "st.session_state[key] = value"),
    (state, "pages/Sources.py", "st.session_state['sources_all'] = True"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_a_rule_refuses(rule: Rule, path: str, text: str) -> None:
    """Each rule is seen to fail on a module that breaks it."""
    assert rule(path, text)


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_a_rule_allows(rule: Rule, path: str, text: str) -> None:
    """Each rule leaves alone what it should."""
    assert rule(path, text) == []
