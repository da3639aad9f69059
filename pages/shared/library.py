"""Hold what is read once per process, and what is derived of it once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pages.shared.view.model import Known, View, known_from
from routes.evidence.changes import Change, changes, told
from routes.files.load import ROOT, load_document
from routes.model.atlas import Atlas
from routes.model.tables import Tables


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
        return {
            **{row.subject_id: row.name_en for row in self.tables.subjects},
            **{place.place_id: place.name for place in self.atlas.places.values()},
            **{leg.leg_id: leg.name for leg in self.atlas.legs.values()},
            **{c: corridor.name for c, corridor in self.atlas.corridors.items()},
        }

    @cached_property
    def element_names(self) -> dict[str, str]:
        """Names of transfers and gates by id."""
        gates = {gate.gate_id: gate.name_en for gate in self.tables.gates}
        return gates | {row.transfer_id: row.name_en for row in self.tables.transfers}

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
        legs = {leg.leg_id: leg for c in view.routes for leg in self.atlas.legs_of(c)}
        places = {place for leg in legs.values() for place in (leg.tail, leg.head)}
        shown = {*view.routes, *legs, *places, view.focus}
        return told(made_with, self.atlas.data_version, self.changes, shown, self.names)
