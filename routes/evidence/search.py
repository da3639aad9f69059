"""Search what people wrote: words in any case, script marks folded, names in three languages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from routes.model.tables import Tables

ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("‘’ʼ`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ə": "e",
    }
)
"""Signs and letters that Unicode does not take apart, and what a reader types for them."""


def folded(text: str) -> str:
    """Fold a text for comparing: case, accents, dashes and quotation marks do not matter.

    >>> folded("Baku–Supsa"), folded("Constanţa"), folded("НОВОРОССИЙСК") == folded("новороссийск")
    ('baku-supsa', 'constanta', True)

    Parameters
    ----------
    text
        Any text, in any script.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.translate(ALIKE)


def within(words: str, *texts: str) -> bool:
    """Return whether every word is in one of the texts; case and accents do not matter.

    A word in Cyrillic is found in Latin letters, too: the article writes Novorossiysk.

    >>> within("Новороссийск", "at Novorossiysk"), within("ceyhan", "Baku–Tbilisi–Ceyhan")
    (True, True)

    Parameters
    ----------
    words
        With blanks between.
    *texts
        Texts to search.
    """
    text = folded("\n".join(texts))
    return all(word in text or in_latin(word) in text for word in folded(words).split())


def in_latin(word: str) -> str:
    """Write a word in Latin letters, as atlases in English do; Latin letters stay.

    >>> in_latin(folded("Кропоткин")), in_latin(folded("Жезқазған"))
    ('kropotkin', 'zhezkazgan')

    Parameters
    ----------
    word
        A word, folded.
    """
    # Folding took the breve off й: after a vowel it is the y of atlases.
    word = re.sub("(?<=[аеиоуыэюя])и", "y", word)
    return word.translate(LATIN)


LATIN = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіқңғөұүһ", "abvgdeziklmnoprstufyeikngouuh", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "ә": "a"}
)
"""Letters of Russian and Kazakh, folded, and how atlases in English write them."""


class Index:
    """The names of what rows are about, in every language that the tables have.

    Parameters
    ----------
    tables
        Its places, legs, corridors and subjects are read.
    """

    def __init__(self, tables: Tables) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        for row in tables.subjects:
            names[row.subject_id] |= {row.name_en}
        for place in tables.places:
            told = (place.name_en, place.label_en, place.name_ru, place.name_kk)
            names[place.place_id] |= set(filter(None, told))
        for leg in tables.legs:
            names[leg.leg_id] |= {leg.name_en}
        for corridor in tables.corridors:
            names[corridor.corridor_id] |= {corridor.name_en, corridor.name_ru, corridor.name_kk}
        # A leg has a name in English alone: it is found by its ends in the other languages.
        for leg in tables.legs:
            names[leg.leg_id] |= names[leg.tail] | names[leg.head]
        self._names: Mapping[str, str] = {
            one: "\n".join(sorted(known)) for one, known in names.items()
        }

    def names(self, ids: Iterable[str]) -> str:
        """Return every name of some things, for a search.

        Parameters
        ----------
        ids
            Ids of places, legs, corridors or subjects; others have no name here.
        """
        return "\n".join(self._names.get(one, "") for one in ids)
