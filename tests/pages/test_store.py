"""What is kept is kept for each language that it is worded in."""

from pages.shared.store import kept
from routes.language import date, in_language, language


def test_what_has_words_is_kept_for_each_language() -> None:
    """A reader of one language does not get the words kept for another."""
    asked = []

    @kept(None)
    def worded(stated: str) -> str:
        asked.append(language())
        return f"{language()}: {date(stated)}"

    for _ in range(2):
        assert worded("2022-03") == "en: March 2022"
        with in_language("ru"):
            assert worded("2022-03").startswith("ru: ")
    assert asked == ["en", "ru"]


def test_what_has_no_words_is_kept_once() -> None:
    """The library is not read again for each language, and is read in that of the data."""
    asked = []

    @kept(None, in_words=False)
    def plain() -> list[int]:
        asked.append(language())
        return [1]

    with in_language("ru"):
        first = plain()
    assert plain() is first
    assert asked == ["en"]
