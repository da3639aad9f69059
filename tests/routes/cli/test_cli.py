"""The command line: its three formats, its fields, its exit codes, and its documentation."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from publish.commands import export
from routes.build import make
from routes.cli import main, program
from routes.files.load import ROOT, load_atlas, load_balance
from routes.model.atlas import Atlas
from routes.model.errors import BuildError, DataError
from routes.model.rows import Stated
from routes.model.tables import Tables
from routes.network.balance import balance, read, write
from routes.network.closures import Closure
from routes.network.limits import CASES
from routes.network.stranded import YearNetwork
from routes.verdict.tests import NAMES

ARTICLE = ROOT.parent / "shared" / "seed" / "article.txt"
DOCUMENT = (ROOT / "docs" / "cli.md").read_text("utf-8")

VERDICTS = {"bypasses", "crosses", "cannot_tell", "depends"}
ANSWERS = {"yes", "no", "cannot_tell", "depends"}
KINDS = {"land", "territorial_sea", "nearest_waters", "beyond"}
BELTS = {"within_12nm", "within_12nm_counted_twice_km"}
CLOSING = {"unattributed_km", "counted_twice_km"}
JUDGED = {"verdict", "length_km", "km", *CLOSING, *BELTS, "tests"}


@pytest.fixture(autouse=True)
def buffered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start programs as users do: what cannot be written is tried again when Python ends."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


def run(*words: str) -> Result:
    return CliRunner().invoke(main.main, list(words))


def report(*words: str) -> dict[str, Any]:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def keys(value: object) -> set[str]:
    """Collect every key of a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*(keys(inner) for inner in value.values()))
    return set().union(*(keys(inner) for inner in value)) if isinstance(value, list) else set()


def test_verdicts_as_json_have_the_fields_promised() -> None:
    found = report("verdicts")
    assert set(found) == {"schema", "data_version", "borders", "avoid", "corridors"}
    assert (found["schema"], found["avoid"]) == (2, ["RU"])
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}\.[0-9a-f]{8}", found["data_version"])
    assert len(found["corridors"]) >= 12
    for corridor in found["corridors"]:
        extra = set(corridor) & {"lanes", "branches"}
        branched = len(load_atlas().corridors[corridor["corridor_id"]].branches) > 1
        assert len(extra) == branched
        extra |= {"branch_km"} if extra else set()
        assert set(corridor) == {"corridor_id", "name", "status", "operators", *JUDGED, *extra}
        assert corridor["status"] in {"operating", "idle", "proposed"}
        branches = corridor.get("lanes", corridor.get("branches", []))
        for judged in [corridor, *branches]:
            check_judged(judged)
        lengths = [branch["length_km"] for branch in branches]
        if branches:
            assert corridor["branch_km"] == {"shortest": min(lengths), "longest": max(lengths)}
            assert max(lengths) < corridor["length_km"]
        for lane in branches:
            assert set(lane) == {"from", "legs", *JUDGED}
            assert lane["verdict"] in VERDICTS - {"depends"}
            assert lane["legs"]


def test_the_owners_of_every_operator_are_reported() -> None:
    """Shares add up with what is not known; Rosneft's is 51 % of 7.5 % of CPC."""
    found = {c["corridor_id"]: c["operators"] for c in report("verdicts")["corridors"]}
    assert [one["operator_id"] for one in found["atyrau_samara"]] == ["kaztransoil", "transneft"]
    assert found["rotterdam"] == []
    seen = [operator for operators in found.values() for operator in operators]
    assert len(seen) >= 12
    for operator in seen:
        known = sum(owner["percent"] for owner in operator["owners"] if owner["state"])
        assert known + operator["percent_not_known"] == pytest.approx(100, abs=0.03)
    (cpc,) = found["cpc"]
    assert cpc["states"] == ["KZ", "RU"]
    rosneft = next(owner for owner in cpc["owners"] if owner["owner"] == "Rosneft")
    assert rosneft == {
        "owner": "Rosneft",
        "state": "RU",
        "holder": "company",
        "percent": 3.825,
        "through": ["Rosneft-Shell Caspian Ventures Limited"],
        "as_of": "1996-06-24",
        "source": "ogj_19960624",
    }
    shares = [(o["holder"], o["percent"]) for o in cpc["owners"] if o["state"] == "RU"]
    assert sum(p for kind, p in shares if kind == "state") == 31
    assert sum(p for kind, p in shares if kind == "company") == pytest.approx(16.325)


def check_judged(judged: dict[str, Any]) -> None:
    assert judged["verdict"] in VERDICTS
    assert judged["length_km"] > 0
    assert judged["km"]
    for zone in judged["km"]:
        assert set(zone) == {"state", "kind", "km", "km_low", "km_high"}
        assert zone["kind"] in KINDS
        assert re.fullmatch(r"[A-Z]{2,3}|", zone["state"])
        assert 0 <= zone["km_low"] <= zone["km"] <= zone["km_high"]
    for belt in judged["within_12nm"]:
        assert set(belt) == {"state", "km", "km_low", "km_high"}
        assert 0 <= belt["km_low"] <= belt["km"] <= belt["km_high"]
    total = sum(z["km"] for z in judged["km"]) + judged["unattributed_km"]
    # Each number is rounded to 100 m by itself.
    rounded = 0.05 * (len(judged["km"]) + 3)
    assert total - judged["counted_twice_km"] == pytest.approx(judged["length_km"], abs=rounded)
    assert [test["test"] for test in judged["tests"]] == list(NAMES)
    for test in judged["tests"]:
        assert set(test) == {
            "test",
            "answer",
            "value",
            "value_least",
            "value_low",
            "value_high",
            "unit",
            "source",
            "note",
        }
        assert test["answer"] in ANSWERS
        assert test["source"]


def test_the_json_documented_is_the_json_given() -> None:
    """Each field that is given is documented, and each field documented is given."""
    for heading, given in (
        ("verdicts", keys(report("verdicts", "--borders", "de_facto"))),
        ("quotes --article FILE", {"schema", "checked", "wrong", "quote_id", "fault"}),
    ):
        assert fields_documented(heading) == given


def documented(heading: str) -> str:
    """Return what stands under a heading of docs/cli.md."""
    return DOCUMENT.split(f"## `{heading} --format json`")[1].split("\n## ")[0]


def fields_documented(heading: str) -> set[str]:
    """Return the fields that the table under a heading lists."""
    lines = documented(heading).splitlines()
    cells = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


LISTED = {
    "corridors": (("corridors",), ()),
    "corridors ID": (("corridors", "cpc"), ("verdicts", "corridors", "figures")),
    "figures": (("figures", "--subject", "cpc"), ()),
    "events": (("events", "--subject", "cpc"), ()),
    "sources": (("sources",), ()),
    "quotes": (("quotes",), ()),
}
"""What is asked under each heading, and the headings where more of its fields are explained."""


@pytest.mark.parametrize("heading", LISTED)
def test_the_fields_of_a_list_are_those_documented(heading: str) -> None:
    """Its table has no field that is not given, and each field given stands under the heading."""
    words, elsewhere = LISTED[heading]
    given = keys(report(*words))
    assert fields_documented(heading) - given == set()
    told = documented(heading) + "".join(map(documented, elsewhere))
    assert given - set(re.findall(r"\w+", told)) == set()


@pytest.mark.parametrize("name", ["corridors", "figures", "events", "sources", "quotes"])
def test_a_list_as_csv_has_the_rows_of_its_json(name: str) -> None:
    """The same fields; ids of a list have blanks between, and each quote carries its terms."""
    found = report(name)
    rows = list(csv.DictReader(io.StringIO(run(name, "--format", "csv").stdout)))
    assert len(rows) == len(found[name]) > 10
    for row, entry in zip(rows, found[name], strict=True):
        terms = {"rights": found["rights"]} if name == "quotes" else {}
        flat = {k: " ".join(v) if isinstance(v, list) else v for k, v in (entry | terms).items()}
        assert row == {k: "" if v is None else str(v) for k, v in flat.items()}


def test_a_corridor_is_told_as_geojson(atlas: Atlas) -> None:
    """Lines from tail to head; the verdict is that of the list, the figures those of `figures`."""
    found = report("corridors", "cpc", "--avoid", "KZ,RU")
    (listed,) = [
        one
        for one in report("verdicts", "--avoid", "KZ,RU")["corridors"]
        if one["corridor_id"] == "cpc"
    ]
    assert found["corridor"] | listed == found["corridor"]
    figures = [*found["corridor"]["figures"]]
    assert [one["id"] for one in found["features"]] == list(atlas.corridors["cpc"].leg_ids)
    for one in found["features"]:
        line = one["geometry"]["coordinates"]
        for end, (lon, lat) in (("tail", line[0]), ("head", line[-1])):
            place = atlas.places[one["properties"][end]]
            assert (lon, lat) == pytest.approx((place.lon, place.lat), abs=0.3)
        figures += one["properties"]["figures"]
    asked = report("figures", "--subject", "cpc")["figures"]
    key = itemgetter("subject_id", "quantity", "value", "source_id")
    assert sorted(map(key, figures)) == sorted(map(key, asked))
    rows = list(csv.DictReader(io.StringIO(run("corridors", "cpc", "--format", "csv").stdout)))
    assert [row["leg_id"] for row in rows] == list(atlas.corridors["cpc"].leg_ids)


def test_evidence_is_asked_by_subject_and_year() -> None:
    """A corridor's legs count; subjects add up; a year is that of the event."""
    legs = set(load_atlas().corridors["cpc"].leg_ids)
    found = report("figures", "--subject", "cpc")["figures"]
    assert {one["subject_id"] for one in found} - legs == {"cpc"}
    both = report("figures", "--subject", "cpc", "--subject", "btc")["figures"]
    alone = report("figures", "--subject", "btc")["figures"]
    assert len(both) == len(found) + len(alone)
    events = report("events", "--year", "2022")
    assert events["year"] == 2022
    assert {one["date"][:4] for one in events["events"]} == {"2022"}
    assert report("events", "--subject", "ceyhan_terminal", "--year", "2009")["events"]
    empty = run("events", "--year", "1999", "--format", "csv")
    assert empty.stdout.splitlines() == [",".join(report("events")["events"][0])]


def test_quotes_carry_their_author_and_their_endnote(tables: Tables) -> None:
    found = report("quotes")
    assert "CC BY does not cover them" in found["rights"]
    assert found["attribution"].startswith("Stephen Blank, “Kazakhstan asserts its independent")
    notes = {note.number: note for note in tables.endnotes}
    assert len(found["quotes"]) == len(tables.quotes)
    for entry, row in zip(found["quotes"], tables.quotes, strict=True):
        assert (entry["text"], entry["attribution"]) == (row.text, found["attribution"])
        note = notes[row.endnote] if row.endnote else None
        assert entry["reference"] == (note.reference if note else None)


def test_every_command_is_documented() -> None:
    """`export` is added where the program starts (`routes/__main__.py`)."""
    listed = DOCUMENT.split("| command |")[1].split("\n\n")[0]
    there = {*main.main.commands, export.name}
    assert there == set(re.findall(r"^\| `(\w+)[ `]", listed, re.MULTILINE))
    assert len(main.main.commands) >= 4


def test_every_test_is_documented_in_its_order() -> None:
    (row,) = re.findall(r"^\| `test` \|(.*)\|$", DOCUMENT, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == list(NAMES)


def test_the_states_to_avoid_are_taken_together() -> None:
    found = report("verdicts", "--avoid", "ge, ru")
    assert found["avoid"] == ["GE", "RU"]
    verdicts = {c["corridor_id"]: c["verdict"] for c in found["corridors"]}
    assert verdicts["btc"] == verdicts["cpc"] == "crosses"
    assert verdicts["china"] == "bypasses"
    only = {c["corridor_id"]: c for c in report("verdicts", "--avoid", "RU,BY")["corridors"]}
    soil = only["druzhba"]["tests"][0]
    km = sum(z["km"] for z in only["druzhba"]["km"] if z["state"] in {"RU", "BY"})
    assert soil["value"] == pytest.approx(km, abs=0.2)


VALUES = {
    "avoid": ("RU", "CN"),
    "closed": ("aktau_port", "supsa_terminal"),
    "subject": ("cpc", "btc"),
    "form": ("json", "csv"),
    "year": ("2022", "2023"),
    "origin": ("tengiz", "kashagan"),
    "market": ("rotterdam", "china"),
}
"""Two values of each option that has a list of them; of any other, two that are only text."""


def options() -> list[tuple[str, click.Option]]:
    """List every option of every command."""
    return [
        (command, option)
        for command, made in main.main.commands.items()
        for option in made.params
        if isinstance(option, click.Option)
    ]


def test_nothing_given_is_dropped_in_silence(subtests: pytest.Subtests) -> None:
    """Whatever option of whatever command is repeated adds up, or is refused by its name."""
    assert len(options()) >= 10
    assert {option.name for _, option in options() if option.multiple} >= {"avoid", "closed"}
    for command, option in options():
        name = option.opts[0]
        with subtests.test(command=command, option=name):
            first, second = VALUES.get(option.name or "", ("a", "b"))
            given = [[name], [name]]
            if not option.is_flag:
                given = [[name, *[value] * option.nargs] for value in (first, second)]
            twice = [*given[0], *given[1]]
            if option.multiple:
                made = main.main.commands[command].make_context(command, [*twice, *needed(command)])
                value = made.params[option.name or ""]
                told = value.split(",") if isinstance(value, str) else value
                assert tuple(told) == (first, second)
            else:
                result = run(command, *twice)
                assert (result.exit_code, result.stdout) == (2, "")
                assert f"{name} is given twice; give it once" in result.stderr


def needed(command: str) -> list[str]:
    """Give the options that a command requires."""
    return [
        word
        for option in main.main.commands[command].params
        if option.required
        for word in (option.opts[0], VALUES.get(option.name or "", ("a", "b"))[0])
    ]


def test_no_state_to_avoid_asks_nothing() -> None:
    """No test, no verdict; beside a state it contradicts itself."""
    for command in (("verdicts",), ("journeys", "--from", "tengiz", "--to", "rotterdam")):
        found = report(*command, "--avoid", "none")
        entries = found.get("corridors") or found["journeys"]
        assert found["avoid"] == []
        assert entries
        for entry in entries:
            for judged in [entry, *entry.get("lanes", []), *entry.get("branches", [])]:
                assert (judged["verdict"], judged["tests"]) == (None, [])
        assert run(*command, "--avoid", "none").exit_code == 0
        both = run(*command, "--avoid", "none", "--avoid", "RU")
        assert both.exit_code == 2
        assert "contradict each other" in both.stderr


def test_a_repeated_option_adds_up() -> None:
    both = report("verdicts", "--avoid", "RU,CN")
    assert report("verdicts", "--avoid", "RU", "--avoid", "CN") == both
    assert both["avoid"] == ["CN", "RU"]
    flow = ("flow", "--year", "2023")
    assert report(*flow, "--avoid", "RU", "--avoid", "CN") == report(*flow, "--avoid", "CN,RU")


@pytest.mark.parametrize("text", ["RUS,CN", "643,chn", "Россия,Қытай", "russia, Китай,RU"])
def test_states_are_given_by_any_code_or_name(text: str) -> None:
    assert report("verdicts", "--avoid", text) == report("verdicts", "--avoid", "CN,RU")


def test_verdicts_as_csv_and_table_tell_the_same() -> None:
    told = {c["corridor_id"]: c["verdict"] for c in report("verdicts")["corridors"]}
    rows = list(csv.DictReader(io.StringIO(run("verdicts", "--format", "csv").stdout)))
    assert list(rows[0]) == ["corridor_id", "verdict", "status", "length_km", *NAMES]
    assert {row["corridor_id"]: row["verdict"] for row in rows} == told
    head, *lines = run("verdicts").stdout.splitlines()
    assert head.split() == list(rows[0])
    assert {line.split()[0]: line.split()[1] for line in lines} == told


BAD = {
    "unknown state": (("verdicts", "--avoid", "XQ"), "avoid 'XQ' cannot be used; it is no ISO"),
    "a state mistyped": (("verdicts", "--avoid", "R"), "avoid 'R' cannot be used; it is no ISO"),
    "a name mistyped": (("verdicts", "--avoid", "RU,Rusia"), "avoid 'Rusia' cannot be used"),
    "several": (("journeys", "--from", "tengiz", "--to", "china", "--avoid", "X1,X2"), "'X1, X2'"),
    "unknown borders": (
        ("verdicts", "--borders", "defacto"),
        "borders 'defacto' cannot be used; nearest name: 'de_facto'",
    ),
    "no state": (("verdicts", "--avoid", " ,"), "give at least one"),
    "unknown format": (("verdicts", "--format", "xml"), "'xml' is not one of"),
    "unknown command": (("verdict",), "No such command 'verdict'"),
    "missing article": (("quotes", "--article", "nowhere.txt"), "give a readable UTF-8 text"),
    "an article that is a folder": (("quotes", "--article", "."), "give a readable UTF-8 text"),
    "nothing to record": (("quotes", "--record"), "--record needs the text of the article"),
    "an article and a subject": (
        ("quotes", "--article", "a.txt", "--subject", "cpc"),
        "leave --subject out",
    ),
    "states without a corridor": (("corridors", "--avoid", "BY"), "--avoid judges one corridor"),
    "unknown corridor": (("corridors", "btcc"), "corridor 'btcc' cannot be used; nearest name: 'b"),
    "unknown subject": (("figures", "--subject", "cpcc"), "nearest name: 'cpc'"),
    "a year in words": (("events", "--year", "now"), "write a year in four digits"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_exit_2_with_a_message(name: str) -> None:
    words, message = BAD[name]
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_damaged_repository_is_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(**_: str) -> None:
        raise DataError("geodata/layers/btc.geojson", None, "is missing", "rebuild it: make data")

    monkeypatch.setattr(main, "load_atlas", damaged)
    result = run("verdicts")
    assert result.exit_code == 2
    assert result.stderr == "geodata/layers/btc.geojson: is missing; rebuild it: make data\n"


def test_a_broken_table_is_exit_2_and_every_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise BuildError([DataError("a.csv", 2, "is bad"), DataError("b.csv", 3, "is bad")])

    monkeypatch.setattr(make, "build", broken)
    result = run("build")
    assert (result.exit_code, result.stderr) == (2, "a.csv line 2: is bad\nb.csv line 3: is bad\n")


def test_build_names_what_it_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "build", lambda: ["btc.geojson", "cpc.geojson"])
    monkeypatch.setattr(main, "write_digests", lambda: 2)
    result = run("build")
    built = "built btc.geojson\nbuilt cpc.geojson\nbuilt digests.json\n"
    assert (result.exit_code, result.stdout) == (0, built)


def test_digests_says_how_many_files_it_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "write_digests", lambda: 12)
    result = run("digests")
    assert (result.exit_code, result.stdout) == (0, "digests.json: 12 files\n")


def test_as_a_program_without_a_traceback() -> None:
    call = [sys.executable, "-m", "routes", "verdicts", "--avoid", "XQ"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("avoid 'XQ' cannot be used; ")
    assert done.stderr.count("\n") == 1


PROGRAM = (sys.executable, "-m", "routes")
CONSOLES = {
    "cp1251": {"PYTHONIOENCODING": "cp1251"},
    "ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "LANG=C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "utf-16": {"PYTHONIOENCODING": "utf-16"},
}
ANSWERED = {
    "verdicts as JSON": ("verdicts", "--format", "json"),
    "verdicts as CSV": ("verdicts", "--format", "csv"),
    "verdicts as a table": ("verdicts",),
    "journeys as JSON": ("journeys", "--from", "tengiz", "--to", "rotterdam", "--format", "json"),
    "flow as JSON": ("flow", "--year", "2023", "--close", "Россия", "--format", "json"),
    "flow as a table": ("flow", "--year", "2023", "--close", "RU"),
    "help": ("--help",),
}


@pytest.mark.parametrize("name", sorted(set(ANSWERED) - {"help"}))
@pytest.mark.parametrize("console", CONSOLES)
def test_a_pipe_gets_utf_8_whatever_the_console_is(console: str, name: str) -> None:
    words, env = ANSWERED[name], {**os.environ, **CONSOLES[console]}
    done = subprocess.run([*PROGRAM, *words], cwd=ROOT, capture_output=True, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    here = run(*words).stdout
    assert done.stdout.decode("utf-8") == here
    assert len(here) > 100


@pytest.mark.parametrize("console", CONSOLES)
def test_a_message_is_utf_8_too(console: str) -> None:
    env = {**os.environ, **CONSOLES[console]}
    call = [*PROGRAM, "verdicts", "--avoid", "Рассия"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, env=env, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode("utf-8").startswith("avoid 'Рассия' cannot be used; ")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals of that kind")
def test_a_console_shows_a_mark_for_what_it_lacks() -> None:
    ours, theirs = os.openpty()
    env = {**os.environ, "PYTHONIOENCODING": "cp1251"}
    call = [*PROGRAM, "flow", "--year", "2023", "--close", "RU", "--format", "json"]
    program = subprocess.Popen(call, cwd=ROOT, env=env, stdout=theirs)
    os.close(theirs)
    told = b""
    with contextlib.suppress(OSError):  # The end of a terminal is an error on Linux.
        while part := os.read(ours, 65536):
            told += part
    assert program.wait() == 0
    os.close(ours)
    found = json.loads(told.decode("cp1251"))
    assert "Others’ oil and oil for refineries of Kazakhstan" in " ".join(found["assumptions"])


def test_a_letter_that_a_console_lacks_is_replaced() -> None:
    """As `_set_encoding` sets it for a terminal: ü is not in cp1251."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1251")
    stream.isatty = lambda: True  # type: ignore[method-assign]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        program._set_encoding()
        stream.write("Türkiye – Россия")
        stream.flush()
    assert raw.getvalue().decode("cp1251") == "T?rkiye – Россия"


def closed_pipe(*words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    call = [*PROGRAM, *words]
    try:
        return subprocess.run(call, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)


@pytest.mark.parametrize("words", ANSWERED.values(), ids=ANSWERED)
def test_a_reader_that_closes_the_pipe_has_seen_enough(words: tuple[str, ...]) -> None:
    done = closed_pipe(*words)
    assert (done.returncode, done.stderr) == (0, b"")


def test_head_ends_with_0() -> None:
    shell = f"{sys.executable} -m routes verdicts --format json | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("{\n0\n", "")


def test_a_check_that_failed_is_exit_1_though_nobody_reads_it(article: Path) -> None:
    assert closed_pipe("quotes", "--article", str(article)).returncode == 0
    article.write_text(article.read_text("utf-8").replace("Red Sea", "Black Sea"), "utf-8")
    assert closed_pipe("quotes", "--article", str(article), "--format", "json").returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("words", ANSWERED.values(), ids=ANSWERED)
def test_a_full_disk_is_exit_3(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *words], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr == b"cannot write: No space left on device\n"


STREAMS = {
    "no output": ("verdicts >&-", 3, "cannot write: the output is closed\n"),
    "no messages": ("verdicts --avoid XX 2>&-", 2, ""),
    "messages to a full disk": ("verdicts --avoid XX 2>/dev/full", 2, ""),
    "usage to a full disk": ("verdict 2>/dev/full", 2, ""),
    "neither": ("verdicts >&- 2>&-", 3, ""),
}


@pytest.mark.parametrize("name", STREAMS)
def test_streams_that_are_closed_or_full(name: str) -> None:
    words, code, told = STREAMS[name]
    shell = f"{sys.executable} -m routes {words}"
    done = subprocess.run(
        ["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", told)


FAULTS = {
    "a fault": (ZeroDivisionError("by hand"), 4, "fault of the program, not of what was typed"),
    "no memory": (MemoryError(), 4, "fault of the program"),
    "a missing package": (
        ModuleNotFoundError("x", name="shapely"),
        4,
        "package 'shapely' is missing; run: make run\n",
    ),
    "a folder that may not be written": (
        PermissionError(13, "Permission denied", "/somewhere/btc.geojson.new"),
        3,
        "cannot write btc.geojson.new: Permission denied\n",
    ),
    "Ctrl-C": (KeyboardInterrupt(), 130, ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_but_a_check_that_failed_is_exit_1(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault, code, told = FAULTS[name]

    def broken(**_: str) -> None:
        raise fault

    monkeypatch.setattr(main, "load_atlas", broken)
    result = run("verdicts")
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stdout == ""
    assert ("Traceback" in result.stderr) == ("program" in told)


def test_a_package_that_is_missing_altogether_is_exit_4(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError('no', name='click')", "utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    call = [
        sys.executable,
        "-c",
        (
            "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
            "runpy.run_module('routes', run_name='__main__')"
        ),
        str(tmp_path),
    ]
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (4, "package 'click' is missing; run: make run\n")


def test_every_exit_code_is_documented() -> None:
    codes = {
        0,
        program.FAILED,
        program.BAD_INPUT,
        program.NOT_WRITTEN,
        program.FAULT,
        program.INTERRUPTED,
    }
    assert codes == {int(code) for code in re.findall(r"^\| (\d+) \|", DOCUMENT, re.MULTILINE)}


@pytest.fixture
def article(tmp_path: Path, tables: Tables) -> Path:
    """Write a text in which every quote stands, for machines without the article."""
    path = tmp_path / "article.txt"
    path.write_text("\n\n".join(quote.text for quote in tables.quotes) + "\nReferences\n", "utf-8")
    return path


def test_quotes_that_stand_in_a_text(article: Path, tables: Tables) -> None:
    result = run("quotes", "--article", str(article))
    total = len(tables.quotes)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{total} of {total} quotes stand in the article\n"
    found = report("quotes", "--article", str(article))
    assert found == {"schema": 2, "checked": total, "wrong": []}


def test_a_quote_that_was_changed_is_exit_1_and_named(article: Path, tables: Tables) -> None:
    article.write_text(article.read_text("utf-8").replace("Red Sea", "Black Sea"), "utf-8")
    wrong = [quote.quote_id for quote in tables.quotes if "Red Sea" in quote.text]
    assert wrong
    result = run("quotes", "--article", str(article))
    assert result.exit_code == 1
    assert f"quote '{wrong[0]}' is not in the article: 'Red' where the article has 'Black'" in (
        result.stderr
    )
    told = run("quotes", "--article", str(article), "--format", "json")
    assert told.exit_code == 1
    assert [row["quote_id"] for row in json.loads(told.stdout)["wrong"]] == wrong
    rows = run("quotes", "--article", str(article), "--format", "csv").stdout
    assert [row["quote_id"] for row in csv.DictReader(io.StringIO(rows))] == wrong


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the repository")
def test_quotes_stand_in_the_article_itself(tmp_path: Path) -> None:
    assert run("quotes", "--article", str(ARTICLE)).exit_code == 0
    text = ARTICLE.read_text("utf-8")
    assert "Red Sea" in text
    changed = tmp_path / "changed.txt"
    changed.write_text(text.replace("Red Sea", "Black Sea"), "utf-8")
    result = run("quotes", "--article", str(changed))
    assert result.exit_code == 1
    assert "quote 'red-sea-2022' is not in the article" in result.stderr


def test_the_world_without_its_source_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("world")
    assert result.exit_code == 2
    assert "run: make world" in result.stderr


def test_journeys_as_json_have_the_fields_promised() -> None:
    found = report("journeys", "--from", "tengiz", "--to", "rotterdam", "--avoid", "RU")
    asked = {"from", "to", "avoid"}
    assert set(found) == {"schema", "data_version", "borders", "journeys", "services"} | asked
    assert (found["from"], found["to"], found["avoid"]) == ("tengiz", "rotterdam", ["RU"])
    assert found["services"] == []
    assert len(found["journeys"]) >= 5
    for journey in found["journeys"]:
        more = {"code", "legs", "modes", "transfers", "transfer_ids", "status", "decided_by"}
        assert set(journey) == JUDGED | more | {"use", "services"}
        assert set(journey["use"]) == {"known", "year", "at_most_mt", "by", "untold"}
        check_judged(journey)
        assert len(journey["transfer_ids"]) == journey["transfers"]


def test_journeys_of_a_year_tell_of_its_oil() -> None:
    asked = ("journeys", "--from", "tengiz", "--to", "turkey", "--year", "2023")
    (journey,) = report(*asked)["journeys"]
    assert journey["use"] | {"by": ""} == {
        "known": "in_year",
        "year": 2023,
        "at_most_mt": 1.057,
        "by": "",
        "untold": 0,
    }
    cargo = report("journeys", "--from", "dostyk", "--to", "rotterdam")["journeys"]
    assert {entry["use"] for entry in cargo} == {None}


def test_journeys_of_cargo_tell_days_and_prices() -> None:
    found = report("journeys", "--from", "almaty", "--to", "rotterdam")
    gone = {one for journey in found["journeys"] for one in journey["services"]}
    assert gone == {"china_europe_north", "china_europe_caspian", "border_brest", "almaty_poti"}
    assert {entry["service_id"] for entry in found["services"]} == gone
    (brest,) = [
        (entry["days_low"], entry["price_40ft_usd_low"])
        for entry in found["services"]
        if (entry["service_id"], entry["period"]) == ("border_brest", "2024-07")
    ]
    assert brest == (7.31, 3289)


FLOW = ("flow", "--year", "2023", "--close", "novorossiysk_cpc_terminal:0:30:2023-03-01")


def test_flow_as_json_has_the_fields_promised() -> None:
    found = report(*FLOW, "--avoid", "BY")
    assert set(found) == {
        "schema",
        "data_version",
        "borders",
        "year",
        "closed",
        "avoid",
        "left_mt",
        "during",
        "year_end",
        "cut",
        "by_leg",
        "contradictions",
        "assumptions",
        "notices",
    }
    assert (found["schema"], found["borders"], found["year"]) == (2, "un", 2023)
    assert found["closed"] == [
        {"id": "novorossiysk_cpc_terminal", "share_left": 0, "days": 30, "start": "2023-03-01"},
        {"id": "BY", "share_left": 0, "days": 365, "start": None},
    ]
    assert found["avoid"] == ["BY"]
    assert set(found["left_mt"]) == {"low", "high", "basis", "drawn"}
    assert set(found["during"]) == {"days", "due_mt", "no_way_mt", "per_day_mt"}
    assert set(found["year_end"]) == {"no_way_mt", "made_up_mt", "can_leave_mt"}
    for amounts in (*found["during"].values(), *found["year_end"].values()):
        assert not isinstance(amounts, dict) or set(amounts) == set(CASES)
    assert found["cut"]
    for cut in found["cut"]:
        assert set(cut) == {"id", "capacity_mt_per_day", "case"}
        assert cut["case"] in CASES
    assert {leg["id"] for leg in found["by_leg"]} >= {"cpc_terminal_moorings", "other_ways"}
    for leg in found["by_leg"]:
        assert set(leg) == {"id", "moved_mt", "flow_mt"}
        assert set(leg["moved_mt"]) == {"low", "high", "basis"}
        assert leg["moved_mt"]["basis"] in {"published", "balance", "open"}
        assert set(leg["flow_mt"]) == set(CASES)
    for one in found["contradictions"]:
        assert set(one) == {"figures", "adjusted", "by_mt"}
    assert len(found["assumptions"]) >= 8
    assert all(isinstance(text, str) for text in found["assumptions"])


def test_the_numbers_of_a_flow_add_up() -> None:
    """To a tonne, as they are rounded: due is the days' part, and ways out and no way are all."""
    found = report(*FLOW)
    left, during, end = found["left_mt"]["drawn"], found["during"], found["year_end"]
    assert during["days"] == 30
    assert during["due_mt"] == pytest.approx(left * 30 / 365, abs=2e-6)
    ways = [*read(load_balance())[2023].ways, "other_ways"]
    flow = {leg["id"]: leg["flow_mt"] for leg in found["by_leg"]}
    for case in CASES:
        assert during["no_way_mt"][case] > 1
        assert during["per_day_mt"][case] * 30 == pytest.approx(during["no_way_mt"][case], abs=4e-5)
        made = during["no_way_mt"][case] - end["no_way_mt"][case]
        assert end["made_up_mt"][case] == pytest.approx(made, abs=3e-6)
        assert end["can_leave_mt"][case] + end["no_way_mt"][case] == pytest.approx(left, abs=3e-6)
        through = sum(flow[way][case] for way in ways)
        assert through == pytest.approx(end["can_leave_mt"][case], abs=2e-5)
    assert during["no_way_mt"]["on_paper"] <= during["no_way_mt"]["as_seen"]


def test_a_flow_is_that_of_the_engine(atlas: Atlas, tables: Tables) -> None:
    closure = Closure("novorossiysk_cpc_terminal", 0.0, 30, date(2023, 3, 1))
    told = YearNetwork(atlas, tables, read(load_balance()), 2023).close([closure])
    found = report(*FLOW)
    assert found["left_mt"]["low"] == pytest.approx(told.balance.left.low, abs=1e-6)
    assert found["left_mt"]["high"] == pytest.approx(told.balance.left.high, abs=1e-6)
    days = pytest.approx([cut.mtpa / 365 for cut in told.cut], abs=1e-6)
    assert [cut["capacity_mt_per_day"] for cut in found["cut"]] == days
    assert [(c["id"], c["case"]) for c in found["cut"]] == [(c.id, c.case) for c in told.cut]
    for leg in found["by_leg"]:
        flow = told.flows[leg["id"]]
        for case in CASES:
            assert leg["flow_mt"][case] == pytest.approx(flow.year[case], abs=1e-6)


def test_nothing_closed_strands_nothing() -> None:
    found = report("flow", "--year", "2023")
    assert (found["closed"], found["cut"]) == ([], [])
    assert found["during"]["days"] == found["during"]["due_mt"] == 0
    assert set(found["year_end"]["no_way_mt"].values()) == {0}
    assert set(found["year_end"]["can_leave_mt"].values()) == {found["left_mt"]["drawn"]}
    texts = " ".join(found["assumptions"])
    assert "without a date begins on 1 January" not in texts
    undated = report("flow", "--year", "2023", "--close", "RU:0:30")["assumptions"]
    assert "without a date begins on 1 January" in " ".join(undated)


def test_a_share_of_moorings_that_is_rounded_is_told() -> None:
    told = report("flow", "--year", "2023", "--close", "cpc_loading:0.5:30")["assumptions"]
    assert any("50 % of 3 is 1.5; only whole moorings load" in text for text in told)
    told = report("flow", "--year", "2023", "--close", "cpc_loading:0.333:30")["assumptions"]
    assert not any("whole moorings" in text for text in told)


def test_a_closure_that_runs_beyond_the_year_is_cut_and_told() -> None:
    call = ("flow", "--year", "2023", "--close", "RU:0:30:2023-12-20", "--format", "json")
    result = run(*call)
    assert result.exit_code == 0
    assert "cut there; 12 days are left" in result.stderr
    found = json.loads(result.stdout)
    assert found["during"]["days"] == 12
    assert found["notices"] == [result.stderr.strip()]


@pytest.mark.parametrize("year", [2021, 2023])
def test_balance_as_json_has_the_fields_promised(year: int, tables: Tables) -> None:
    found = report("balance", "--year", str(year))
    assert set(found) == {
        "schema",
        "data_version",
        "year",
        "closes",
        "firm",
        "unknowns",
        "contradictions",
    }
    assert (found["schema"], found["year"], found["closes"]) == (2, year, True)
    known = read(load_balance())[year]
    assert {one["id"] for one in found["unknowns"]} == set(known.estimates)
    sources = {row.source_id for row in tables.sources}
    held = []
    for one in found["unknowns"]:
        assert set(one) == {
            "id",
            "low_mt",
            "high_mt",
            "drawn_mt",
            "out_mt",
            "others_mt",
            "low_by",
            "high_by",
        }
        estimate = known.of(one["id"])
        assert one["low_mt"] == pytest.approx(estimate.low, abs=1e-6)
        assert one["high_mt"] is None or one["low_mt"] <= one["high_mt"]
        assert (one["high_mt"] is None) == (not estimate.known)
        assert one["others_mt"] is None or set(one["others_mt"]) == {"low", "high"}
        held += [*one["low_by"], *one["high_by"]]
    assert len(held) > 50
    for each in held:
        assert set(each) == {"figure", "weight", "value_mt", "sources"}
        assert each["sources"]
        assert set(each["sources"]) <= sources
    for one in found["contradictions"]:
        assert set(one) == {"figures", "adjusted", "by_mt", "sources"}
        assert set(one["sources"]) <= sources


def test_what_bounds_a_quantity_names_its_sources() -> None:
    """What left in 2023 is the published total, 70.5 Mt by two sources, to its rounding."""
    found = report("balance", "--year", "2023")
    (left,) = [one for one in found["unknowns"] if one["id"] == "kazakhstan"]
    (low,), (high,) = left["low_by"], left["high_by"]
    assert (left["low_mt"], left["high_mt"]) == (70.45, 70.55)
    assert low["figure"] == high["figure"] == "kazakhstan:export_total"
    assert low["sources"] == ["nova_20240305", "trend_20240702"]
    (row,) = [
        row
        for row in csv.DictReader(
            io.StringIO(run("balance", "--year", "2023", "--format", "csv").stdout)
        )
        if row["id"] == "kazakhstan"
    ]
    assert row["low_by"] == "+70.45 kazakhstan:export_total (nova_20240305|trend_20240702)"
    assert (row["low"], row["high"]) == ("70.45", "70.55")


def test_contradictions_are_named_with_by_how_much(
    atlas: Atlas, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A total one million tonnes below the ways that are known: something has to give."""
    rows = [
        row.model_copy(update={"value": Stated(50.0, "50.0")})
        if row.quantity == "export_total" and row.period == "2023"
        else row
        for row in tables.figures
    ]
    wrong = replace(tables, figures=replace(tables.figures, rows=tuple(rows)))
    contradicted = balance(atlas, wrong, 2023)
    assert contradicted.contradictions
    monkeypatch.setattr(main, "load_balance", lambda: write({2023: contradicted}))
    found = report("balance", "--year", "2023")["contradictions"]
    assert sum(abs(one["by_mt"]) for one in found) > 5
    told = run("balance", "--year", "2023").stdout.splitlines()
    assert told[0] == "2023: the balance closes"
    assert any(" contradicts " in line and line.endswith(" Mt") for line in told[1:])
    assert report("flow", "--year", "2023")["contradictions"] == [
        {key: one[key] for key in ("figures", "adjusted", "by_mt")} for one in found
    ]


def test_a_balance_that_does_not_close_is_printed_and_closed_by_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = read(load_balance())
    part = write({2022: replace(known[2022], closes=False), 2023: known[2023]})
    monkeypatch.setattr(main, "load_balance", lambda: part)
    assert report("balance", "--year", "2022")["closes"] is False
    assert "does not close" in run("balance", "--year", "2022").stdout
    result = run("flow", "--year", "2022")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "too little is known of what left in it; nearest: 2023" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("journeys", "--from", "tengiz", "--to", "rotterdam"),
        ("flow", "--year", "2023", "--close", "RU"),
        ("balance", "--year", "2023"),
    ],
)
def test_fields_of_the_network_are_documented(command: tuple[str, ...]) -> None:
    missing = {key for key in keys(report(*command)) if f"`{key}`" not in DOCUMENT}
    assert missing == set()


def test_closures_that_agree_are_one() -> None:
    one = report("flow", "--year", "2024", "--close", "RU")
    assert one["closed"] == [{"id": "RU", "share_left": 0.0, "days": 366, "start": None}]
    twice = ("--close", "RU:0:366", "--close", "Ресей", "--close", "643:0.0")
    assert report("flow", "--year", "2024", *twice) == one
    both = report("flow", "--year", "2024", "--close", "RU.BY:0.5")
    assert [c["id"] for c in both["closed"]] == ["RU", "BY"]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_journeys_and_flow_print_rows(form: str) -> None:
    one = run("journeys", "--from", "tengiz", "--to", "china", "--format", form)
    two = run("flow", "--year", "2023", "--close", "aktau_port:0.5", "--format", form)
    assert one.exit_code == two.exit_code == 0
    assert "kenkiyak_kumkol" in one.stdout
    assert "atasu_alashankou" in two.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("journeys", "--from", "tengis", "--to", "rotterdam"), "nearest name: 'tengiz'"),
        (("journeys", "--from", "dostyk", "--to", "china"), "cargo goes to one of"),
        (("flow", "--year", "1999"), "too little is known of what left in it; nearest: 20"),
        (("balance", "--year", "1999"), "no balance is made of it; nearest: 2019"),
        (("flow", "--year", "2023", "--close", "RU:0:0"), "the days are 1 to 365; nearest: 1"),
        (("flow", "--year", "2023", "--close", "RU:0:400"), "days are 1 to 365; nearest: 365"),
        (
            ("flow", "--year", "2023", "--close", "RU:0:30:2025-02-17"),
            "the start is a day of 2023; nearest: 2023-02-17",
        ),
        (
            ("flow", "--year", "2023", "--close", "RU:0:30:2023-02-30"),
            "no calendar has this start; nearest: 2023-02-28",
        ),
        (("flow", "--year", "2_023"), "year '2_023' cannot be used; write a year in four digits"),
        (("flow", "--year", "٢٠٢٣"), "write a year in four digits"),
        (("flow", "--year", "2023.0"), "write a year in four digits"),
        (("flow", "--year", "2023", "--close", "aktu_port"), "nearest name: 'aktau_port'"),
        (("flow", "--year", "2023", "--close", "aktau_port:2"), "nearest: 1"),
        (("flow", "--year", "2023", "--close", "aktau_port:0,5"), "write 0.5"),
        (("flow", "--year", "2023", "--close", "aktau_port:0,RU:0"), "a --close of its own"),
        (("flow", "--year", "2023", "--close", "RU:0.1:1.5"), "the days are whole: write 1 or 2"),
        (("flow", "--year", "2023", "--close", "RU:0:366"), "the days are 1 to 365; nearest: 365"),
        (
            ("flow", "--year", "2023", "--close", "RU:0.5", "--close", "Россия:0.5:30"),
            "they overlap in time; nearest for RU:0.5: RU:0.5:335:2023-01-31",
        ),
        (
            ("flow", "--year", "2023", "--close", "RU:0.5", "--avoid", "RUS"),
            "'RU:0.5, RU:0' cannot be used; they overlap in time: give one of them",
        ),
        (("flow", "--year", "2023", "--avoid", "RUX"), "avoid 'RUX' cannot be used; it is no ISO"),
    ],
)
def test_bad_input_of_the_network_exits_with_two(words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
