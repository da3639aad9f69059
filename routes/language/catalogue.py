"""Format messages by their id in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from routes.language.read import read_messages
from routes.language.slots import Names, Slot
from routes.model.errors import DataError, MultivectorError, nearest_name

if TYPE_CHECKING:
    from routes.language.bundle import Bundle
    from routes.language.entries import Entry

SOURCE = "en"
"""The language in which messages are written first: it has all of them."""
NAMES = "name"
"""The topic in which a language writes names by id, and declines them. English has none: the names
in the data are English."""
KEPT = 8192
"""How many formatted messages are kept, those asked for last: two dozen pages' worth."""


class MessageError(MultivectorError):
    """Report a message asked for with a wrong id or with wrong slots: a slip in the code."""


class _Voice:
    """The messages of one language; a file is parsed when its first message is asked for."""

    def __init__(self, catalogue: Catalogue, lang: str, files: Mapping[str, str]) -> None:
        self.lang, self.catalogue = lang, catalogue
        self.files = {file.rpartition("/")[2].removesuffix(".ftl"): file for file in files}
        self.texts = files
        self.entries: dict[str, dict[str, Entry]] = {}
        self.slots: dict[str, frozenset[str]] = {}
        self.lock = Lock()

    @cached_property
    def bundle(self) -> Bundle:
        # Fluent and Babel are not imported by a program that prints no message.
        from routes.language.bundle import Bundle

        return Bundle(self.lang, self.form)

    def topic(self, topic: str) -> dict[str, Entry]:
        """Return the messages of a topic, none if the language has no such file."""
        if topic not in self.entries:
            with self.lock:
                if topic not in self.entries:
                    self.entries[topic] = self._parsed(topic)
        return self.entries[topic]

    def _parsed(self, topic: str) -> dict[str, Entry]:
        from routes.language.entries import parse_entries

        file = self.files.get(topic)
        if file is None:
            return {}
        resource, found = parse_entries(file, self.texts[file])
        self.bundle.add(resource)
        return found

    def own(self, message: str) -> Entry | None:
        return self.topic(message.lstrip("-").partition("-")[0].partition(".")[0]).get(message)

    def form(self, names: Names, form: str) -> str:
        """Return names as a list, each as this language writes it; else as it was given."""
        ending = f".{form}" if form else ""
        topic = self.topic(NAMES)
        words = []
        for key, name in names.names:
            own = f"{NAMES}-{names.kind}-{key}{ending}"
            words.append("".join(self.bundle.pieces(own, {})) if own in topic else name)
        return self.catalogue.listed(words, self.lang)


class Catalogue:
    """Hold the messages of every language. Read once; safe to use from many threads.

    Parameters
    ----------
    texts
        Language → path from the root of the repository → messages in Fluent's syntax; see
        `read_messages`. What a language lacks is taken from the one it is a variant of (en for
        en-XA), then from English.

    Raises
    ------
    DataError
        If English is missing.
    """

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        if SOURCE not in texts:
            cure = "bring the folder back from the repository"
            raise DataError(f"routes/language/{SOURCE}", None, "no messages are here", cure)
        self._voices = {lang: _Voice(self, lang, files) for lang, files in texts.items()}
        # By type too: a text that is safe as HTML equals one that is not, and True equals 1.
        self._kept = lru_cache(maxsize=KEPT, typed=True)(self._made)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have a folder, by tag."""
        return tuple(self._voices)

    def format(self, message: str, /, lang: str = SOURCE, **slots: Slot) -> str:
        """Format a message.

        Parameters
        ----------
        message
            Its id; an attribute as `id.attribute`.
        lang
            Tag of the language.
        **slots
            What fills its slots, all of them and no others. Plain text: nothing is escaped here.

        Returns
        -------
        Plain text, to be escaped by whoever puts it in HTML.

        Raises
        ------
        MessageError
            If there is no such message, or its slots are others.
        """
        return "".join(self._pieces(message, lang, slots))

    def parts(self, message: str, /, lang: str = SOURCE, **slots: Slot) -> list[str]:
        """Format a message without joining its pieces: a slot's text is the object given.

        So one who builds HTML can escape the text and keep a slot that is HTML already.

        Parameters
        ----------
        message, lang, **slots
            As in `format`.
        """
        return list(self._pieces(message, lang, slots))

    def _pieces(self, message: str, lang: str, slots: Mapping[str, Slot]) -> tuple[str, ...]:
        try:
            return self._kept(message, lang, **slots)
        except TypeError:  # what is given cannot be looked up: this names the slot
            return self._made(message, lang, **slots)

    def _made(self, message: str, lang: str, /, **slots: Slot) -> tuple[str, ...]:
        home, wanted = self._found(lang, message)
        if slots.keys() != wanted:
            raise MessageError(_misfit(message, wanted, slots))
        try:
            return home.bundle.pieces(message, slots)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise MessageError(f"message '{message}': {error}") from error

    def for_script(self, prefix: str, lang: str = SOURCE) -> dict[str, str]:
        """Return the messages whose id begins so, for a script in the browser.

        A slot stays as `{name}`, for the script to fill in; a message that chooses by a slot is
        formatted in Python instead.

        Parameters
        ----------
        prefix
            Begin of their ids, and of no other's: `map-script-`.
        lang
            Tag of the language.

        Returns
        -------
        Text by the rest of its id.

        Raises
        ------
        MessageError
            If no id begins so.
        """
        found = {}
        for message in self.ids():
            if message.startswith(prefix):
                marks = {slot: f"{{{slot}}}" for slot in self.slots(message)}
                found[message.removeprefix(prefix)] = self.format(message, lang, **marks)
        if not found:
            raise MessageError(f"no message begins with '{prefix}'")
        return found

    def listed(self, words: Iterable[str], lang: str = SOURCE) -> str:
        """Join words as a sentence does: a, b and c.

        Parameters
        ----------
        words
            In their order; none give an empty text.
        lang
            Tag of the language.
        """
        every = list(words)
        if len(every) < 2:
            return every[0] if every else ""
        comma, last = self.format("common-list.comma", lang), self.format("common-list.last", lang)
        return f"{comma.join(every[:-1])}{last}{every[-1]}"

    def ids(self, lang: str = SOURCE) -> list[str]:
        """Return the ids of all messages that a language has of its own, terms left out.

        Parameters
        ----------
        lang
            Tag of the language, which has a folder.
        """
        voice = self._voices[lang]
        found = (message for topic in voice.files for message in voice.topic(topic))
        return sorted(message for message in found if not message.startswith("-"))

    def slots(self, message: str) -> frozenset[str]:
        """Return the names of the slots that a call of a message must fill.

        Parameters
        ----------
        message
            Its id.
        """
        return self._found(SOURCE, message)[1]

    def check(self) -> None:
        """Parse everything, and hold every language to English.

        Raises
        ------
        DataError
            If a file cannot be parsed, a language has no rule of plurals, a message refers to one
            that its language has not or to itself, or a translation has an id or a slot that
            English has not.
        """
        for lang, voice in self._voices.items():
            for topic in voice.files:
                for message, entry in voice.topic(topic).items():
                    self._check(lang, message, entry)

    def _check(self, lang: str, message: str, entry: Entry) -> None:
        voice, source = self._voices[lang], self._voices[SOURCE]
        own = _uses(voice, message)
        if lang == SOURCE or message.startswith("-") or self._own_form(lang, message):
            return
        if source.own(message) is None:
            cure = nearest_name(message, self.ids()) or "English has every message first"
            raise DataError(entry.file, entry.line, f"English has no message '{message}'", cure)
        more = own - _uses(source, message)
        if more:
            cure = f"the message is given {_named(self.slots(message))}"
            fault = f"message '{message}' uses {_named(more)}, which it is not given"
            raise DataError(entry.file, entry.line, fault, cure)

    def _own_form(self, lang: str, message: str) -> bool:
        """Return whether a message is a name or a grammatical form, which English need not have.

        The form of a message is one that another message of its language refers to, such as
        `date-name.genitive`.
        """
        if message.startswith(f"{NAMES}-"):
            return True
        head, _, form = message.partition(".")
        if not form or self._voices[SOURCE].own(head) is None:
            return False
        voice = self._voices[lang]
        every = (entry for topic in voice.files for entry in voice.topic(topic).values())
        return any(message in entry.references for entry in every)

    def _found(self, lang: str, message: str) -> tuple[_Voice, frozenset[str]]:
        """Return the language that has a message, and the slots that a call of it must fill.

        Raises
        ------
        MessageError
            If no language in question has it.
        """
        source = self._voices[SOURCE]
        for one in _chain(lang, self._voices):
            voice = self._voices[one]
            if voice.own(message) is not None:
                _uses(voice, message)
                return voice, _uses(source, message)
        cure = nearest_name(message, self.ids())
        raise MessageError(f"no message '{message}'; {cure or 'add it to the catalogue'}")


def _uses(voice: _Voice, message: str, above: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the slots of a message and of all that it refers to, which this parses."""
    known = voice.slots.get(message)
    if known is not None:
        return known
    entry = voice.own(message)
    if entry is None:
        return frozenset()
    if message in above:
        fault = f"message '{message}' refers to itself"
        raise DataError(entry.file, entry.line, fault, f"by way of {', '.join(above)}")
    for other in entry.references:
        if voice.own(other) is None:
            near = nearest_name(other, voice.topic(other.lstrip("-").partition("-")[0]))
            fault = f"message '{message}' refers to '{other}', which is not there"
            raise DataError(entry.file, entry.line, fault, near or f"add it in '{voice.lang}'")
    below = (_uses(voice, other, (*above, message)) for other in entry.references)
    voice.slots[message] = found = entry.slots.union(*below)
    return found


def _chain(lang: str, known: Iterable[str]) -> list[str]:
    """List the languages in which a message is looked for: ru-KZ, ru, en."""
    wanted = dict.fromkeys((lang, lang.partition("-")[0], SOURCE))
    return [one for one in wanted if one in known]


def _named(slots: Iterable[str]) -> str:
    return ", ".join(f"${slot}" for slot in sorted(slots)) or "no slot"


def _misfit(message: str, slots: frozenset[str], given: Mapping[str, object]) -> str:
    told = []
    if missing := slots - given.keys():
        told.append(f"is not given {_named(missing)}")
    if more := given.keys() - slots:
        told.append(f"has no slot {_named(more)}; it has {_named(slots)}")
    return f"message '{message}' " + " and ".join(told)


@cache
def _read() -> Catalogue:
    return Catalogue(read_messages())


def load_catalogue() -> Catalogue:
    """Return the catalogue of this house, read once."""
    return _read()


_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """Return the tag of the language in which this run or request is answered."""
    return _language.get()


def use_language(lang: str) -> None:
    """Answer in a language from here to the end of this run or request.

    Parameters
    ----------
    lang
        BCP 47 tag; one without messages of its own is answered in English.
    """
    _language.set(lang)


@contextmanager
def in_language(lang: str) -> Iterator[None]:
    """Answer in a language within a block.

    Parameters
    ----------
    lang
        BCP 47 tag.
    """
    token = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(token)


def phrase(message: str, /, lang: str | None = None, **slots: Slot) -> str:
    """Format a message in the reader's language; see `Catalogue.format`.

    Parameters
    ----------
    message
        Its id, written out where it is called, so that tests find it.
    lang
        Tag of another language than the reader's.
    **slots
        What fills its slots.

    Returns
    -------
    Plain text; nothing is escaped.

    Raises
    ------
    MessageError
        If there is no such message, or its slots are others.
    """
    return load_catalogue().format(message, lang or _language.get(), **slots)


def phrase_parts(message: str, /, **slots: Slot) -> list[str]:
    """Format a message in the reader's language in pieces; see `Catalogue.parts`.

    Parameters
    ----------
    message, **slots
        As in `phrase`.
    """
    return load_catalogue().parts(message, _language.get(), **slots)


def script_phrases(prefix: str) -> dict[str, str]:
    """Return messages in the reader's language for a script; see `Catalogue.for_script`.

    Parameters
    ----------
    prefix
        Begin of their ids.
    """
    return load_catalogue().for_script(prefix, _language.get())


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence of the reader's language does: a, b and c.

    Parameters
    ----------
    words
        In their order; none give an empty text.
    """
    return load_catalogue().listed(words, _language.get())
