"""Find where messages are asked for, in code and in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2 import nodes

ROOT = Path(__file__).resolve().parents[3]
IN_CODE = {"phrase", "phrase_parts"}
IN_TEMPLATES = {"t", "t_html"}
SCRIPT = "script_phrases"


@dataclass(frozen=True)
class Call:
    """A place where a message is asked for.

    Parameters
    ----------
    where
        File and line.
    pattern
        Regular expression of the ids that may be meant: one, or those with one begin and end.
    slots
        Names of the slots that are filled; None where the call fills none itself.
    """

    where: str
    pattern: str
    slots: frozenset[str] | None


class UnreadableError(Exception):
    """A call whose id or slots cannot be read from the source."""


def sources() -> list[Path]:
    """List the project's modules and templates."""
    folders = [ROOT / name for name in ("pages", "publish", "routes")]
    kinds = ("*.py", "*.html")
    found = [path for folder in folders for kind in kinds for path in folder.rglob(kind)]
    return sorted([ROOT / "app.py", ROOT / "server.py", *found])


def calls(path: str, source: str) -> Iterator[Call]:
    """Yield every call in a file.

    Parameters
    ----------
    path
        From the root of the repository; what it ends in says how it is read.
    source
        Python, or a template of jinja.

    Raises
    ------
    UnreadableError
        If an id is put together from more than fixed text and one code, or slots are not written
        out.
    """
    yield from _in_template(path, source) if path.endswith(".html") else _in_code(path, source)


def _in_code(path: str, source: str) -> Iterator[Call]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        where = f"{path}:{node.lineno}"
        in_room = path.startswith("routes/language/")
        if (in_room or path == "pages/shared/phrases.py") and isinstance(node.args[0], ast.Name):
            continue  # the definitions themselves hand an id on
        if name in IN_CODE or (in_room and name == "format" and _is_id(node.args[0])):
            if any(keyword.arg is None for keyword in node.keywords):
                raise UnreadableError(f"{where}: write the slots out, not **")
            slots = frozenset(k.arg for k in node.keywords if k.arg and k.arg != "lang")
            for one in _choices(node.args[0]):
                yield Call(where, _pattern(where, one), slots)
        elif name == SCRIPT:
            yield Call(where, _pattern(where, node.args[0]) + ".*", None)


def _is_id(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(re.fullmatch(r"[a-z]+-[\w.-]+", str(node.value)))


def _choices(node: ast.expr) -> list[ast.expr]:
    """Return the ids between which a call chooses: `phrase("a" if x else "b")` asks for two."""
    if isinstance(node, ast.IfExp):
        return [*_choices(node.body), *_choices(node.orelse)]
    return [node]


def _pattern(where: str, node: ast.expr) -> str:
    """Return the ids that an expression may give, as a regular expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        fixed = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
        return _with_one_code(where, fixed)
    raise UnreadableError(f"{where}: write the id out; it may hold one code")


def _with_one_code(where: str, pieces: Sequence[object]) -> str:
    """Return the ids made of fixed text and one code, None: it begins with text."""
    if pieces[0] is None or pieces.count(None) != 1:
        raise UnreadableError(f"{where}: write the id out; it may hold one code")
    return "".join(r"[\w-]+" if piece is None else re.escape(str(piece)) for piece in pieces)


def _in_template(path: str, source: str) -> Iterator[Call]:
    for node in jinja2.Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if not isinstance(node.node, nodes.Name) or node.node.name not in IN_TEMPLATES:
            continue
        where = f"{path}:{node.lineno}"
        if node.dyn_kwargs or node.dyn_args or not node.args:
            raise UnreadableError(f"{where}: write the id and the slots out")
        first = node.args[0]
        if isinstance(first, nodes.Const):
            pattern = re.escape(str(first.value))
        elif isinstance(first, nodes.Concat):
            fixed = [one.value if isinstance(one, nodes.Const) else None for one in first.nodes]
            pattern = _with_one_code(where, fixed)
        else:
            raise UnreadableError(f"{where}: write the id out; it may hold one code")
        yield Call(where, pattern, frozenset(keyword.key for keyword in node.kwargs))


def faults(found: Iterable[Call], messages: dict[str, frozenset[str]]) -> list[str]:
    """List the calls that no message fits, or whose slots are others.

    Parameters
    ----------
    found
        Calls.
    messages
        Slots by id.
    """
    told = []
    for call in found:
        meant = [message for message in messages if re.fullmatch(call.pattern, message)]
        if not meant:
            told.append(f"{call.where}: no message {call.pattern!r}")
        told += [
            f"{call.where}: {message} has {sorted(messages[message])}, not {sorted(call.slots)}"
            for message in meant
            if call.slots is not None and call.slots != messages[message]
        ]
    return told
