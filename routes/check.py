"""Hold the tables against each other: every fault with file, line and cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from routes.check_evidence import endnotes, shares, sources, story, subjects, twins
from routes.check_figures import percents, units
from routes.check_lines import corridors, ends, keys, legs
from routes.check_network import capacities, gates
from routes.errors import DataError
from routes.tables import Tables

RULES: tuple[Callable[[Tables], Iterator[DataError]], ...] = (
    keys, sources, legs, ends, corridors, subjects, shares, twins, endnotes,
    units, percents, gates, capacities, story,
)  # fmt: skip


def check(tables: Tables) -> list[DataError]:
    """List every fault that rows have among each other; empty when all is well."""
    return [fault for rule in RULES for fault in rule(tables)]
