"""Parse a state as people write it: an ISO 3166-1 code, or its name in one of three languages.

Codes and names are looked up, never guessed: no likeness decides here. They come from what this
dashboard itself shows (geodata/world/states.csv), from ISO 3166-1 and its translations (pycountry,
read when the first text comes that is no plain alpha-2 code), and from a short list of names in
daily use that ISO does not have.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from itertools import islice

from routes.files.load import load_state_rows
from routes.language import number, phrase

CHARACTERS = 4_000
"""Characters of a list that are read: 245 names in full are some 3,000."""
STATES = 300
"""Parts of a list that are read: there are 245 states."""
LONGEST = 100
"""Characters of one name; the longest here has 54."""

DAILY = {
    "AE": ("UAE", "ОАЭ"),
    "AT": ("Аустрия",),
    "AU": ("Аустралия",),
    "AZ": ("Әзербайжан",),
    "BY": ("Белоруссия",),
    "CD": ("DRC", "DR Congo", "Democratic Republic of Congo", "Congo Kinshasa", "ДР Конго"),
    # One name of two states in the Kazakh catalogue: it has it for Nepal, too.
    "CF": ("Орталық Африка Республикасы",),
    "CG": ("Congo Brazzaville", "Republic of Congo"),
    "CI": ("Ivory Coast",),
    "CN": ("PRC", "КНР"),
    "CV": ("Cape Verde",),
    "GB": ("UK", "U.K.", "Great Britain", "Britain"),
    "KG": ("Киргизия",),
    "KP": ("Северная Корея", "Солтүстік Корея"),
    "MD": ("Молдавия",),
    "MK": ("Macedonia", "Македония"),
    "MM": ("Burma", "Бирма"),
    "MN": ("Моңғолия",),
    "NL": ("Holland", "Голландия", "Нидерланд"),
    "RU": ("РФ", "Ресей Федерациясы"),
    "SZ": ("Swaziland", "Свазиленд"),
    "TL": ("East Timor", "Восточный Тимор"),
    "TM": ("Туркмения",),
    "TR": ("Turkey",),
    "US": ("U.S.", "U.S.A.", "Америка Құрама Штаттары"),
    "VA": ("Vatican",),
}
"""Names in daily use that neither states.csv nor ISO 3166-1 has."""


def read_state(text: str, known: Collection[str]) -> str | None:
    """Return the code of a state, or None if the text names none.

    Parameters
    ----------
    text
        ISO 3166-1 alpha-2, alpha-3 or numeric code, or a name in English, Russian or Kazakh;
        case, accents and punctuation do not matter.
    known
        Codes that may be returned; ids of other things among them do no harm.
    """
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.upper() in known:
        return plain.upper()
    key = _key(plain)
    code = _codes().get(key) if key else None
    return code if code in known else None


def read_states(text: str, known: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parse a list of states with commas or semicolons between them; see `read_state`.

    Parameters
    ----------
    text
        Any text.
    known
        Codes that may be returned.

    Returns
    -------
    The codes read, sorted, each once; and the parts that name no state, as typed, each once. A
    text of more than `CHARACTERS` or of more than `STATES` parts is read so far only; the last
    of what was not read then says so in words.
    """
    rest = ""
    if len(text) > CHARACTERS:
        # The last part is cut in the middle and may name another state: it goes, too.
        text = re.sub(r"[^,;]*\Z", "", text[:CHARACTERS])
        rest = _after_characters()
    pieces = (piece.strip() for piece in re.split("[,;]", text))
    parts = list(islice(dict.fromkeys(filter(None, pieces)), STATES + 1))
    if len(parts) > STATES:
        del parts[STATES:]
        rest = _after_states()
    read = {part: read_state(part, known) for part in parts}
    wrong = [part for part, code in read.items() if code is None]
    return (
        tuple(sorted({code for code in read.values() if code})),
        (*wrong, rest) if rest else tuple(wrong),
    )


def search_keys(known: Collection[str]) -> dict[str, list[str]]:
    """List the codes and names by which `read_state` knows each state, plain as it compares them.

    Parameters
    ----------
    known
        Codes of the states, ISO 3166-1 alpha-2.
    """
    keys: dict[str, list[str]] = {code: [] for code in sorted(known)}
    for key, code in sorted(_codes().items()):
        if code in keys:
            keys[code].append(key)
    return keys


def cure_of(wrong: Sequence[str]) -> str:
    """Return what to do about parts that name no state; it proposes no other state.

    Parameters
    ----------
    wrong
        What `read_states` returned, at least one part, in the language of now.
    """
    if wrong[-1] in (_after_characters(), _after_states()):
        return phrase(
            "state-cure-long", characters=number(CHARACTERS, ",d"), states=number(STATES, ",d")
        )
    return phrase("state-cure")


def _after_characters() -> str:
    return phrase("state-rest-characters", n=number(CHARACTERS, ",d"))


def _after_states() -> str:
    return phrase("state-rest-states", n=number(STATES, ",d"))


def _key(name: str) -> str:
    """Return a name without what does not matter: case, accents of Latin letters, punctuation."""
    name = name.casefold().replace("ё", "е").replace("&", " and ")
    letters = unicodedata.normalize("NFD", name)
    # The breve stays: й is another letter than и.
    kept = "".join(c for c in letters if c == "\u0306" or not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", kept)).strip()
    return words.removeprefix("the ")


@cache
def _codes() -> dict[str, str]:
    """Load every code and name once: key to alpha-2 code."""
    import pycountry  # 20 ms that a page with plain codes need not pay

    ours = {_key(name): code for code, names in DAILY.items() for name in names}
    for row in load_state_rows():
        for name in (row["name_en"], row["name_ru"]):
            ours.setdefault(_key(name), row["state"])
    languages: list[gettext.NullTranslations] = [gettext.NullTranslations()]
    for language in ("ru", "kk"):
        folder = str(pycountry.LOCALES_DIR)
        languages.append(gettext.translation("iso3166-1", folder, [language]))
    named: dict[str, set[str]] = {}
    for country in pycountry.countries:
        names = {country.alpha_3, country.numeric}
        for field in ("name", "common_name", "official_name"):
            # Not every country has all three, and an empty message is the catalogue's head.
            if english := getattr(country, field, ""):
                names |= {language.gettext(english) for language in languages}
        for name in names:
            named.setdefault(_key(name), set()).add(country.alpha_2)
    # What a catalogue gives to two states names neither.
    once = {key: codes.pop() for key, codes in named.items() if len(codes) == 1}
    return once | ours
