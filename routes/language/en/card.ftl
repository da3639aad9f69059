### The picture beside a link, in few words.

# What stands above the words.
card-page-Timeline = What happened to Kazakhstan’s ways out
card-page-Sources = Sources

# What is asked: $avoid are the states to avoid (Names), $when is the year or said-article.
card-facts = { COUNT($avoid) ->
    [0] No state to avoid · { $when }
    [1] Avoiding { NAMES($avoid) } · { $when }
    [2] Avoiding { NAMES($avoid) } · { $when }
    [3] Avoiding { NAMES($avoid) } · { $when }
   *[other] Avoiding { COUNT($avoid) } states · { $when }
}
# By the lines of control, not by the borders of the UN.
card-control = { $facts } · lines of control
card-version = data of { $version }
# Of a link that could not be read in whole.
card-unread = Not all of the link could be read; the usual view stands in its place.
# A year of which too little is known.
card-not-known = not known
# Where a text was cut.
card-more = { $text } …
# What is counted.
card-count-corridors = { $n ->
    [one] corridor
   *[other] corridors
}
card-count-legs = { $n ->
    [one] leg, judged by its line
   *[other] legs, judged by their lines
}
card-count-places = { $n ->
    [one] place with its position
   *[other] places with their positions
}
card-count-tests = { $n ->
    [one] test
   *[other] tests for each verdict
}
card-count-sources = { $n ->
    [one] source
   *[other] sources
}
card-count-figures = { $n ->
    [one] figure
   *[other] figures
}
card-count-quotes = { $n ->
    [one] passage of the article
   *[other] passages of the article
}
card-count-endnotes = { $n ->
    [one] endnote
   *[other] endnotes
}
