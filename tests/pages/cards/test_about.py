"""Who we are, in a few lines: what the tables say, and nothing that they do not."""

from pages.shared.cards.about import about
from pages.shared.view.model import View
from routes.files.load import load_moved, load_tables
from routes.model.terms import ARTICLE_MONTH
from routes.network import moved


def test_the_article_is_named_as_its_row_has_it() -> None:
    article = about().article
    row = next(row for row in load_tables().sources if row.source_id == "blank2022")
    assert article.title == "Kazakhstan asserts its independent foreign policy"
    assert article.title in row.title
    assert article.author == "Stephen Blank"
    assert article.publisher == row.publisher
    assert (row.date, article.date) == ("2022-08-26", "26 August 2022")
    assert article.url == row.url
    for part in (article.title, article.author, article.publisher, article.date):
        assert part in article.sentence


def test_why_this_year_is_what_the_tables_tell() -> None:
    """It is the year that a bare link opens on; the months are those of events of CPC."""
    why = about().why
    assert View.model_fields["year"].default == ARTICLE_MONTH.year == 2022
    assert why.startswith("Why 2022:")
    told = {
        row.date[:7]
        for row in load_tables().events
        if "cpc" in row.subject_ids.split("|") and row.in_article == "yes"
    }
    for month, name in (("2022-03", "March"), ("2022-06", "June"), ("2022-07", "July")):
        assert month in told
        assert name in why


def test_most_of_the_oil_leaves_by_the_caspian_pipeline() -> None:
    """The word *most* is a number: more than half of what left in the year."""
    carried = moved.read(load_moved())[ARTICLE_MONTH.year].corridors["cpc"]
    assert carried is not None
    assert carried.share_low is not None
    assert carried.share_low > 0.5
    assert "by which most of Kazakhstan’s oil leaves" in about().why
