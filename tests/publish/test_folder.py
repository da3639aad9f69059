"""A folder is written whole or not at all, and never over what is not ours."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.folder import SUMS, write_folder
from routes.model.errors import InputError, NotWrittenError

FILES = [("a.txt", b"one"), ("b/c.txt", b"two")]


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_written_is_listed(tmp_path: Path) -> None:
    """Another program finds every file as the list says, and nothing stands beside the folder."""
    size = write_folder(tmp_path / "out", FILES)
    assert content(tmp_path / "out").keys() == {"a.txt", "b/c.txt", SUMS}
    assert size == sum(len(data) for data in content(tmp_path / "out").values())
    subprocess.run(["sha256sum", "-c", "--strict", SUMS], cwd=tmp_path / "out", check=True)
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~umask()


def umask() -> int:
    old = os.umask(0)
    os.umask(old)
    return old


def test_it_is_written_anew(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", FILES)
    write_folder(tmp_path / "out", [("d.txt", b"three")])
    assert content(tmp_path / "out").keys() == {"d.txt", SUMS}
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", FILES)
    assert content(tmp_path / "out").keys() == {"a.txt", "b/c.txt", SUMS}


@pytest.mark.parametrize("name", ["other.txt", "a.txt", "list", "file", "link", "empty"])
def test_what_is_not_ours_is_refused(tmp_path: Path, name: str) -> None:
    """A file beside ours, one that was changed, a folder of others: refused, and not touched."""
    out = tmp_path / "out"
    if name == "file":
        out.write_text("mine", encoding="utf-8")
    elif name == "link":
        (tmp_path / "mine").mkdir()
        out.symlink_to(tmp_path / "mine")
    elif name == "empty":
        (out / "sub").mkdir(parents=True)
    else:
        write_folder(out, FILES)
        if name == "list":
            (out / SUMS).unlink()
        else:
            (out / name).write_text("mine", encoding="utf-8")
    before = content(tmp_path)
    with pytest.raises(InputError, match=r"folder 'out' cannot be used; .*give"):
        write_folder(out, FILES)
    assert content(tmp_path) == before


def broken() -> Iterator[tuple[str, bytes]]:
    yield "a.txt", b"new"
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("before", [False, True])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, before: bool) -> None:
    """It stops in the middle: nothing is left of it, and a former folder stands as it was."""
    if before:
        write_folder(tmp_path / "out", FILES)
    stood = content(tmp_path)
    with pytest.raises(NotWrittenError, match=r"out: cannot be written \(No space left"):
        write_folder(tmp_path / "out", broken())
    assert content(tmp_path) == stood
    assert names(tmp_path) == (["out"] if before else [])


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in ("missing/out", "file/out"):
        with pytest.raises(NotWrittenError, match="out: cannot be written"):
            write_folder(tmp_path / place, FILES)
    assert content(tmp_path) == {"file": b""}
