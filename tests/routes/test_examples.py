"""Every example in a docstring of the engine gives what it says."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.routes.worldkit import ROOT

MODULES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    for path in (ROOT / "routes").rglob("*.py")
    if path.name != "__main__.py" and ">>> " in path.read_text("utf-8")
)


def test_every_example_runs(subtests: pytest.Subtests) -> None:
    assert {"routes", "routes.model.dates", "routes.model.errors"} <= set(MODULES)
    for name in MODULES:
        with subtests.test(name):
            found = doctest.testmod(importlib.import_module(name))
            assert found.attempted > 0
            assert found.failed == 0
