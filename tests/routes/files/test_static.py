"""What the dashboard serves is whole: a file that is cut in half or gone is named at the start."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from time import process_time

import pytest

from routes.build.static import render_states, write_digests
from routes.files.load import STATE_NAMES, STATIC_DIR, WORLD_DIR
from routes.files.static import DIGESTS, SERVED, check_served, static_digests
from routes.model.errors import DataError
from routes.world.states import read_state

FILES = static_digests()
LISTED: dict[str, str] = json.loads((STATIC_DIR / DIGESTS).read_text("utf-8"))["files"]


@pytest.fixture
def copied(tmp_path: Path) -> dict[str, Path]:
    """Copy what is served, with digests of its own, so that a test may damage it."""
    world = tmp_path / "geodata" / "world"
    world.mkdir(parents=True)
    shutil.copy(WORLD_DIR / "states.csv", world)
    shutil.copytree(STATIC_DIR, tmp_path / "static")
    folders = {"static_dir": tmp_path / "static", "world_dir": world}
    write_digests(**folders)
    check_served(**folders)
    return folders


def test_the_digests_are_current() -> None:
    """After a change in static/ or of geodata/world/states.csv: python -m routes digests."""
    assert LISTED == FILES


def test_the_states_to_search_in_are_current() -> None:
    """After a change of geodata/world/states.csv or of DAILY: python -m routes digests.

    What ISO's own catalogue adds hangs on its version: ours are held, and that each is found.
    """
    listed = json.loads((STATIC_DIR / STATE_NAMES).read_text("utf-8"))
    made = json.loads(render_states())
    assert [one[:2] for one in listed] == [one[:2] for one in made]
    assert len(listed) > 200
    keys = {code: keys for code, _, *keys in listed}
    assert {"turkey", "turkiye", "tur", "792", "турция"} <= set(keys["TR"])
    assert {"czechia", "czech republic"} <= set(keys["CZ"])
    known = [key for some in keys.values() for key in some]
    assert sorted(set(known)) == sorted(known)
    for code, some in keys.items():
        assert {read_state(key, keys) for key in some} == {code}


def test_what_is_listed_is_what_the_browser_and_the_start_need() -> None:
    assert {f"static/{name}" for name in SERVED} <= set(FILES)
    assert "geodata/world/states.csv" in FILES
    assert len(FILES) >= 10
    kinds = {Path(name).suffix for name in FILES}
    assert {".js", ".css", ".json", ".csv"} <= kinds
    assert [
        n
        for n in FILES
        if "LICENSE" in n or n.endswith((DIGESTS, "lines.json", "years.json", "band.json"))
    ] == []


def test_a_file_that_is_cut_in_half_or_gone_is_named(
    copied: dict[str, Path], subtests: pytest.Subtests
) -> None:
    for name in (*FILES, "static/lines.json", "static/years.json", "static/band.json"):
        path = copied["static_dir"].parent / name
        data = path.read_bytes()
        with subtests.test(name):
            path.write_bytes(data[: len(data) // 2])
            with pytest.raises(DataError, match=rf"{re.escape(name)}: differs from .*make data"):
                check_served(**copied)
            path.unlink()
            missing = rf"{re.escape(name)}: is missing; re(store|build) it"
            with pytest.raises(DataError, match=missing):
                check_served(**copied)
        path.write_bytes(data)
    check_served(**copied)


def test_the_cure_of_a_change_that_is_meant_is_a_cure(copied: dict[str, Path]) -> None:
    (copied["static_dir"] / "basemap.json").write_text("{}", "utf-8")
    with pytest.raises(DataError, match=r"if the change is meant, .* python -m routes digests"):
        check_served(**copied)
    write_digests(**copied)
    check_served(**copied)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "is missing"),
        ("{", "is no JSON"),
        ("{}", "does not list basemap.json"),
        ('{"files": []}', "does not list basemap.json"),
        ('{"files": {"static/basemap.json": "0"}}', "does not list vendor/leaflet/leaflet.css"),
    ],
)
def test_a_list_that_is_damaged_is_named(
    content: str | None, words: str, copied: dict[str, Path]
) -> None:
    path = copied["static_dir"] / DIGESTS
    path.unlink()
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=rf"static/digests\.json: {words}; .*make data"):
        check_served(**copied)


def test_a_file_that_the_system_leaves_there_does_not_matter(copied: dict[str, Path]) -> None:
    for name in (".DS_Store", "vendor/README.md", "new.js"):
        (copied["static_dir"] / name).write_text("x", "utf-8")
    check_served(**copied)
    assert set(static_digests(**copied)) - set(FILES) == {"static/new.js"}


def test_the_same_files_give_the_same_list(copied: dict[str, Path]) -> None:
    path = copied["static_dir"] / DIGESTS
    first = path.read_bytes()
    assert write_digests(**copied) == len(FILES)
    assert path.read_bytes() == first
    assert [p.name for p in path.parent.iterdir() if p.name.endswith(".new")] == []


def test_the_check_costs_a_few_milliseconds() -> None:
    spans = []
    for _ in range(6):
        started = process_time()
        check_served()
        spans.append(process_time() - started)
    # The quickest of several: what else the machine does is not the check's.
    assert min(spans) < 0.025
