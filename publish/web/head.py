"""Write title, preview and language into a page, in place of what Streamlit's has for every app.

This much is known before the data are read; `preview.py` knows the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import jinja2
from markupsafe import Markup

from publish.drawing.size import HEIGHT, WIDTH
from routes.language import language, phrase

SITE: Final = "Multivector"
LOCALES: Final = {"en": "en_GB"}
"""Languages as the Open Graph protocol writes them."""
TITLE: Final = re.compile(r"<title>[^<]*</title>", re.IGNORECASE)
LANG: Final = re.compile(r'<html lang="[^"]*"', re.IGNORECASE)
NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
AGENT: Final = re.compile(r'(?:<!--(?:(?!-->).)*-->\s*)?<link rel="service-desc"[^>]*>', re.DOTALL)
"""Where Streamlit's page sends programs: to an interface that is closed here."""
NOTHING: Final = Markup("")


@dataclass(frozen=True)
class Head:
    """What the head of a page says.

    Attributes
    ----------
    full_title
        Title of the browser's tab.
    title, description
        What a preview says.
    locale
        Language and country, as `en_GB`.
    url, image, oembed
        Absolute addresses of the view, its picture and its card for other pages; "" where the
        server does not know under which name it was asked.
    alt
        What the picture shows, in words.
    linked
        The same for machines, as JSON that is safe within a script; "" for nothing.
    site
        Name of the house.
    width, height
        Size of the picture in pixels.
    """

    full_title: str
    title: str
    description: str
    locale: str
    url: str = ""
    image: str = ""
    oembed: str = ""
    alt: str = ""
    linked: Markup = NOTHING
    site: str = SITE
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Written:
    """What is written into a page: HTML in which every value is escaped.

    Attributes
    ----------
    lang
        Its language.
    head
        In place of its title.
    without
        In place of what it says to who runs no script.
    """

    lang: str
    head: str
    without: str


@cache
def _template(name: str) -> jinja2.Template:
    folder = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    environment = jinja2.Environment(
        loader=folder, autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.globals["t"] = phrase
    return environment.get_template(name)


def written(head: Head, lang: str) -> Written:
    """Render what the head of a page says, and what it says to who runs no script.

    Parameters
    ----------
    head
        What it says.
    lang
        Language of the page.
    """
    return Written(
        lang,
        _template("head.html").render(model=head),
        _template("noscript.html").render(model=head),
    )


def with_head(html: str, new: Written) -> str:
    """Write a head into a page.

    Parameters
    ----------
    html
        The page.
    new
        What is written into it.
    """
    html = LANG.sub(lambda _: f'<html lang="{new.lang}"', html, count=1)
    html = TITLE.sub(lambda _: new.head, html, count=1)
    html = AGENT.sub("", html, count=1)
    return NOSCRIPT.sub(lambda _: new.without, html, count=1)


def with_start(html: str) -> str:
    """Write into a page what every page is about: before the data are read no more is known.

    Parameters
    ----------
    html
        The page.
    """
    return with_head(html, _start())


@cache
def _start() -> Written:
    title = phrase("about-line")
    whole = phrase("frame-title", page=title)
    lang = language()
    return written(Head(whole, title, phrase("said-start"), LOCALES[lang]), lang)
