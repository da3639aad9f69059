"""Every sentence that a reader sees, by id, in the languages that have a folder here.

How to add a message
--------------------
1. Write it in the file of its topic, `routes/language/en/TOPIC.ftl`. Its id begins with the topic,
   then says what it is; a comment above it says what fills each slot.

   .. code-block:: text

       # $good of $total corridors; $avoid are the states to avoid (Names).
       verdict-count = { $good ->
           [one] **{ $good } of { $total }** corridors bypasses { state-territory }
          *[other] **{ $good } of { $total }** corridors bypass { state-territory }
       }

2. Ask for it by that id, with every slot and no other:

   >>> from routes.language import Names, phrase
   >>> phrase("date-month", month=3, year=2022)
   'March 2022'

   In a template: `{{ t("card-length", km=length) }}`, or `{{ t_html(...) }}` where a slot is HTML
   already, such as a link (pages/shared/phrases.py). In the map's script:
   `script_phrases("map-script-")`, handed over as a dict.

3. Run `pytest tests/routes/language`. It refuses an id that is not there, a message that nothing
   asks for, a slot that is missing or too much, and HTML in a message.

Rules
-----
- A sentence is one message. Do not join clauses in code that another language would put in another
  order: choose among variants inside the message. Clauses that stand beside each other, as in a
  list, may be joined.
- A slot takes text, a whole number, or `Names`. Whole numbers choose plurals and are printed
  without marks (a year stays 2022). All other numbers and all dates are formatted first, by
  `number`, `km` and `date`, which know the language: `phrase("card-length", km=km(length_km))`.
- States and places are given by id, as `Names`, and printed by `NAMES($avoid)`. Another language
  writes them in its `name.ftl`: `name-state-RU = Россия`, and below it `.genitive = России` for
  `NAMES($avoid, form: "genitive")`. `COUNT($avoid)`, and `ID($avoid)`, which is the id of the only
  one, choose among variants.
- The id is written out where it is used. It may end in one code of a closed set:
  `phrase(f"verdict-answer-{answer}")`.
- Plain text goes in and comes out. Markdown's `**` is allowed, HTML is not; whoever makes HTML
  escapes. No marks of direction are put around slots, as Fluent does by default.
- The language is that of the run or request (`use_language`, at its begin). What is kept between
  runs must not be text, or must have `language()` in its key.

How to add a language
---------------------
Copy `en/` to a folder named by its tag and translate it. What is not there yet is answered in
English; a message that is there needs those that it refers to. `Catalogue.check` names a message or
a slot that English does not have. Messages are formatted by `fluent.runtime`, plurals are those of
Babel, and what was formatted is kept (docs/decisions/0008).
"""

from routes.language.catalogue import (
    SOURCE,
    Catalogue,
    MessageError,
    in_language,
    language,
    listed,
    load_catalogue,
    phrase,
    phrase_parts,
    script_phrases,
    use_language,
)
from routes.language.names import (
    avoided,
    named,
    quantity_name,
    sentence,
    state_names,
    states,
    territory,
)
from routes.language.numbers import date, km, measured, number
from routes.language.slots import Names, Slot

__all__ = [
    "SOURCE",
    "Catalogue",
    "MessageError",
    "Names",
    "Slot",
    "avoided",
    "date",
    "in_language",
    "km",
    "language",
    "listed",
    "load_catalogue",
    "measured",
    "named",
    "number",
    "phrase",
    "phrase_parts",
    "quantity_name",
    "script_phrases",
    "sentence",
    "state_names",
    "states",
    "territory",
    "use_language",
]
