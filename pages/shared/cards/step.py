"""Draw a step of the story: the article's passages, what the map shows, what the text claims."""

from __future__ import annotations

from dataclasses import dataclass

from pages.shared.cards.citations import Citations
from pages.shared.cards.passages import Passage, passage, with_legend
from pages.shared.cards.template import Template
from routes.model.rows import StoryStep
from routes.model.tables import Tables


@dataclass(frozen=True)
class StepCard:
    """A step of the story.

    Attributes
    ----------
    number, total
        Which step of how many.
    title
        What it is about.
    quotes
        Passages of the article.
    says_map
        What the map shows, with computed numbers.
    says_text
        What the text only claims.
    left_open
        What the author leaves open, or "".
    """

    number: int
    total: int
    title: str
    quotes: tuple[Passage, ...]
    says_map: str
    says_text: str
    left_open: str


CARD = Template("step.html", StepCard)


def step_html(step: StoryStep, says_map: str, total: int, tables: Tables, as_article: bool) -> str:
    """Render a step of the story.

    Parameters
    ----------
    step, says_map, total, tables, as_article
        As in `step_card`.

    Returns
    -------
    HTML in which every value is escaped, with what is left out as the article saw it.
    """
    return with_legend(CARD.fill(step_card(step, says_map, total, tables, as_article)), as_article)


def step_card(
    step: StoryStep, says_map: str, total: int, tables: Tables, as_article: bool
) -> StepCard:
    """Build the card of a step.

    Parameters
    ----------
    step
        The step.
    says_map
        What the map shows, its numbers filled in.
    total
        How many steps there are.
    tables
        What people wrote.
    as_article
        Leave out of the remarks what is later than the article.
    """
    cite = Citations(tables, as_article)
    quotes = {quote.quote_id: quote for quote in tables.quotes}
    return StepCard(
        number=step.step,
        total=total,
        title=step.title,
        quotes=tuple(
            passage(quotes[quote_id], cite, as_article) for quote_id in step.quote_ids.split("|")
        ),
        says_map=says_map,
        says_text=step.says_text,
        left_open=step.left_open or "",
    )
