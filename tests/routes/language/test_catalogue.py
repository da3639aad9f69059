"""Format messages: slots, plurals, names in cases, lists, fallbacks, slips."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from routes.language import (
    Catalogue,
    MessageError,
    Names,
    date,
    in_language,
    language,
    load_catalogue,
    number,
    phrase,
    use_language,
)
from routes.language.catalogue import KEPT
from routes.language.read import read_messages
from routes.model.errors import DataError
from tests.routes.language.calls import ROOT
from tests.routes.language.pseudo import LANG, in_pseudo_language, pseudo

RUSSIA = Names("state", (("RU", "Russia"),))
TWO = Names("state", (("BY", "Belarus"), ("RU", "Russia")))
RUSSIA_RU = Names("state", (("RU", "Россия"),))
TWO_RU = Names("state", (("BY", "Беларусь"), ("RU", "Россия")))
RUSSIA_KK = Names("state", (("RU", "Ресей"),))
TWO_KK = Names("state", (("BY", "Беларусь"), ("RU", "Ресей")))

LISTS = 'common-list =\n    .comma = {", "}\n    .last = {" and "}\n'
TOY_EN = """
toy-plain = Nothing is shown.
toy-way = from { $origin } to { $market }
toy-count = { $n ->
    [0] no corridor
    [one] { $n } corridor
   *[other] { $n } corridors
}
toy-answer = { $answer ->
    [yes] it does
   *[no] it does not
}
toy-ground = { ID($avoid) ->
    [RU] Russian territory
   *[other] the territory of { NAMES($avoid) }
}
toy-avoided = { COUNT($avoid) ->
    [1] { NAMES($avoid) }
   *[other] the { COUNT($avoid) } states to avoid
}
toy-verdict = { toy-count } { $n ->
    [one] bypasses
   *[other] bypass
} { toy-ground }
-toy-name = { $case ->
   *[plain] Multivector
    [short] MV
}
toy-about = { -toy-name } ({ -toy-name(case: "short") })
toy-button = Copy
    .title = Copy the link to { $what }
"""
TOY_RU = """
toy-way = из пункта { $origin } в пункт { $market }
toy-count = { $n ->
    [one] { $n } коридор
    [few] { $n } коридора
   *[many] { $n } коридоров
}
toy-ground = { ID($avoid) ->
    [RU] российскую территорию
   *[other] территорию { NAMES($avoid, form: "genitive") }
}
toy-avoided = { NAMES($avoid) }
toy-verdict = { toy-count } { $n ->
    [one] обходит
   *[other] обходят
} { toy-ground }
"""
NAME_RU = """
name-state-RU = Россия
    .genitive = России
name-state-BY =
    .genitive = Беларуси
"""
TOY_KK = """
toy-count = { $n } дәліз
toy-ground = { NAMES($avoid, form: "genitive") } аумағын
toy-verdict = { toy-count } { toy-ground } айналып өтеді
"""
NAME_KK = """
name-state-RU =
    .genitive = Ресейдің
name-state-BY =
    .genitive = Беларусьтің
"""
TEXTS = {
    "en": {"en/toy.ftl": TOY_EN, "en/common.ftl": LISTS},
    "ru": {
        "ru/toy.ftl": TOY_RU,
        "ru/name.ftl": NAME_RU,
        "ru/common.ftl": 'common-list =\n    .comma = {", "}\n    .last = {" и "}\n',
    },
    "kk": {
        "kk/toy.ftl": TOY_KK,
        "kk/name.ftl": NAME_KK,
        "kk/common.ftl": 'common-list =\n    .comma = {", "}\n    .last = {" және "}\n',
    },
}


@pytest.fixture(scope="module")
def toy() -> Catalogue:
    """Return a catalogue of three languages."""
    made = Catalogue(TEXTS)
    made.check()
    return made


@pytest.mark.parametrize(
    ("message", "slots", "expected"),
    [
        ("toy-plain", {}, "Nothing is shown."),
        ("toy-way", {"origin": "Tengiz", "market": "Genoa"}, "from Tengiz to Genoa"),
        ("toy-count", {"n": 0}, "no corridor"),
        ("toy-count", {"n": 1}, "1 corridor"),
        ("toy-count", {"n": 21}, "21 corridors"),
        ("toy-count", {"n": 2022}, "2022 corridors"),
        ("toy-answer", {"answer": "yes"}, "it does"),
        ("toy-answer", {"answer": "?"}, "it does not"),
        ("toy-ground", {"avoid": RUSSIA}, "Russian territory"),
        ("toy-ground", {"avoid": TWO}, "the territory of Belarus and Russia"),
        ("toy-avoided", {"avoid": RUSSIA}, "Russia"),
        ("toy-avoided", {"avoid": TWO}, "the 2 states to avoid"),
        ("toy-verdict", {"n": 1, "avoid": RUSSIA}, "1 corridor bypasses Russian territory"),
        ("toy-about", {}, "Multivector (MV)"),
        ("toy-button", {}, "Copy"),
        ("toy-button.title", {"what": "this"}, "Copy the link to this"),
    ],
)
def test_english(toy: Catalogue, message: str, slots: dict[str, Any], expected: str) -> None:
    """Slots, plurals, exact numbers, codes, names, references, terms and attributes."""
    assert toy.format(message, **slots) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, "1 коридор обходит"),
        (2, "2 коридора обходят"),
        (5, "5 коридоров обходят"),
        (11, "11 коридоров обходят"),
        (21, "21 коридор обходит"),
        (22, "22 коридора обходят"),
        (112, "112 коридоров обходят"),
    ],
)
def test_russian_counts_and_declines(toy: Catalogue, n: int, expected: str) -> None:
    """A language chooses its own plurals and cases, without a line of code."""
    given = toy.format("toy-verdict", "ru", n=n, avoid=RUSSIA_RU)
    assert given == f"{expected} российскую территорию"
    given = toy.format("toy-verdict", "ru", n=n, avoid=TWO_RU)
    assert given == f"{expected} территорию Беларуси и России"


def test_kazakh_puts_the_verb_last(toy: Catalogue) -> None:
    """A language puts its clauses in another order."""
    given = toy.format("toy-verdict", "kk", n=3, avoid=RUSSIA_KK)
    assert given == "3 дәліз Ресейдің аумағын айналып өтеді"
    given = toy.format("toy-verdict", "kk", n=3, avoid=TWO_KK)
    assert given == "3 дәліз Беларусьтің және Ресейдің аумағын айналып өтеді"


def test_a_name_without_the_form_stays_as_it_is(toy: Catalogue) -> None:
    """A state that nobody has declined yet is named, not left out."""
    given = toy.format("toy-ground", "ru", avoid=Names("state", (("GE", "Грузия"),)))
    assert given == "территорию Грузия"


def test_a_language_names_what_english_data_names(toy: Catalogue) -> None:
    """Names come by id from the language's own file, else as they were given."""
    assert toy.format("toy-avoided", "ru", avoid=RUSSIA) == "Россия"
    assert toy.format("toy-avoided", "kk", avoid=RUSSIA) == "Russia"


@pytest.mark.parametrize("lang", ["ru", "ru-KZ", "kk", "de", "en-XA", ""])
def test_what_a_language_lacks_is_english(toy: Catalogue, lang: str) -> None:
    """A message that is not translated, and a language that is not here."""
    assert toy.format("toy-plain", lang) == "Nothing is shown."
    assert toy.format("toy-button.title", lang, what="it") == "Copy the link to it"


def test_a_variant_of_a_language_falls_back_on_it(toy: Catalogue) -> None:
    """A region has no folder of its own."""
    assert toy.format("toy-count", "ru-KZ", n=2) == "2 коридора"


def test_english_within_another_language_counts_as_english_does() -> None:
    """The plural of a message is that of its own language: 21 is one in Russian, not in English."""
    made = Catalogue({"en": {"en/toy.ftl": TOY_EN}, "ru": {}})
    assert made.format("toy-count", "ru", n=21) == "21 corridors"


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(toy: Catalogue, words: list[str], expected: str) -> None:
    """Words are joined as in a sentence."""
    assert toy.listed(words) == expected
    assert toy.listed(iter(words)) == expected
    assert toy.listed(words, "ru") == expected.replace(" and ", " и ")


@pytest.mark.parametrize(
    ("message", "slots", "told"),
    [
        ("toy-weg", {}, "no message 'toy-weg'; nearest name: 'toy-way'"),
        ("quite-other", {}, "no message 'quite-other'; add it to the catalogue"),
        ("toy-way", {"origin": "a"}, "message 'toy-way' is not given $market"),
        ("toy-plain", {"n": 1}, "message 'toy-plain' has no slot $n; it has no slot"),
        ("toy-way", {"origin": "a", "to": "b"}, "is not given $market and has no slot $to"),
        ("toy-verdict", {"n": 1}, "message 'toy-verdict' is not given $avoid"),
        ("toy-way", {"origin": 1.5, "market": "b"}, "message 'toy-way': slot $origin is 1.5"),
        ("toy-way", {"origin": None, "market": "b"}, "slot $origin is None"),
        ("toy-way", {"origin": True, "market": "b"}, "slot $origin is True"),
        ("toy-way", {"origin": RUSSIA, "market": "b"}, "NAMES($slot) prints Names"),
        ("toy-way", {"origin": ["a"], "market": "b"}, "slot $origin is ['a']; it takes text"),
        ("toy-count", {"n": 1.0}, "slot $n is 1.0"),
        ("toy-count", {"n": RUSSIA}, "COUNT($slot) and ID($slot) choose by Names"),
        ("toy-count", {"n": 10**28}, "message 'toy-count'"),
        ("toy-ground", {"avoid": "RU"}, "slot $avoid is 'RU'; it takes Names"),
        ("toy-ground", {"avoid": 2}, "a slot is 2; it takes Names"),
        ("name-state-RU", {}, "no message 'name-state-RU'"),
    ],
)
def test_a_slip_in_the_code_is_named(
    toy: Catalogue, message: str, slots: dict[str, Any], told: str
) -> None:
    """No reader ever sees an id or an empty slot: the call raises."""
    with pytest.raises(MessageError) as error:
        toy.format(message, **slots)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("toy-a = x\ntoy-b", 2, "Expected token"),
        ("toy-a = x\n\n# a comment\ntoy-b = { $n", 4, "Expected token"),
        ("toy-a = x\ntoy-a = y", 2, "message 'toy-a' is here twice; keep one of them"),
        ("other-a = x", 1, "message 'other-a' does not belong to this file; begin its id with"),
        ("toy-a = { NUMBER($n) }", 1, "there is no function NUMBER; call NAMES($slot)"),
        ('toy-a = { NAMES($n, case: "x") }', 1, "NAMES is called with what it does not take"),
        ("toy-a = { toy-b }", 1, "message 'toy-a' refers to 'toy-b', which is not there"),
        ("toy-a = { -toy-b }", 1, "refers to '-toy-b', which is not there"),
        ("toy-a = { toy-b }\ntoy-b = { toy-a }", 1, "message 'toy-a' refers to itself"),
        ("toy-a = one line\n    and another", 1, "a text goes on in the next line; keep"),
        ("-toy-a = { $n }\ntoy-b = { -toy-a }", 1, "a term prints the slot $n"),
        ("toy-a = { $n ->\n    [a] x\n   *[a] y\n}", 3, "the variant [a] is here twice"),
    ],
)
def test_a_slip_in_a_file_names_file_line_and_cure(text: str, line: int, told: str) -> None:
    """Whoever translates learns where the slip is and what to do."""
    made = Catalogue({"en": {"routes/language/en/toy.ftl": text}})
    with pytest.raises(DataError) as error:
        made.check()
    assert error.value.file == "routes/language/en/toy.ftl"
    assert error.value.line == line
    assert told in str(error.value)
    assert error.value.cure


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("toy-wey = x", "English has no message 'toy-wey'; nearest name: 'toy-way'"),
        ("toy-plain = { $n }", "message 'toy-plain' uses $n, which it is not given"),
        ("toy-way = { toy-count }", "'toy-way' refers to 'toy-count', which is not there; add"),
        ("toy-way = { toy-count }\ntoy-count = { $n }", "message 'toy-way' uses $n, which it is"),
        ("toy-button = x\n    .titel = y", "English has no message 'toy-button.titel'"),
    ],
)
def test_a_translation_is_held_to_english(text: str, told: str) -> None:
    """A translation may leave a slot out, but has none of its own."""
    with pytest.raises(DataError, match=r"routes/language/ru/toy\.ftl line") as error:
        Catalogue({**TEXTS, "ru": {"routes/language/ru/toy.ftl": text}}).check()
    assert told in str(error.value)


def test_a_language_without_a_rule_of_plurals_is_refused() -> None:
    """It would count as another language does."""
    with pytest.raises(DataError, match="routes/language/tlh: no rule of plurals is known"):
        Catalogue({**TEXTS, "tlh": {"routes/language/tlh/toy.ftl": "toy-plain = x"}}).check()


def test_english_must_be_there(tmp_path: Path) -> None:
    """An empty folder is no catalogue."""
    with pytest.raises(DataError, match="no messages are here"):
        Catalogue(read_messages(tmp_path))


def test_slots_are_plain_text(toy: Catalogue) -> None:
    """Nothing is escaped, nothing is read as Fluent, no marks of direction are added."""
    hostile = '<script>{ $market }</script> "&amp;" \u202e \\u0041'
    given = toy.format("toy-way", origin=hostile, market="{ toy-plain }")
    assert given == f"from {hostile} to {{ toy-plain }}"


def test_a_slot_takes_a_text_of_any_length(toy: Catalogue) -> None:
    """Fluent's runtime alone takes 2,500 characters, and lists of all states are longer."""
    every = Names("state", tuple((str(n), f"State {n}") for n in range(250)))
    text = toy.format("toy-ground", avoid=every)
    assert text.startswith("the territory of State 0, State 1, ")
    assert text.endswith(", State 248 and State 249")
    assert toy.format("toy-way", origin="a" * 9_000, market="b") == f"from {'a' * 9_000} to b"


def test_parts_keep_the_object_of_a_slot(toy: Catalogue) -> None:
    """Whoever makes HTML can tell what is marked as safe, also of texts that are equal."""

    class Safe(str):
        __slots__ = ()

    link = Safe("<a>")
    assert toy.format("toy-way", origin="<a>", market="b") == "from <a> to b"
    assert type(toy.parts("toy-way", origin="<a>", market="b")[1]) is str
    assert toy.parts("toy-way", origin=link, market="b")[1] is link
    assert "".join(toy.parts("toy-count", n=3)) == "3 corridors"
    with pytest.raises(MessageError):
        toy.parts("toy-way")


def test_a_topic_is_parsed_when_it_is_first_asked_for() -> None:
    """A slip in a file that nobody asks for is found by `check` only."""
    made = Catalogue({"en": {"en/toy.ftl": TOY_EN, "en/other.ftl": "other-a"}})
    assert made.format("toy-plain") == "Nothing is shown."
    with pytest.raises(DataError, match=r"en/other\.ftl line 1"):
        made.format("other-a")


def test_what_is_kept_is_told_apart_by_type_and_language() -> None:
    """1 is kept; True and 1.0, which equal it, are slips all the same."""
    made = Catalogue(TEXTS)
    for _ in range(2):
        assert made.format("toy-count", n=1) == "1 corridor"
        assert made.format("toy-count", "ru", n=1) == "1 коридор"
        for slip in (True, 1.0):
            with pytest.raises(MessageError, match="slot \\$n is"):
                made.format("toy-count", n=slip)  # type: ignore[arg-type]


def test_what_is_kept_is_bounded(toy: Catalogue) -> None:
    """What readers type does not fill the memory."""
    for n in range(KEPT + 100):
        toy.format("toy-way", origin=f"{n}", market="b")
    assert toy._kept.cache_info().currsize == KEPT


def test_a_program_that_prints_no_message_imports_neither_fluent_nor_babel() -> None:
    """They come with the first message."""
    code = (
        "import sys, routes.language as l; print('babel' in sys.modules, 'fluent' in sys.modules)"
    )
    code += "; l.phrase('answer-yes'); print('babel' in sys.modules)"
    told = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert told == "False False\nTrue\n"


def test_a_script_gets_texts_with_marks_for_its_slots(toy: Catalogue) -> None:
    """The browser fills in what Python does not know."""
    assert toy.for_script("toy-way") == {"": "from {origin} to {market}"}
    assert toy.for_script("toy-button") == {
        "": "Copy",
        ".title": "Copy the link to {what}",
    }
    with pytest.raises(MessageError, match="no message begins with 'map-'"):
        toy.for_script("map-")


def test_one_run_does_not_change_the_language_of_another() -> None:
    """The language is that of the thread's own run."""
    met = threading.Barrier(2, timeout=20)

    def run(lang: str) -> str:
        use_language(lang)
        met.wait()
        return language()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, ["ru", "kk"])) == ["ru", "kk"]
    assert language() == "en"


def test_many_threads_may_ask_a_new_catalogue() -> None:
    """What is compiled on demand is the same for all."""
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            made = Catalogue(TEXTS)
            asked = pool.map(lambda n, made=made: made.format("toy-count", "ru", n=n), [2] * 16)
            assert set(asked) == {"2 коридора"}


def test_the_catalogue_is_read_once() -> None:
    """It is the same object for all."""
    assert load_catalogue() is load_catalogue()


def test_numbers_and_dates_follow_the_language() -> None:
    """Marks of numbers and the order of dates are messages."""
    russian = """
date-day = { $day } { date-name.genitive } { $year } г.
date-month = { date-name } { $year } г.
date-name = { $month ->
   *[7] июль
}
    .genitive = { $month ->
       *[7] июля
    }
"""
    marks = 'number-marks =\n    .group = {"\\u00A0"}\n    .decimal = ,\n'
    texts = read_messages()
    made = Catalogue({**texts, "ru": {"ru/date.ftl": russian, "ru/number.ftl": marks}})
    made.check()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routes.language.catalogue._read", lambda: made)
        assert (number(12345.6, ",.1f"), date("2022-07-05")) == ("12,345.6", "5 July 2022")
        with in_language("ru"):
            assert number(12345.6, ",.1f") == "12\u00a0345,6"
            assert (date("2022-07-05"), date("2022-07")) == ("5 июля 2022 г.", "июль 2022 г.")
            assert date("2022") == "2022"


def test_pseudo_language_marks_what_comes_from_a_message() -> None:
    """Later a word on a page without accents is one that comes from no message."""
    assert pseudo("toy-a = { $n } of all\n") == "toy-a = ⟦{ $n } öƒ åļļ⟧\n"
    with in_pseudo_language() as made:
        made.check()
        assert language() == LANG
        assert phrase("date-month", month=3, year=2022) == "⟦⟦Ṁåŕçĥ⟧ 2022⟧"
