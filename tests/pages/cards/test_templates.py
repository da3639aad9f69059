"""Templates and the models that fill them fit: nothing is asked for that is not there."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any

import jinja2
import pytest

from pages.shared import cards
from pages.shared.cards.template import ENVIRONMENT, Template
from tests.pages.cards.template_types import Checker, example

HOSTILE = "<img src=x onerror=alert(1)> & \"quoted\" 'single'"


def templates() -> list[Template[Any]]:
    """List the templates of every card."""
    names = [module.name for module in pkgutil.iter_modules(cards.__path__, f"{cards.__name__}.")]
    modules = [importlib.import_module(name) for name in names]
    found = [v for module in modules for v in vars(module).values() if isinstance(v, Template)]
    return sorted(found, key=lambda template: template.file)


TEMPLATES = templates()


@pytest.fixture(scope="module")
def checked() -> Checker:
    """Return what a walk through all templates saw."""
    checker = Checker(ENVIRONMENT)
    for template in TEMPLATES:
        checker.check(template.file, template.model)
    return checker


def test_every_file_is_a_template_or_is_imported_by_one(checked: Checker) -> None:
    files = set(ENVIRONMENT.list_templates())
    assert len(files) >= 13
    assert files == {template.file for template in TEMPLATES} | checked.imported


def test_every_attribute_that_a_template_asks_for_is_there(checked: Checker) -> None:
    assert checked.faults == []
    assert len(checked.used) > 100


def test_every_field_of_a_model_is_asked_for(checked: Checker) -> None:
    """A field that no template shows has no business in a model of one."""
    models = {owner for owner, _ in checked.used}
    assert models
    shown = {(owner, field.name) for owner in models for field in fields(owner)}
    assert shown == checked.used


def test_models_cannot_be_changed() -> None:
    assert TEMPLATES
    for template in TEMPLATES:
        model = example(template.model, "text")
        with pytest.raises(FrozenInstanceError):
            setattr(model, fields(model)[0].name, None)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.file)
def test_every_value_is_escaped(template: Template[Any]) -> None:
    """Each template renders a model in which nothing is missing and every text is markup."""
    html = template.fill(example(template.model, HOSTILE))
    assert "<img" not in html
    assert '"quoted"' not in html
    assert "&lt;img" in html or not any(f.type == "str" for f in fields(template.model))


@dataclass(frozen=True)
class Leaf:
    """A model for the tests below."""

    name: str


@dataclass(frozen=True)
class Tree:
    """A model for the tests below."""

    leaf: Leaf
    other: Leaf | None
    leaves: tuple[Leaf, ...]


MACRO = "{% macro show(leaf) %}{{ leaf.name }}{% endmacro %}"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ model.lead }}", "Tree has no lead"),
        ("{{ model.leaf.title }}", "Leaf has no title"),
        ("{% for leaf in model.leaves %}{{ leaf.title }}{% endfor %}", "Leaf has no title"),
        ("{% for leaf in model.leaf %}{% endfor %}", "no tuple"),
        ("{{ tree.leaf }}", "tree is nothing"),
        ("{{ model.other.name }}", "model.other may be None"),
        ("{% if model.leaf %}{{ model.other.name }}{% endif %}", "model.other may be None"),
        (f"{MACRO}{{{{ show(model) }}}}", "Tree has no name"),
        (f"{MACRO}{{{{ show(model.other) }}}}", "leaf may be None"),
        (f"{MACRO}{{{{ show() }}}}", "takes 1"),
        ("{% set a = 1 %}", "Assign is not used"),
    ],
)
def test_a_slip_in_a_template_is_seen(source: str, fault: str) -> None:
    checker = Checker(
        jinja2.Environment(loader=jinja2.DictLoader({"a.html": source}), autoescape=True)
    )
    checker.check("a.html", Tree)
    assert [fault in one for one in checker.faults] == [True]


@pytest.mark.parametrize(
    "source",
    [
        "{% for leaf in model.leaves %}{{ loop.index }} {{ leaf.name }}{% else %}-{% endfor %}",
        "{% if model.other %}{{ model.other.name }}{% endif %}",
        "{% if model.leaf and model.other %}{{ model.other.name }}{% endif %}",
        "{{ model.other.name if model.other else model.leaf.name }}",
        f"{MACRO}{{% if model.other %}}{{{{ show(model.other) }}}}{{% endif %}}",
        "{{ model.leaves | length }}",
    ],
)
def test_what_is_right_is_left_alone(source: str) -> None:
    checker = Checker(
        jinja2.Environment(loader=jinja2.DictLoader({"a.html": source}), autoescape=True)
    )
    checker.check("a.html", Tree)
    assert checker.faults == []
