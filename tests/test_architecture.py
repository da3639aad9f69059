"""The rooms of the house, one way: app and pages -> pages/shared -> routes -> geodata.

Every rule is a function of a module's place and source, so that the tests at the end can show
each rule a bad module and see it refused.
"""

import ast
import graphlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# The engine has no interface, no network and no clock.
NOT_IN_ENGINE = {
    "streamlit",
    "streamlit_folium",
    "folium",
    "branca",
    "altair",
    "requests",
    "urllib3",
    "httpx",
    "urllib.request",
    "http",
    "socket",
    "ssl",
    "ftplib",
    "asyncio",
    "time",
    "sched",
    "playwright",
    "pytest",
    "app",
    "pages",
    "tests",
}
LOCAL_STATE = {"'sources_all'", "f'list_{key}'"}
"""What a page may keep for itself: whether all sources are shown, the lists of events that share
one choice."""
CLOCK = {"now", "utcnow", "today"}
MAP_ONLY = {"folium", "streamlit_folium", "branca"}

# Who may touch files: the reader, what builds the layers and the world, the command line (a
# user's own file), the messages' own reader. Nobody in the app.
FILE_MODULES = re.compile(r"routes/((files|build|world|cli)/\w+|language/read|__main__)\.py")
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
}
# These touch no file when their first argument is text in memory, or is not there (to_csv).
IN_MEMORY = re.compile(r"$|(io\.)?(StringIO|BytesIO)\(")


def modules() -> list[str]:
    """List the project's modules, as paths from the root."""
    found = [*ROOT.glob("app.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob("routes/**/*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def room(path: str) -> str:
    """Name the room that a module lies in."""
    if path.startswith("routes/"):
        return "routes"
    return "shared" if path.startswith("pages/shared/") else "page"


def imports(path: str, source: str) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, `from a import b` as a.b."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def within(name: str, parents: set[str]) -> bool:
    """Tell whether a dotted name is one of the parents or lies below one."""
    return any(name == parent or name.startswith(parent + ".") for parent in parents)


def upward(path: str, source: str) -> list[str]:
    """Find imports against the arrows."""
    bad = []
    for name in imports(path, source):
        own = name.split(".")[0] in {"app", "pages", "tests"}
        if room(path) == "routes":
            wrong = within(name, NOT_IN_ENGINE)
        else:
            # Pages and what they share import shared modules and the engine, never each other.
            wrong = own and not within(name, {"pages.shared"})
        if wrong:
            bad.append(f"{path} imports {name}")
    return bad


def clocks(path: str, source: str) -> list[str]:
    """Find the engine looking at a clock: the same view must give the same answer for ever."""
    if room(path) != "routes":
        return []
    nodes = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Attribute)]
    return [f"{path}:{n.lineno} asks for {n.attr}" for n in nodes if n.attr in CLOCK]


def files(path: str, source: str) -> list[str]:
    """Find files touched outside the modules that may."""
    if FILE_MODULES.fullmatch(path):
        return []
    bad = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        call = node.func
        name = getattr(call, "attr", getattr(call, "id", ""))
        if name not in FILE_CALLS:
            continue
        first = ast.unparse(node.args[0]) if node.args else ""
        if name in {"read_csv", "to_csv", "read_json"} and IN_MEMORY.match(first):
            continue
        bad.append(f"{path}:{node.lineno} calls {name}")
    return bad


def caches(path: str, source: str) -> list[str]:
    """Find Streamlit's caches outside pages/shared/store.py."""
    if path == "pages/shared/store.py":
        return []
    return [
        f"{path}:{node.lineno} uses {name}"
        for node in ast.walk(ast.parse(source))
        for name in [getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))]
        if isinstance(name, str) and name.startswith("cache_") and "streamlit" in source
    ]


def maps(path: str, source: str) -> list[str]:
    """Find folium outside pages/shared/map/map.py, the only place that turns lon, lat around."""
    if path == "pages/shared/map/map.py":
        return []
    return [f"{path} imports {n}" for n in imports(path, source) if within(n, MAP_ONLY)]


def streamlits_own(path: str, source: str) -> list[str]:
    """Find what reaches into Streamlit's runtime outside the two places that must."""
    if path in ("pages/shared/view/guard.py", "pages/shared/view/session.py"):
        return []
    own = {"streamlit.runtime", "streamlit.proto", "streamlit.web", "starlette", "google"}
    return [f"{path} imports {name}" for name in imports(path, source) if within(name, own)]


def widgets(path: str, source: str) -> list[str]:
    """Find session state that a page writes by itself: what a widget shows comes of the view."""
    if path.startswith("pages/shared/view/") or room(path) == "routes":
        return []
    return [
        f"{path}:{node.lineno} writes {ast.unparse(target)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Subscript)
        and ast.unparse(target.value).endswith("session_state")
        and ast.unparse(target.slice) not in LOCAL_STATE
    ]


RULES: list[Callable[[str, str], list[str]]] = [
    upward,
    clocks,
    files,
    caches,
    maps,
    streamlits_own,
    widgets,
]


@pytest.mark.parametrize("path", modules())
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_module_keeps_the_rule(path: str, rule: Callable[[str, str], list[str]]) -> None:
    """Each module keeps each rule."""
    assert rule(path, (ROOT / path).read_text("utf-8")) == []


def test_modules_were_found_in_every_room() -> None:
    """The rules above had something to look at."""
    found = modules()
    assert "app.py" in found
    assert {room(path) for path in found} == {"routes", "shared", "page"}
    assert {"routes/files/load.py", "routes/verdict/judge.py", "pages/shared/store.py"} <= set(
        found
    )


def test_the_engine_imports_in_no_circle() -> None:
    """The engine's modules can be read one after the other."""
    found = {p.removesuffix(".py").replace("/", "."): p for p in modules() if room(p) == "routes"}
    graph = {}
    for name, path in found.items():
        asked = set(imports(path, (ROOT / path).read_text("utf-8")))
        graph[name] = {m for m in found if m != name and any(within(a, {m}) for a in asked)}
    assert graph
    graphlib.TopologicalSorter(graph).prepare()


BAD = [
    (upward, "routes/network/flow.py", "import streamlit as st"),
    (upward, "routes/network/flow.py", "from urllib.request import urlopen"),
    (upward, "routes/network/flow.py", "from urllib import request"),
    (upward, "routes/network/flow.py", "from pages.shared import map"),
    (upward, "routes/network/flow.py", "import time"),
    (upward, "pages/shared/cards/ribbon.py", "import app"),
    (upward, "pages/shared/cards/ribbon.py", "from pages import Method"),
    (upward, "pages/shared/cards/ribbon.py", "from ... import Method"),
    (upward, "pages/Method.py", "import pages.Story"),
    (upward, "app.py", "from pages.Method import table"),
    (clocks, "routes/network/flow.py", "import datetime\nx = datetime.datetime.now()"),
    (clocks, "routes/network/flow.py", "from datetime import date\nx = date.today()"),
    (files, "routes/network/flow.py", "x = open('a')"),
    (files, "routes/network/flow.py", "from pathlib import Path\nx = Path('a').read_text()"),
    (files, "pages/Method.py", "import pandas as pd\nx = pd.read_csv('a.csv')"),
    (files, "app.py", "frame.to_csv('a.csv')"),
    (caches, "pages/Method.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (caches, "pages/shared/map/map.py", "from streamlit import cache_resource"),
    (maps, "pages/shared/cards/ribbon.py", "import folium"),
    (maps, "app.py", "from streamlit_folium import st_folium"),
    (streamlits_own, "pages/shared/map/map.py", "from streamlit.runtime.scriptrunner import get"),
    (streamlits_own, "app.py", "from starlette.websockets import WebSocket"),
    (widgets, "pages/Story.py", "import streamlit as st\nst.session_state['step'] = 1"),
    (widgets, "pages/shared/pickers/switches.py", "st.session_state[f'on_{c}'] = True"),
]
GOOD = [
    (
        upward,
        "routes/network/flow.py",
        "from urllib.parse import quote\nfrom routes.model import Leg",
    ),
    (upward, "pages/Method.py", "from pages.shared import frame\nimport routes.verdict"),
    (
        upward,
        "pages/shared/cards/ribbon.py",
        "from pages.shared.view.model import View\nfrom . import map",
    ),
    (clocks, "routes/network/flow.py", "from datetime import date\nx = date(2022, 7, 5)"),
    (files, "routes/files/load.py", "x = open('a')"),
    (files, "pages/shared/downloads.py", "text = frame.to_csv(index=False)"),
    (files, "routes/own.py", "import io\nimport pandas as pd\nx = pd.read_csv(io.StringIO(text))"),
    (caches, "pages/shared/store.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (maps, "pages/shared/map/map.py", "import folium"),
    (
        streamlits_own,
        "pages/shared/view/guard.py",
        "from streamlit.runtime.state import SessionState",
    ),
    (widgets, "pages/shared/view/session.py", "st.session_state[key] = value"),
    (widgets, "pages/Sources.py", "st.session_state['sources_all'] = True"),
]


@pytest.mark.parametrize(("rule", "path", "source"), BAD)
def test_a_rule_refuses(rule: Callable[[str, str], list[str]], path: str, source: str) -> None:
    """Each rule is seen to fail on a module that breaks it."""
    assert rule(path, source)


@pytest.mark.parametrize(("rule", "path", "source"), GOOD)
def test_a_rule_allows(rule: Callable[[str, str], list[str]], path: str, source: str) -> None:
    """Each rule leaves alone what it should."""
    assert rule(path, source) == []
