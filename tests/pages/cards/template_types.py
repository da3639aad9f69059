"""Check the types of templates: what they ask of a model is there, and is no None.

A template is walked as the engine renders it. Names are bound to types: `model` to the class that
fills it, the target of a loop to what the tuple holds, the parameters of a macro to what each
call gives. Every attribute must exist on its class; what may be None must stand within an `if`
that asks for it.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

import jinja2
from jinja2 import nodes

LOOP = object()
"""Type of `loop`, whose attributes are jinja's own."""
FREE = object()
"""Type of what is not known further: the value of a filter, a sentence of the catalogue."""
GLOBALS = {"t", "t_html"}
"""Functions that every template may call."""


@dataclass(frozen=True)
class Macro:
    """A macro with the names that it can see."""

    file: str
    node: nodes.Macro
    names: dict[str, Any]


@dataclass
class Checker:
    """Walks templates.

    Parameters
    ----------
    environment
        Finds the templates.
    faults
        What was found wrong, each with file and line.
    used
        Every attribute asked for, as (class, name).
    """

    environment: jinja2.Environment
    faults: list[str] = field(default_factory=list)
    used: set[tuple[type, str]] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    file: str = ""
    sure: frozenset[str] = frozenset()

    def check(self, file: str, model: type) -> None:
        """Walk a template that is filled with a model."""
        self._template(file, {"model": model})

    def _template(self, file: str, names: dict[str, Any]) -> dict[str, Any]:
        assert self.environment.loader is not None
        source, _, _ = self.environment.loader.get_source(self.environment, file)
        before, self.file = self.file, file
        for node in self.environment.parse(source).body:
            self._visit(node, names)
        self.file = before
        return names

    def _fault(self, node: nodes.Node, what: str) -> Any:
        self.faults.append(f"{self.file}:{node.lineno}: {what}")
        return FREE

    def _visit(self, node: nodes.Node, names: dict[str, Any]) -> None:
        if isinstance(node, nodes.FromImport):
            assert isinstance(node.template, nodes.Const)
            self.imported.add(node.template.value)
            found = self._template(node.template.value, {})
            for name in node.names:
                assert isinstance(name, str), "import a macro by its own name"
                names[name] = found.get(name) or self._fault(node, f"no macro {name}")
        elif isinstance(node, nodes.Macro):
            names[node.name] = Macro(self.file, node, names)
        elif isinstance(node, nodes.For):
            assert isinstance(node.target, nodes.Name)
            inner = {**names, node.target.name: self._element(node.iter, names), "loop": LOOP}
            self._all(node.body, inner)
            self._all(node.else_, names)
        elif isinstance(node, nodes.If):
            self._type(node.test, names)
            with_test = self.sure | set(asked(node.test))
            before, self.sure = self.sure, with_test
            self._all(node.body, names)
            self.sure = before
            self._all([*node.elif_, *node.else_], names)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                self._type(part, names)
        else:
            self._fault(node, f"{type(node).__name__} is not used in templates here")

    def _all(self, body: list[nodes.Node], names: dict[str, Any]) -> None:
        for node in body:
            self._visit(node, names)

    def _element(self, node: nodes.Node, names: dict[str, Any]) -> Any:
        found = self._type(node, names)
        args = get_args(found)
        if get_origin(found) is tuple and args[-1:] == (Ellipsis,):
            return args[0]
        return self._fault(node, f"{text_of(node)} is {found}, no tuple of one type")

    def _type(self, node: nodes.Node, names: dict[str, Any]) -> Any:
        """Return the type of an expression; what may be None is that no more within its `if`."""
        found: Any = FREE
        if isinstance(node, nodes.Getattr):
            found = self._sure(node, self._attribute(node, names))
        elif isinstance(node, nodes.Name) and node.name in names:
            found = self._sure(node, names[node.name])
        elif isinstance(node, nodes.Name):
            self._fault(node, f"{node.name} is nothing that it is given")
        elif isinstance(node, nodes.Call):
            found = self._call(node, names)
        elif isinstance(node, nodes.Getitem):
            self._fault(node, "ask for a field, not for an item")
        elif isinstance(node, nodes.CondExpr):
            self._after(node.test, node.expr1, names)
            if node.expr2 is not None:
                self._type(node.expr2, names)
        elif isinstance(node, nodes.And):
            self._after(node.left, node.right, names)
        else:
            for child in node.iter_child_nodes():
                self._type(child, names)
        return found

    def _after(self, test: nodes.Node, then: nodes.Node, names: dict[str, Any]) -> None:
        """Walk a test, and what is evaluated only where it holds."""
        self._type(test, names)
        before, self.sure = self.sure, self.sure | set(asked(test))
        self._type(then, names)
        self.sure = before

    def _sure(self, node: nodes.Node, found: Any) -> Any:
        if text_of(node) in self.sure and type(None) in get_args(found):
            rest = tuple(one for one in get_args(found) if one is not type(None))
            return Union[rest]  # noqa: UP007 - the types are known at run time only
        return found

    def _attribute(self, node: nodes.Getattr, names: dict[str, Any]) -> Any:
        owner = self._type(node.node, names)
        if owner is LOOP or owner is FREE:
            return FREE
        if type(None) in get_args(owner):
            self._fault(node, f"{text_of(node.node)} may be None")
            return FREE
        if not is_dataclass(owner):
            return self._fault(node, f"{text_of(node.node)} is {owner}, no model")
        assert isinstance(owner, type)
        self.used.add((owner, node.attr))
        known: Mapping[str, Any] = get_type_hints(owner)
        if node.attr in known:
            return known[node.attr]
        getter = getattr(owner, node.attr, None)
        if isinstance(getter, property):
            return get_type_hints(getter.fget)["return"]
        return self._fault(node, f"{owner.__name__} has no {node.attr}")

    def _call(self, node: nodes.Call, names: dict[str, Any]) -> Any:
        given = [self._type(arg, names) for arg in node.args]
        for keyword in node.kwargs:
            self._type(keyword.value, names)
        if isinstance(node.node, nodes.Name) and node.node.name in GLOBALS:
            return FREE
        macro = self._type(node.node, names)
        if not isinstance(macro, Macro):
            return self._fault(node, f"{text_of(node.node)} is no macro")
        if len(given) != len(macro.node.args):
            return self._fault(node, f"{macro.node.name} takes {len(macro.node.args)} values")
        inner = dict(zip((arg.name for arg in macro.node.args), given, strict=True))
        before = self.file, self.sure
        self.file, self.sure = macro.file, frozenset()
        self._all(macro.node.body, {**macro.names, **inner})
        self.file, self.sure = before
        return FREE


def asked(test: nodes.Node) -> Iterator[str]:
    """Yield what is certainly something where a test holds."""
    if isinstance(test, nodes.And):
        yield from asked(test.left)
        yield from asked(test.right)
    elif isinstance(test, nodes.Name | nodes.Getattr):
        yield text_of(test)


def text_of(node: nodes.Node) -> str:
    """Return an expression as a template writes it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{text_of(node.node)}.{node.attr}"
    return type(node).__name__


def example(wanted: Any, text: str) -> Any:
    """Build a value of a type: every text in it is `text`, nothing in it is missing."""
    if is_dataclass(wanted):
        assert isinstance(wanted, type)
        return wanted(
            **{name: example(kind, text) for name, kind in get_type_hints(wanted).items()}
        )
    origin, args = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        return (example(args[0], text), example(args[0], text))
    if origin in {Union, types.UnionType}:
        return example(next(one for one in args if one is not type(None)), text)
    if args and isinstance(args[0], str):  # Literal
        return args[0]
    simple = {str: text, bool: True, int: 3, float: 2.5, frozenset: frozenset()}
    return simple[origin or wanted]
