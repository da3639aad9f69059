"""Templates ask for messages; nothing hostile gets through, nothing safe is escaped twice."""

import jinja2
import pytest
from markupsafe import Markup, escape

from pages.shared.phrases import GLOBALS, phrase_html
from routes.language import MessageError

HOSTILE = '<script>alert("1")</script> & {{ 1 }}'


def render(source: str, **values: object) -> str:
    """Render a template with the messages."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.globals.update(GLOBALS)
    return environment.from_string(source).render(**values)


def test_what_a_message_is_given_is_escaped() -> None:
    """A hostile value is text in HTML, by either function."""
    for name in ("t", "t_html"):
        made = render(f'{{{{ {name}("number-km", value=value) }}}}', value=HOSTILE)
        assert made == f"{escape(HOSTILE)} km"


def test_a_slot_that_is_html_stays_so() -> None:
    """A link in a sentence is a link; the words around it are escaped."""
    link = Markup('<a href="#x">a &amp; b</a>')
    made = phrase_html("source-event", date="1 < 2", title=link)
    assert made == f"1 &lt; 2: {link}"
    assert isinstance(made, Markup)
    assert render('{{ t_html("source-event", date=d, title=x) }}', d="1 < 2", x=link) == made


def test_a_slip_in_a_template_raises() -> None:
    """No reader sees an id or an empty slot."""
    for source in ('{{ t("no-such") }}', '{{ t("number-km") }}', '{{ t("number-km", value=1.5) }}'):
        with pytest.raises(MessageError):
            render(source)
    with pytest.raises((MessageError, jinja2.UndefinedError)):
        render('{{ t("number-km", value=missing) }}')
