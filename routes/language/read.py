"""Read the files of messages: the only place of this room that touches files."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
SHOWN = "routes/language"
"""The folder's path from the root of the repository, for errors."""


def read_messages(folder: Path = HERE) -> dict[str, dict[str, str]]:
    """Read every file of messages.

    Parameters
    ----------
    folder
        Has one folder a language, named by its BCP 47 tag, with one `.ftl` file a topic.

    Returns
    -------
    Language → path from the root of the repository → text.
    """
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*/*.ftl")):
        lang = path.parent.name
        found.setdefault(lang, {})[f"{SHOWN}/{lang}/{path.name}"] = path.read_text("utf-8")
    return found
