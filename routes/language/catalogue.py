"""Format messages by their id in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from routes.language.compile import Compiled, Names, Slot, Write, compile_file
from routes.language.plurals import PLURALS, plural_of
from routes.language.read import read_messages
from routes.model.errors import DataError, MultivectorError, nearest_name

SOURCE = "en"
"""The language in which messages are written first: it has all of them."""
NAMES = "name"
"""The topic in which a language writes names by id, and declines them. English has none: the names
in the data are English."""


class MessageError(MultivectorError):
    """Report a message asked for with a wrong id or with wrong slots: a slip in the code."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A message in the language that has it, with the slots that a call must fill."""

    write: Write
    constant: str | None
    slots: frozenset[str]


class _Voice:
    """The messages of one language; a file is compiled when its first message is asked for."""

    def __init__(self, catalogue: Catalogue, lang: str, files: Mapping[str, str]) -> None:
        plural = plural_of(lang)
        if plural is None:
            cure = f"add its rule to routes/language/plurals.py, which has {', '.join(PLURALS)}"
            raise DataError(f"routes/language/{lang}", None, "no rule of plurals is known", cure)
        self.plural = plural
        self.lang, self.catalogue = lang, catalogue
        self.files = {file.rpartition("/")[2].removesuffix(".ftl"): file for file in files}
        self.texts = files
        self.compiled: dict[str, dict[str, Compiled]] = {}
        self.ready: dict[str, _Ready] = {}
        self.joints: tuple[str, str] | None = None

    def topic(self, topic: str) -> dict[str, Compiled]:
        """Return the messages of a topic; two threads that ask at once do the work twice."""
        if topic not in self.compiled:
            file = self.files.get(topic)
            self.compiled[topic] = compile_file(file, self.texts[file], self) if file else {}
        return self.compiled[topic]

    def own(self, message: str) -> Compiled | None:
        return self.topic(message.lstrip("-").partition("-")[0].partition(".")[0]).get(message)

    def find(self, message: str) -> Write:
        return self.catalogue.find(message, self.lang)

    def form(self, names: Names, form: str) -> str:
        """Return names as a list, each as this language writes it; else as it was given."""
        ending = f".{form}" if form else ""
        topic = self.topic(NAMES)
        words = []
        for key, name in names.names:
            own = topic.get(f"{NAMES}-{names.kind}-{key}{ending}") if topic else None
            words.append(own.constant or name if own else name)
        return self.listed(words)

    def listed(self, words: list[str]) -> str:
        """Join words as a sentence does."""
        if len(words) < 2:
            return words[0] if words else ""
        if self.joints is None:
            comma = self.catalogue.format("common-list.comma", self.lang)
            self.joints = comma, self.catalogue.format("common-list.last", self.lang)
        comma, last = self.joints
        return f"{comma.join(words[:-1])}{last}{words[-1]}"


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
        If English is missing, or a language has no rule of plurals.
    """

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        if SOURCE not in texts:
            cure = "bring the folder back from the repository"
            raise DataError(f"routes/language/{SOURCE}", None, "no messages are here", cure)
        self._voices = {lang: _Voice(self, lang, files) for lang, files in texts.items()}

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
        ready = self._ready(lang, message)
        if slots.keys() != ready.slots:
            raise MessageError(_misfit(message, ready.slots, slots))
        if ready.constant is not None:
            return ready.constant
        out: list[str] = []
        try:
            ready.write(slots, out)
        except TypeError as error:
            raise MessageError(f"message '{message}': {error}") from error
        return "".join(out)

    def parts(self, message: str, /, lang: str = SOURCE, **slots: Slot) -> list[str]:
        """Format a message without joining its pieces: a slot's value is the object given.

        So one who builds HTML can escape the text and keep a slot that is HTML already.
        """
        ready = self._ready(lang, message)
        if slots.keys() != ready.slots:
            raise MessageError(_misfit(message, ready.slots, slots))
        out: list[str] = []
        ready.write(slots, out)
        return out

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
                ready = self._ready(lang, message)
                marks = {slot: f"{{{slot}}}" for slot in ready.slots}
                found[message.removeprefix(prefix)] = self.format(message, lang, **marks)
        if not found:
            raise MessageError(f"no message begins with '{prefix}'")
        return found

    def find(self, message: str, lang: str) -> Write:
        """Return a message or term as a function, for another message that refers to it.

        Parameters
        ----------
        message
            Its id, a term's with its dash.
        lang
            Tag of the language.
        """
        return self._ready(lang, message).write

    def listed(self, words: Iterable[str], lang: str = SOURCE) -> str:
        """Join words as a sentence does: a, b and c.

        Parameters
        ----------
        words
            In their order; none give an empty text.
        lang
            Tag of the language.
        """
        return self._voice(lang).listed(list(words))

    def ids(self, lang: str = SOURCE) -> list[str]:
        """Return the ids of all messages that a language has of its own, terms left out."""
        voice = self._voices[lang]
        found = (message for topic in voice.files for message in voice.topic(topic))
        return sorted(message for message in found if not message.startswith("-"))

    def slots(self, message: str) -> frozenset[str]:
        """Return the names of the slots that a call of a message must fill."""
        return self._ready(SOURCE, message).slots

    def check(self) -> None:
        """Compile everything, and hold every language to English.

        Raises
        ------
        DataError
            If a file cannot be compiled, a message refers to one that is not there or to itself,
            or a translation has an id or a slot that English has not.
        """
        for lang, voice in self._voices.items():
            for topic in voice.files:
                for message, made in voice.topic(topic).items():
                    self._check(lang, message, made)

    def _check(self, lang: str, message: str, made: Compiled) -> None:
        own = self._uses(lang, message, ())
        if lang == SOURCE or message.startswith("-") or self._own_form(lang, message):
            return
        source = self._voices[SOURCE].own(message)
        if source is None:
            cure = nearest_name(message, self.ids()) or "English has every message first"
            raise DataError(made.file, made.line, f"English has no message '{message}'", cure)
        more = own - self._uses(SOURCE, message, ())
        if more:
            cure = f"the message is given {_named(self.slots(message))}"
            fault = f"message '{message}' uses {_named(more)}, which it is not given"
            raise DataError(made.file, made.line, fault, cure)

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
        every = (made for topic in voice.files for made in voice.topic(topic).values())
        return any(message in made.references for made in every)

    def _voice(self, lang: str) -> _Voice:
        return self._voices.get(lang) or self._voices[_chain(lang, self._voices)[0]]

    def _ready(self, lang: str, message: str) -> _Ready:
        """Return a message in a language or in the one it falls back on."""
        voice = self._voice(lang)
        ready = voice.ready.get(message)
        if ready is None:
            made, home = self._home(lang, message)
            if made is None:
                cure = nearest_name(message, self.ids())
                raise MessageError(f"no message '{message}'; {cure or 'add it to the catalogue'}")
            contract = self._home(SOURCE, message)
            slots = self._uses(contract[1], message, ())
            self._uses(home, message, ())
            ready = voice.ready[message] = _Ready(made.write, made.constant, slots)
        return ready

    def _home(self, lang: str, message: str) -> tuple[Compiled | None, str]:
        for one in _chain(lang, self._voices):
            made = self._voices[one].own(message)
            if made is not None:
                return made, one
        return None, lang

    def _uses(self, lang: str, message: str, above: tuple[str, ...]) -> frozenset[str]:
        """Return the slots of a message and of all that it refers to."""
        made, home = self._home(lang, message)
        if made is None:
            return frozenset()
        if message in above:
            fault = f"message '{message}' refers to itself"
            raise DataError(made.file, made.line, fault, f"by way of {', '.join(above)}")
        for other in made.references:
            if self._home(home, other)[0] is None:
                cure = nearest_name(other, self.ids()) or "add it"
                fault = f"message '{message}' refers to '{other}', which is not there"
                raise DataError(made.file, made.line, fault, cure)
        below = (self._uses(home, other, (*above, message)) for other in made.references)
        return made.slots.union(*below)


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
    """Format a message in the reader's language in pieces; see `Catalogue.parts`."""
    return load_catalogue().parts(message, _language.get(), **slots)


def script_phrases(prefix: str) -> dict[str, str]:
    """Return messages in the reader's language for a script; see `Catalogue.for_script`."""
    return load_catalogue().for_script(prefix, _language.get())


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence of the reader's language does: a, b and c."""
    return load_catalogue().listed(words, _language.get())
