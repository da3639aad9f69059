"""Words in a picture: their width, how they break, and what the font has no form for."""

from __future__ import annotations

import pytest

from publish.drawing.letters import lines, printable, width


def test_a_width_is_that_of_the_font() -> None:
    """Advances of Source Sans Pro Regular, of 1000 units to the em, read from its table `hmtx`."""
    assert width("o", 100) == pytest.approx(54.2, abs=0.6)
    assert width("Atyrau", 20) == pytest.approx(2 * width("Atyrau", 10))
    assert width("Atyrau", 20, 700) > width("Atyrau", 20, 400)


def test_lines_fit_their_room() -> None:
    text = "By Aktau, Sangachal jetty and Novorossiysk (Sheskharis) " * 4
    broken = lines(text, 12, 200)
    assert len(broken) > 4
    assert all(width(line, 12) <= 200 for line in broken)
    assert " ".join(broken) == text.strip()


def test_an_address_is_cut_where_a_part_of_it_ends() -> None:
    address = "https://example.org/?" + "&".join(f"parameter{n}=value{n}" for n in range(20))
    broken = lines(address, 12, 300)
    assert "".join(broken) == address
    assert all(line.endswith("&") for line in broken[:-1])
    assert all(width(line, 12) <= 300 for line in broken)


def test_a_narrow_room_holds_no_line_up() -> None:
    assert lines("Novorossiysk", 12, 1) == list("Novorossiysk")
    assert lines("", 12, 100) == []


def test_kazakh_is_printed_and_what_has_no_form_is_not() -> None:
    kazakh = "Өзен–Атырау, Ақтау, Құлсары, Ұлытау, Үстірт, Һ, І, Ғ, Ә"
    assert printable(kazakh) == kazakh
    assert printable("✓ bypasses → ✕ ◐") == "✓ bypasses → × ◆"
    assert printable("中\u0000😀ש") == "????"
