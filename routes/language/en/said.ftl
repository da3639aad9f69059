### What a page says first, as plain text: the title and the sentence of a preview.

# Titles. $avoid are the states to avoid (Names), $when is the year or said-article.
said-title-Map = { COUNT($avoid) ->
    [0] Kazakhstan’s ways out, { $when }
   *[other] Which ways out of Kazakhstan bypass { state-avoided }? ({ $when })
}
said-article = as the article saw it
# $origin and $market are gates (Names).
said-title-Journeys = { COUNT($avoid) ->
    [0] { NAMES($origin) } to { NAMES($market) }: every way
   *[other] { NAMES($origin) } to { NAMES($market) }: which ways bypass { state-avoided }?
}
# $what is what closes, as closure-what has it; none where nothing does.
said-title-Closure = { $what ->
    [none] How Kazakhstan’s oil left in { $year }, and what a closure would stop
   *[other] What if: { $what }
}
said-title-Trend = Does Kazakhstan’s oil leave by more ways than before?
said-title-Method = How it is computed, and how sure it is

# An event: its date, and what the map shows of it.
said-event = { $date }. { $shows }
# How much there is of each kind of thing.
said-sources = { $sources }, { $figures }, { $quotes }, { $endnotes }; { $unsourced }.
# How much of it a reader has asked for.
said-found = { $found }.

# In place of all that while the data are not read yet.
said-start = Which of Kazakhstan’s corridors for oil and cargo bypass Russia? By geometry, with a source for every number.

# What the picture of a view shows, for who cannot see it; $words is the sentence.
said-card = { $kind ->
    [map] A map of what is shown
    [bars] Bars by year
   *[numbers] Numbers
}, and the words: { $words }
# To who reads the page without its scripts; the name of a file with all addresses follows.
said-no-script = This page needs JavaScript. What it shows is to be had as data, too:
