"""A search folds what readers type differently, and knows names in three languages."""

from __future__ import annotations

import pytest

from routes.evidence.search import Index, folded, within
from routes.files.load import load_tables

INDEX = Index(load_tables())


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("constanta", "Poti–Constanţa"),
        ("baku-supsa", "Baku–Supsa pipeline"),
        ("BAKI", "Bakı"),
        ("Роттердам", "turned over at Rotterdam"),
        ("новороссийске", "портовый комплекс в Новороссийске"),
        ("Атырау", "Atyrau–Samara"),
        ("Түрікменбашы", "Turikmenbashy"),
        ("rotterdam kazakh", "Kazakh cargoes at Rotterdam"),
    ],
    ids=["accent", "dash", "dotless i", "Cyrillic", "same script", "y", "Kazakh", "two words"],
)
def test_it_finds(words: str, text: str) -> None:
    assert within(words, text)


@pytest.mark.parametrize("words", ["rotterdam ceyhan", "Роттердам Джейхан", "roterdam"])
def test_every_word_has_to_be_there(words: str) -> None:
    assert not within(words, "turned over at Rotterdam")


def test_a_thing_is_found_by_its_names() -> None:
    assert within("каспийский", INDEX.names(["cpc"]))
    assert within("құбыр", INDEX.names(["cpc"]))
    assert within("Сангачал", INDEX.names(["btc"])), "a leg by its ends"
    assert INDEX.names(["nothing"]) == ""


def test_folding_twice_changes_nothing() -> None:
    for text in ("Қазақстан", "Türkiye", "“A” – b", "Ёлка"):
        assert folded(folded(text)) == folded(text)
