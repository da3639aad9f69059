"""Who we are, above the first sentence."""

from __future__ import annotations

from html import unescape

import pytest

from pages.shared.cards import lead
from pages.shared.cards.about import about
from routes.model.terms import ARTICLE_YEAR


def test_the_first_page_says_what_it_is_for_whom_and_what_the_article_is() -> None:
    told = about()
    html = lead.lead_html("In 2022 …", "4 of 6 …")
    text = unescape(html)
    line, folded = text.index("<summary>"), text.index("</summary>")
    for seen in (told.line, told.article.sentence):
        assert line < text.index(seen) < folded, "it is seen without a click"
    assert folded < text.index("mv-room"), "it stands above the sentence"
    for more in (told.for_whom, told.why):
        assert more in text
    assert str(ARTICLE_YEAR) in told.why
    article = told.article
    for part in (article.author, article.title, article.date, article.publisher):
        assert part in article.sentence
    assert f'<a href="{article.url}"' in text
    assert article.url.startswith("https://")


def test_what_a_table_says_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    told = about()
    hostile = '<script>"'
    other = type(told.article)(hostile, hostile, hostile, hostile, f"https://a/{hostile}", hostile)
    article = type(told)(told.line, told.for_whom, told.why, other)
    monkeypatch.setattr(lead, "about", lambda: article)
    assert "<script" not in lead.about_html()
