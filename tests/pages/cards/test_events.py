"""The story's numbers are computed, its views open, and every slip of the article is remarked."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from pages.shared.view.link import parse
from pages.shared.view.model import known_from
from routes.evidence.story import TOKEN, faults, fill
from routes.files.load import load_atlas, load_tables
from routes.model.errors import InputError
from routes.model.terms import Status
from routes.verdict.judge import judge_corridor
from routes.verdict.tests import Verdict

ATLAS, TABLES = load_atlas(), load_tables()
KNOWN = known_from(ATLAS, TABLES)
RU = frozenset({"RU"})
JUDGED = {c: judge_corridor(ATLAS, c, RU) for c in ATLAS.corridors}
STATUS = {c: ATLAS.status(c) for c in ATLAS.corridors}
QUOTES = {quote.quote_id: quote for quote in TABLES.quotes}

# The article's slips and doubtful passages, and a word of the remark that must stand beside each.
SLIPS = [
    ("red-sea-2022", "Black Sea"),
    ("bypass-russia-2022-03-29", "diversify is meant"),
    ("cpc-2022-07-05", "against CPC"),
    ("cpc-fine-2022-07-11", "dated 7 July"),
    ("cpc-fine-2022-07-11", "200,000 roubles"),
    ("restrictions-2022-06", "two days before the forum"),
    ("cpc-2022-03", "classification society"),
    ("cpc-2022-03", "SPM-2 and SPM-3"),
    ("btc-agreements-2022-07", "November 2022"),
    ("caspian-pipeline-study-2022-07-07", "not a pipeline"),
    ("tengiz-2022-07-06", "pressure test"),
    ("caspian-cargo-2022-03", "Baku lies on the Caspian"),
    ("rotterdam-2022", "no endnote"),
    ("junction-2022-06", "juncture"),
    ("turkey-interest-2022", "clearly"),
    ("no-reason-to-worry-2022-05", "stray space"),
    ("transit-ban-2022-07", "not of the ministry"),
    ("moscow-yielded-2022-07", "interpretation"),
]


def test_there_are_about_eight_steps() -> None:
    assert 7 <= len(TABLES.story) <= 10


@pytest.mark.parametrize(("quote_id", "word"), SLIPS)
def test_a_slip_has_its_remark(quote_id: str, word: str) -> None:
    assert word in (QUOTES[quote_id].remark or "")


def test_a_step_opens_its_view_and_computes_its_numbers(subtests: pytest.Subtests) -> None:
    assert TABLES.story.rows
    for step in TABLES.story.rows:
        with subtests.test(step=step.step):
            view, notices = parse(dict(parse_qsl(step.view)), KNOWN)
            assert notices == []
            assert {name for name, _ in parse_qsl(step.view)} >= {
                "routes",
                "avoid",
                "focus",
                "lat",
                "z",
            }
            assert view.focus in view.routes
            text = fill(step.says_map, ATLAS, JUDGED, STATUS, view.routes)
            assert "{" not in text
            assert not TOKEN.search(text)
            named = {c for c, _ in TOKEN.findall(step.says_map)} - {"shown"}
            assert named <= set(view.routes), "it speaks of a line that is not on its map"
            assert not re.search(r"\d", step.says_text + (step.left_open or ""))


def test_numbers_are_those_of_the_verdict() -> None:
    text = fill(
        "{cpc.soil}|{cpc.length}|{rotterdam.lanes}|{rotterdam.crossing}|{btc.verdict}|"
        "{trans_caspian_pipeline.verdict}|{shown.good}|{shown.total}",
        ATLAS,
        JUDGED,
        STATUS,
        ("cpc", "btc", "rotterdam", "trans_caspian_pipeline"),
    ).split("|")
    soil = JUDGED["cpc"].test("soil").value or 0
    assert text[0] == f"{soil:,.0f} km"
    assert text[1] == f"{ATLAS.length_km('cpc'):,.0f} km"
    assert text[2:] == ["5", "1", "bypasses", "would bypass", "1", "3"]


def test_the_story_counts_what_bypasses_of_what_exists() -> None:
    """Three bypass, one crosses, one cannot tell, one depends; what is proposed is in no total."""
    verdicts: dict[str, Verdict] = {
        "cpc": "bypasses",
        "btc": "bypasses",
        "china": "bypasses",
        "druzhba": "crosses",
        "btk": "cannot_tell",
        "rotterdam": "depends",
        "trans_caspian_pipeline": "bypasses",
    }
    judged = {c: replace(JUDGED[c], verdict=verdict) for c, verdict in verdicts.items()}
    statuses: dict[str, Status] = dict.fromkeys(verdicts, "operating")
    statuses["trans_caspian_pipeline"] = "proposed"
    text = fill("{shown.good} of {shown.total}", ATLAS, judged, statuses, tuple(verdicts))
    assert text == "3 of 6"
    statuses["cpc"] = "not_yet"
    text = fill("{shown.good} of {shown.total}", ATLAS, judged, statuses, tuple(verdicts))
    assert text == "2 of 5"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{cpcc.soil}", "nearest name: 'cpc'"),
        ("{cpc.soill}", "cannot be computed"),
        ("for 1,031 km", "typed number"),
        ("{cpc}", "brace"),
        ("{shown.soil}", "use one of good, total"),
    ],
)
def test_what_cannot_be_computed_is_told(text: str, word: str) -> None:
    assert any(word in fault for fault in faults(text, ATLAS.corridors))
    with pytest.raises(InputError, match="story"):
        fill(text, ATLAS, JUDGED, STATUS, ("cpc",))
