"""Write down what the article gave for each quote, as digests, and load them again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from routes.evidence.quotes import DigestRecord, QuoteLike, digests
from routes.files.load import TABLES_DIR
from routes.model.errors import DataError

FILE = "quote_digests.json"
CURE = "write it anew: python -m routes quotes --article FILE --record"


def load_digests(folder: Path = TABLES_DIR) -> list[DigestRecord]:
    """Load the digests of quotes.

    Parameters
    ----------
    folder
        Folder of the tables.

    Raises
    ------
    DataError
        If the file is missing or is no such list; with the cure.
    """
    file = f"geodata/tables/{FILE}"
    try:
        return [
            DigestRecord(
                quote_id=str(record["quote_id"]),
                sha256=str(record["sha256"]),
                paragraph=int(record["paragraph"]),
                offset=int(record["offset"]),
            )
            for record in json.loads((folder / FILE).read_bytes())
        ]
    except OSError:
        raise DataError(file, None, "is missing", CURE) from None
    except (ValueError, TypeError, KeyError):
        raise DataError(file, None, "holds no list of digests", CURE) from None


def write_digests(quotes: Iterable[QuoteLike], article: str, folder: Path = TABLES_DIR) -> None:
    """Write the digest and the place of every passage of the article.

    Parameters
    ----------
    quotes
        Rows of quotes.csv, or what has their id and text.
    article
        The whole text.
    folder
        Folder of the tables.

    Raises
    ------
    DataError
        If a passage is not in the article; nothing is written then.
    """
    text = json.dumps(digests(quotes, article), ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")
