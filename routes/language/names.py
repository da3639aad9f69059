"""Name states and quantities, and join clauses, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routes.language.catalogue import phrase
from routes.language.slots import Names
from routes.model.names import quantity_words


def named(kind: str, *names: tuple[str, str]) -> Names:
    """Return things by id, as a slot takes them.

    Parameters
    ----------
    kind
        `corridor`, `gate`, or `part`: a leg, a place, a transfer or a field.
    *names
        Id and name of each, in the order in which they are listed.
    """
    return Names(kind, names)


def sentence(clauses: Iterable[str]) -> str:
    """Join clauses to a sentence.

    >>> sentence(["one does", "two do not"])
    'One does; two do not.'

    Parameters
    ----------
    clauses
        In their order, without marks at their ends.
    """
    text = phrase("common-sentence", clauses=phrase("common-sentence.joint").join(clauses))
    return f"{text[:1].upper()}{text[1:]}"


def state_names(codes: Iterable[str], names: Mapping[str, str]) -> Names:
    """Return states by id, as a slot takes them, sorted by code.

    Parameters
    ----------
    codes
        ISO 3166-1 alpha-2.
    names
        Names by code; a state without one is named by its code.
    """
    return Names("state", tuple((code, names.get(code, code)) for code in sorted(codes)))


def territory(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Format the territory of the states to avoid.

    >>> territory(["RU"], {"RU": "Russia"}), territory(["CN"], {"CN": "China"})
    ('Russian territory', 'the territory of China')

    Parameters
    ----------
    codes, names
        As in `state_names`. Within a sentence give it `state_names` instead, and refer to
        `{ state-territory }`.
    """
    return phrase("state-territory", avoid=state_names(codes, names))


def avoided(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Format the states to avoid, or count them where their names would fill a sentence.

    >>> avoided(["RU"], {"RU": "Russia"}), avoided(["BY", "CN", "RU"], {})
    ('Russia', 'the 3 states to avoid')

    Parameters
    ----------
    codes, names
        As in `state_names`.
    """
    return phrase("state-avoided", avoid=state_names(codes, names))


def states(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Format a list of states by name, those to avoid or any others.

    >>> states(["RU", "BY"], {"RU": "Russia", "BY": "Belarus"})
    'Belarus and Russia'

    Parameters
    ----------
    codes, names
        As in `state_names`.
    """
    return phrase("state-list", states=state_names(codes, names))


def quantity_name(quantity: str, names: Mapping[str, str] | None = None) -> str:
    """Format the name of a quantity of figures.csv: what was counted, without the unit.

    >>> quantity_name("kazakh_oil_forecast"), quantity_name("stake_percent:BP")
    ('Kazakh oil, forecast', 'stake of BP')

    Parameters
    ----------
    quantity
        As in the table, with the holder of a stake after a colon.
    names
        Names of states by code, for a length in one of them.
    """
    words, _, holder = quantity.partition(":")
    named = Names("quantity", ((words, quantity_words(words, names)),))
    if holder:
        return phrase("quantity-held", quantity=named, holder=holder)
    return phrase("quantity-name", quantity=named)
