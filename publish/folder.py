"""Write a folder whole or not at all.

A folder that was written here holds a list of its files with their digests. Only such a folder, and
only while nothing in it was changed or added, may be written anew.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from routes.model.errors import InputError, NotWrittenError

SUMS = "SHA256SUMS"
"""The list, in the form that `sha256sum -c` reads."""


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a new folder, and the list of them.

    Everything is written beside the folder first, and takes its name only when all is there.

    Parameters
    ----------
    folder
        Where to: what does not exist, an empty folder, or one that was written here before.
    files
        Path in the folder, with `/` between its parts, and content. Read one after the other, so
        that they need not be in memory together.

    Returns
    -------
    Bytes written, the list included.

    Raises
    ------
    InputError
        If there is something else at that place; nothing of it is touched.
    NotWrittenError
        If it cannot be written; then nothing is left of it.
    """
    folder = folder.absolute()
    try:
        _check(folder)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as fault:
        raise _not_written(folder, fault) from None
    try:
        new = part / "new"
        size = _fill(new, files)
        if folder.exists():
            folder.rename(part / "old")
        new.rename(folder)
    except OSError as fault:
        if (part / "old").exists() and not folder.exists():
            (part / "old").rename(folder)
        raise _not_written(folder, fault) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return size


def _fill(new: Path, files: Iterable[tuple[str, bytes]]) -> int:
    new.mkdir()
    sums, size = [], 0
    for name, content in files:
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        size += len(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    listed = "".join(sorted(sums, key=lambda line: line.split("  ", 1)[1])).encode()
    (new / SUMS).write_bytes(listed)
    return size + len(listed)


def _check(folder: Path) -> None:
    """Raise an InputError if there is something at a place that was not written here."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise InputError("folder", folder.name, "it is no folder; give a new name")
    there = {path.relative_to(folder).as_posix() for path in _files(folder)}
    if not there and not any(folder.iterdir()):
        return
    ours = dict(_listed(folder))
    for name in sorted(there - {SUMS} - set(ours)) or ([SUMS] if SUMS not in there else []):
        what = f"it holds {name}" if name in there else "it was not written by export"
        raise InputError("folder", folder.name, f"{what}; give the name of a new folder")
    for name in sorted(there - {SUMS}):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != ours[name]:
            cure = f"{name} was changed since; give the name of a new folder"
            raise InputError("folder", folder.name, cure)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def _listed(folder: Path) -> Iterator[tuple[str, str]]:
    """List the files that were written, each with its digest; none where there is no list."""
    path = folder / SUMS
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _not_written(folder: Path, fault: OSError) -> NotWrittenError:
    what = f"cannot be written ({fault.strerror or fault})"
    cure = "make room, correct the rights or give another folder; nothing was left half"
    return NotWrittenError(folder.name, None, what, cure)
