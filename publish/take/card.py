"""Lay out what stands on a card: tests, ground, owners, lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pages.shared import store
from pages.shared.cards.citations import Citations
from pages.shared.cards.owners import ROUNDING_PERCENT
from pages.shared.view.model import View
from publish.take.table import Row, Table, rounded, table
from routes.evidence.lengths import Compared
from routes.language import phrase, states
from routes.network.journeys import Journey
from routes.verdict.judge import Judged
from routes.verdict.ownership import Register, percent_of
from routes.verdict.tests import Test

KM_DIGITS = 1
"""Decimals of kilometres, as the command line has them."""
PERCENT_DIGITS = 3
"""Decimals of per cent."""

TESTS = (
    "subject_id",
    "subject",
    "branch",
    "test",
    "question",
    "answer",
    "value",
    "value_least",
    "value_low",
    "value_high",
    "value_unit",
    "source_id",
    "source",
    "note",
)
GROUND = ("subject_id", "subject", "state", "state_name", "zone", "km", "km_low", "km_high")
OWNERS = (
    "operator_id",
    "operator",
    "owner",
    "state",
    "holder",
    "percent",
    "through",
    "as_of",
    "source_id",
    "source",
    "note",
)
LENGTHS = (
    "subject_id",
    "subject",
    "stretch",
    "state",
    "published_km",
    "map_km",
    "map_of_published_percent",
    "as_of",
    "source_id",
    "source",
)


def corridor_tables(view: View) -> tuple[Table, ...]:
    """Lay out the card of the corridor in focus; no rows without one.

    Parameters
    ----------
    view
        The view.
    """
    if not view.focus:
        return (
            tests_table(view, ()),
            ground_table(()),
            owners_table(view, ()),
            lengths_table(view, ()),
        )
    lib = store.library()
    corridor = lib.atlas.corridors[view.focus]
    judged = store.judged_all(frozenset(view.avoid), view.as_article)[view.focus]
    subject = (corridor.corridor_id, corridor.name)
    registers = store.owners(view.as_article).along(lib.atlas.legs_of(view.focus))
    about = {corridor.corridor_id, *corridor.leg_ids}
    lengths = [one for one in store.lengths(view.as_article) if one.subject_id in about]
    return (
        tests_table(view, [(*subject, judged)]),
        ground_table([(*subject, judged)]),
        owners_table(view, registers),
        lengths_table(view, lengths),
    )


def journey_tables(
    view: View, names: dict[str, str], chosen: Sequence[Journey]
) -> tuple[Table, ...]:
    """Lay out the cards of the journeys on the map.

    Parameters
    ----------
    view
        The view.
    names
        Names of journeys by code.
    chosen
        The one or two on the map.
    """
    told = [(one.code, names[one.code], one.judged) for one in chosen]
    legs = list({leg.leg_id: leg for one in chosen for leg in one.legs}.values())
    registers = store.owners(view.as_article).along(legs)
    return tests_table(view, told), ground_table(told), owners_table(view, registers)


Subject = tuple[str, str, Judged]
"""Id and name of what was judged, and its judgement."""


def tests_table(view: View, judged: Iterable[Subject]) -> Table:
    """Lay out the tests of paths, of each branch by itself too.

    Parameters
    ----------
    view
        The view.
    judged
        The paths.
    """
    lib = store.library()
    cite = Citations(lib.tables, view.as_article)

    def _rows(subject_id: str, subject: str, branch: str, one: Judged) -> Iterator[Row]:
        for test in one.tests:
            source = cite.answer(test.source)
            yield {
                "subject_id": subject_id,
                "subject": subject,
                "branch": branch or None,
                "test": test.test,
                "question": phrase(f"test-{test.test}"),
                "answer": phrase(f"answer-{test.answer}"),
                "value": test.value,
                "value_least": test.least,
                "value_low": test.low,
                "value_high": test.high,
                "value_unit": test.unit or None,
                "source_id": test.source,
                "source": source.text if source else None,
                "note": test.note or None,
            }

    rows: list[Row] = []
    for subject_id, subject, one in judged:
        rows += _rows(subject_id, subject, "", one)
        for branch in one.branches:
            origin = lib.atlas.places[branch.origin].name
            rows += _rows(subject_id, subject, origin, branch.judged)
    return table("tests", TESTS, rows)


def ground_table(judged: Iterable[Subject]) -> Table:
    """Lay out the kilometres of paths by state and kind of zone.

    Parameters
    ----------
    judged
        The paths.
    """
    names = store.library().atlas.state_names
    rows = [
        {
            "subject_id": subject_id,
            "subject": subject,
            "state": zone.state or None,
            "state_name": states([zone.state], names) if zone.state else phrase("zone-no-state"),
            "zone": phrase(f"zone-{zone.kind}"),
            "km": rounded(zone.km, KM_DIGITS),
            "km_low": rounded(zone.low, KM_DIGITS),
            "km_high": rounded(zone.high, KM_DIGITS),
        }
        for subject_id, subject, one in judged
        for zone in one.zones
        if zone.high > 0
    ]
    return table("ground", GROUND, rows)


def owners_table(view: View, registers: Iterable[Register]) -> Table:
    """Lay out who holds operators in the end; a row without an owner is what is not known.

    Parameters
    ----------
    view
        The view.
    registers
        The operators, in the order of the path.
    """
    cite = Citations(store.library().tables, view.as_article)
    rows: list[Row] = []
    for one in registers:
        operator = {"operator_id": one.operator.operator_id, "operator": one.operator.name_en}
        for held in one.holdings:
            last = held.chain[-1]
            rows.append(
                {
                    **operator,
                    "owner": held.owner,
                    "state": held.state or None,
                    "holder": phrase(f"owners-kind-{held.kind}"),
                    "percent": rounded(held.percent, PERCENT_DIGITS),
                    "through": phrase("common-list.comma").join(held.through) or None,
                    "as_of": held.as_of or None,
                    "source_id": last.source_id,
                    "source": cite.source(last.source_id).text,
                }
            )
        nobody = one.not_known - percent_of(held for held in one.holdings if not held.state)
        if nobody > ROUNDING_PERCENT:
            rest = {"percent": rounded(nobody, PERCENT_DIGITS), "note": phrase("owners-nobody")}
            rows.append({**operator, **rest})
    return table("owners", OWNERS, rows)


def lengths_table(view: View, lengths: Iterable[Compared]) -> Table:
    """Lay out published lengths beside those on the map.

    Parameters
    ----------
    view
        The view.
    lengths
        The lengths.
    """
    cite = Citations(store.library().tables, view.as_article)
    rows = [
        {
            "subject_id": one.subject_id,
            "subject": one.name,
            "stretch": one.stretch,
            "state": one.state or None,
            "published_km": one.published_km,
            "map_km": rounded(one.map_km, KM_DIGITS),
            "map_of_published_percent": rounded(100 * one.ratio, KM_DIGITS),
            "as_of": one.as_of or None,
            "source_id": one.source_id,
            "source": cite.source(one.source_id).text,
        }
        for one in lengths
    ]
    return table("lengths", LENGTHS, rows)


def columns_of(name: str, test: Test | None) -> Row:
    """Return the columns of a test that measures kilometres.

    Parameters
    ----------
    name
        Beginning of their names.
    test
        The test; None where nothing is asked.
    """
    if test is None:
        return {}
    return {
        f"{name}_km": test.value,
        f"{name}_km_least_branch": test.least,
        f"{name}_km_low": test.low,
        f"{name}_km_high": test.high,
    }
