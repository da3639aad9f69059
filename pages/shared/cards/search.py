"""Find what page Sources lists: what is about a corridor, and holds what a reader looks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.article import passage_holds
from pages.shared.cards.citations import Citations
from pages.shared.cards.found import event_holds, figure_holds
from pages.shared.cards.rivals import matches
from pages.shared.view.model import View
from routes.evidence.rivals import Published
from routes.evidence.search import within
from routes.evidence.sources import Basis, cited, weightiest
from routes.evidence.subjects import concerned, labels
from routes.model.rows import Endnote, Event, Figure, Quote
from routes.model.terms import UNSOURCED


@dataclass(frozen=True)
class Search:
    """What was found for a view.

    Attributes
    ----------
    about
        Ids of what the corridor picked concerns; none means everything.
    corridor
        Its name, or "".
    sources
        Sources with what rests on them, the weightiest first.
    exact
        The one source whose id was looked for, if any.
    passages
        Passages of the article.
    alone
        The one passage whose id was looked for, if any.
    figures
        Published numbers.
    rivals
        Questions on which sources contradict each other.
    events
        Dated events.
    endnotes
        Endnotes with the passages that cite them.
    unsourced
        Published numbers without a source.
    """

    about: frozenset[str]
    corridor: str
    sources: tuple[Basis, ...]
    exact: tuple[Basis, ...]
    passages: tuple[Quote, ...]
    alone: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    rivals: tuple[Published, ...]
    events: tuple[Event, ...]
    endnotes: tuple[tuple[Endnote, tuple[Quote, ...]], ...]
    unsourced: tuple[Figure, ...]

    @property
    def counts(self) -> Mapping[str, tuple[int, int]]:
        """What each list has found, and what there is, by its id in the address."""
        tables = store.library().tables
        return {
            "sources": (len(self.exact or self.sources), len(tables.sources) - 1),
            "article": (len(self.passages), len(tables.quotes)),
            "figures": (len(self.figures), len(tables.figures)),
            "rivals": (len(self.rivals), len(store.rivals())),
            "events": (len(self.events), len(tables.events)),
            "endnotes": (len(self.endnotes), len(tables.endnotes)),
            "unsourced": (
                len(self.unsourced),
                sum(row.source_id == UNSOURCED for row in tables.figures),
            ),
        }


def search(view: View) -> Search:
    """Find what a view asks for.

    Parameters
    ----------
    view
        The view; its corridor and its text are looked for.
    """
    lib = store.library()
    tables, text = lib.tables, view.find
    subjects, cite, index = labels(tables), Citations(tables), lib.index
    about = frozenset(concerned(tables, view.focus))

    def _concerns(ids: str) -> bool:
        return not about or bool(about & set(ids.split("|")))

    found = weightiest(
        [
            basis
            for basis in store.source_bases()
            if basis.source.source_id != UNSOURCED
            and (not about or basis.only(about).rests)
            and (not text or basis.holds(text, index))
        ],
        about,
    )
    alone = tuple(q for q in tables.quotes if q.quote_id == text)
    passages = (
        q
        for q in tables.quotes
        if _concerns(q.subject_ids) and (not text or passage_holds(q, text, cite, index))
    )
    figures = tuple(
        row
        for row in tables.figures
        if _concerns(row.subject_id) and (not text or figure_holds(row, text, cite, index))
    )
    return Search(
        about=about,
        corridor=lib.atlas.corridors[view.focus].name if view.focus else "",
        sources=tuple(found),
        exact=tuple(basis for basis in found if basis.source.source_id == text),
        passages=alone or tuple(passages),
        alone=alone,
        figures=figures,
        rivals=tuple(
            one
            for one in store.rivals()
            if _concerns(one.subject_id) and matches(one, text, subjects, cite, index, lib.cargo)
        ),
        events=tuple(
            row
            for row in tables.events
            if _concerns(row.subject_ids) and (not text or event_holds(row, text, cite, index))
        ),
        endnotes=tuple(
            (note, tuple(quotes))
            for note, quotes in cited(tables)
            if (not about or any(_concerns(q.subject_ids) for q in quotes))
            and within(
                text, note.number, note.reference, note.resolved or "", *(q.text for q in quotes)
            )
        ),
        unsourced=tuple(row for row in figures if row.source_id == UNSOURCED),
    )
