"""Read once per process: tables and layers, and what is derived of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pages.shared.view.model import Known, View, known_from
from routes.evidence.changes import CLOSED, Change, changes, describe
from routes.evidence.coverage import Coverage, coverage
from routes.evidence.search import Index
from routes.evidence.subjects import cargo_carriers, concerned, full_names
from routes.files.load import ROOT, load_balance, load_document, load_moved, load_ranking
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.network import balance, moved, rank


@dataclass(frozen=True)
class Library:
    """Everything that is read once per process and never changed.

    Attributes
    ----------
    atlas
        What was built.
    tables
        What people wrote.
    """

    atlas: Atlas
    tables: Tables

    @cached_property
    def known(self) -> Known:
        """What a link may name."""
        return known_from(self.atlas, self.tables)

    @cached_property
    def place_names(self) -> dict[str, str]:
        """Names of places by id."""
        return {place.place_id: place.label for place in self.atlas.places.values()}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of everything that a row can be about, by id."""
        return full_names(self.tables)

    @cached_property
    def index(self) -> Index:
        """Names of everything that a row can be about, in every language, for a search."""
        return Index(self.tables)

    @cached_property
    def coverage(self) -> Coverage:
        """How far the tables go."""
        return coverage(self.tables)

    @cached_property
    def cargo(self) -> frozenset[str]:
        """Ids of what carries cargo."""
        return cargo_carriers(self.tables)

    @cached_property
    def element_names(self) -> dict[str, str]:
        """Names of transfers and gates by id."""
        gates = {gate.gate_id: gate.name_en for gate in self.tables.gates}
        return gates | {row.transfer_id: row.name_en for row in self.tables.transfers}

    @cached_property
    def balances(self) -> dict[int, balance.Balance]:
        """Balance of each year."""
        return balance.read(load_balance())

    @cached_property
    def moved(self) -> dict[int, moved.Moved]:
        """What moved in each year."""
        return moved.read(load_moved())

    @cached_property
    def rankings(self) -> dict[int, rank.Ranking]:
        """What hurts most in each year whose balance closes."""
        return rank.read(load_ranking())

    @cached_property
    def dates(self) -> dict[str, str | None]:
        """Dates of the sources by id."""
        return {row.source_id: row.date for row in self.tables.sources}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed in the data, the newest first."""
        return changes(load_document("CHANGELOG.md", ROOT))

    def changed(self, view: View, made_with: str | None) -> list[str]:
        """List what changed in the data since a link was made, as sentences.

        Parameters
        ----------
        view
            What is shown; other changes are left out.
        made_with
            Data version of the link; None for one without.
        """
        shown = {view.focus}.union(*(concerned(self.tables, c) for c in view.routes))
        if view.closed:
            shown |= {CLOSED, *(one.id for one in view.closed)}
        return describe(made_with, self.atlas.data_version, self.changes, shown, self.names)
