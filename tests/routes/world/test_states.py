"""States as people write them: codes and names that are looked up, and nothing that is guessed."""

from __future__ import annotations

import re
import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.cli.reports import states
from routes.files.load import ROOT, load_atlas, load_state_rows
from routes.model.errors import InputError
from routes.world.states import CHARACTERS, DAILY, STATES, read_state, read_states

ROWS = load_state_rows()
KNOWN = {row["state"] for row in ROWS}

WRITTEN = {
    "RU": "RU ru RUS rus 643 Russia RUSSIA Россия россия Ресей РФ ＲＵ Russian_Federation "
    "Российская_Федерация Ресей_Федерациясы",
    "CN": "CN CHN 156 China Китай Қытай КНР PRC",
    "BY": "BLR 112 Belarus Беларусь Белоруссия",
    "TR": "TUR 792 Türkiye Turkiye Turkey Турция Түркия Republic_of_Türkiye",
    "KZ": "KAZ 398 Kazakhstan Казахстан Қазақстан қазақстан Республика_Казахстан",
    "AZ": "AZE 031 Azerbaijan Азербайджан Әзірбайжан Әзербайжан",
    "GE": "GEO 268 Georgia Грузия",
    "IR": "IRN 364 Iran Иран Islamic_Republic_of_Iran",
    "KR": "KOR 410 South_Korea Южная_Корея Республика_Корея Оңтүстік_Корея Корея_Республикасы",
    "UZ": "UZB 860 Uzbekistan Узбекистан Өзбекстан",
    "TM": "TKM 795 Turkmenistan Туркменистан Туркмения Түрікменстан",
    "KG": "KGZ 417 Kyrgyzstan Кыргызстан Киргизия Қырғызстан",
    "UA": "UKR 804 Ukraine Украина",
    "US": "USA 840 United_States U.S. США АҚШ Америка_Құрама_Штаттары",
    "GB": "GBR 826 UK United_Kingdom Great_Britain Великобритания Ұлыбритания",
    "CI": "CIV Côte_d'Ivoire Cote_d’Ivoire Кот-д’Ивуар Ivory_Coast",
    "NL": "NLD Netherlands The_Netherlands Нидерланды Нидерланд",
    "BA": "BIH Bosnia_and_Herzegovina Bosnia_&_Herzegovina",
    "HN": "HND Honduras",
    "LR": "LBR Liberia",
    "TC": "TCA Turks_and_Caicos_Islands",
    "XK": "XK Kosovo Косово",
    "USG": "USG Guantanamo_Bay_Naval_Base",
    "NP": "NPL Nepal Непал",
    "CF": "CAF Орталық_Африка_Республикасы",
    "CG": "COG Congo Конго",
    "CD": "COD DR_Congo Демократическая_Республика_Конго",
}
"""By hand, from ISO 3166-1 and atlases in the three languages; `_` is a space."""
CASES = [
    (code, name.replace("_", " ")) for code, names in WRITTEN.items() for name in names.split()
]


@pytest.mark.parametrize(("code", "name"), CASES)
def test_a_state_is_read_as_people_write_it(code: str, name: str) -> None:
    assert read_state(name, KNOWN) == code
    assert read_state(f" {name} ", KNOWN) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "R",
        "Q?",
        "XQ",
        "RUX",
        "Rusia",
        "Russ",
        "Росия",
        "Kazakstan",
        "643.0",
        "64",
        "0643",
        "٦٤٣",
        "4",
        "<script>",
        "Korea",
        "Guinea B",
        "GUF",
        "French Guiana",
        "SUN",
        "AN",
        "EU",
        "\x00",
        "\ud800",
        "RU BY",
        "RU,BY",
        "a" * 101,
        "R" * 10**6,
        "-",
        "the",
    ],
)
def test_what_is_not_known_is_not_guessed(text: str) -> None:
    assert read_state(text, KNOWN) is None


@pytest.mark.parametrize("column", ["state", "name_en", "name_ru"])
def test_every_state_is_read_as_it_is_shown(column: str) -> None:
    assert len(ROWS) > 200
    assert [row for row in ROWS if read_state(row[column], KNOWN) != row["state"]] == []


def test_a_name_in_daily_use_names_a_state_that_there_is() -> None:
    assert len(DAILY) > 20
    assert [code for code in DAILY if code not in KNOWN] == []
    assert [(c, n) for c, names in DAILY.items() for n in names if read_state(n, KNOWN) != c] == []


def test_only_what_is_known_is_returned() -> None:
    assert read_state("RUS", {"KZ"}) is None
    assert read_state("Россия", {"aktau_port", "RU"}) == "RU"
    assert read_state("BTC", {"btc", "RU"}) is None


def test_a_list_is_sorted_without_repeats_and_the_rest_is_named_as_typed() -> None:
    text = "RUS, cn ,Россия;Кытай,,QQ, Rusia ,QQ"
    assert read_states(text, KNOWN) == (("CN", "RU"), ("Кытай", "QQ", "Rusia"))
    assert read_states("", KNOWN) == read_states(" , ;", KNOWN) == ((), ())


@given(st.lists(st.sampled_from(sorted(KNOWN)), max_size=STATES))
def test_codes_that_were_written_are_read(codes: list[str]) -> None:
    assert read_states(",".join(codes), KNOWN) == (tuple(sorted(set(codes))), ())


@given(st.text(max_size=60))
def test_any_text_is_read_or_named(text: str) -> None:
    codes, wrong = read_states(text, KNOWN)
    assert set(codes) <= KNOWN
    assert all(part in text for part in wrong)


@pytest.mark.parametrize("column", ["name_en", "name_ru"])
def test_all_states_by_name_at_once(column: str) -> None:
    text = ",".join(row[column] for row in ROWS)
    assert len(text) < CHARACTERS
    assert read_states(text, KNOWN) == (tuple(sorted(KNOWN)), ())


LONG = {
    "made-up codes": (",".join(f"Q{n}" for n in range(200_000)), f"first {STATES} states"),
    "made-up names": (
        ",".join(f"a made-up name {n}" for n in range(200_000)),
        "first 4,000 characters",
    ),
    "one long name": ("Q" * 10**6, "first 4,000 characters"),
    "nothing but commas": ("," * 10**6, "first 4,000 characters"),
    "one state for ever": ("RU," * 300_000, "first 4,000 characters"),
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_too_long_is_cut_before_anything_is_looked_up(name: str) -> None:
    text, words = LONG[name]
    read_state("Россия", KNOWN)
    started = process_time()
    codes, wrong = read_states(text, KNOWN)
    assert process_time() - started < 0.05
    assert len(wrong) <= STATES + 1
    assert words in wrong[-1]
    assert codes == (("RU",) if text.startswith("RU") else ())


def test_the_part_that_the_cut_goes_through_is_not_read() -> None:
    """Of "…,BY" cut after "B" nothing is made, nor of "RUS" cut after "RU"."""
    text = "X" * (CHARACTERS - 3) + ",RUS"
    assert read_states(text, KNOWN) == (
        (),
        ("X" * (CHARACTERS - 3), "all after the first 4,000 characters"),
    )


def test_plain_codes_need_no_library() -> None:
    code = (
        "import sys; from routes.world.states import read_states;"
        "read_states('ru,BY', {'RU', 'BY'});"
        "print('pycountry' in sys.modules); read_states('RUS', {'RU'});"
        "print('pycountry' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False", "True"], done.stderr


def test_the_command_line_names_every_part_that_is_no_state() -> None:
    atlas = load_atlas()
    assert states("RUS,Қытай", atlas) == {"RU", "CN"}
    with pytest.raises(InputError) as fault:
        states("RU,QQ,Rusia,q1,q2,q3", atlas)
    assert fault.value.value == "QQ, Rusia, q1 and 2 more"
    with pytest.raises(InputError, match="at most 4,000 characters and 300 states"):
        states("RU," * 2000, atlas)
    with pytest.raises(InputError, match="give at least one state"):
        states(" ,", atlas)


@pytest.mark.parametrize("text", ["RUX", "Rusia", "CHX", "kazakstan", "Q" * 3000])
def test_no_state_is_proposed_for_an_unknown_one(text: str) -> None:
    with pytest.raises(InputError) as fault:
        states(text, load_atlas())
    said = str(fault.value)
    assert text[:20] in said
    assert len(said) < 300
    rest = said.replace(repr(fault.value.value), "")
    named = [row for row in ROWS if re.search(rf"\b{re.escape(row['name_en'])}\b", rest)]
    assert named == []
    assert "nearest" not in said
