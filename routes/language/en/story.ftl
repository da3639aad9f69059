### The story: its opening, its steps, what has happened since.

# Words that are put into the sentences of its steps (geodata/tables/story.csv).
story-share = { $percent } %
story-verdict = { $verdict ->
    [bypasses] bypasses
    [crosses] crosses
    [depends] depends
   *[cannot_tell] may or may not bypass
}
# Of a proposed corridor.
story-verdict-proposed = { $verdict ->
    [bypasses] would bypass
    [crosses] would cross
    [depends] depends
   *[cannot_tell] may or may not bypass
}

# Where it begins: who, where, why, and a number. $part is one of the two; the rest in million tonnes.
story-title = One pipe through Russia
story-part-tenths = { $tenths ->
    [0] none
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
   *[other] ten
} of ten barrels
story-part-share = { $share } of the oil
story-opening = In { $year } **{ $part } that left Kazakhstan went by one pipe through Russia, to Novorossiysk**: { $pipe } of { $total } million tonnes. { $round } million tonnes went round Russia.
story-why = Kazakhstan lies inland: its oil crosses at least one other state before it reaches an open sea. When Russia invaded Ukraine, President Tokayev’s government declared itself neutral, did not recognise the independence of Donetsk and Luhansk, and looked for ways out that do not cross Russia. In March, June and July of that year the pipe was limited, stopped, or ordered to stop.
# $article is a link, $author a name, $publisher with its date.
story-article = { $author } tells it in { $article } ({ $publisher }). The steps below follow what he says of the routes: what happened, what the map shows, his own words with the endnotes, and what stays open.
story-keys = Scroll, use the buttons, or the keys ← and →.

# The steps: $title is one's heading.
story-nav = Steps of the story
story-step = Step { $n } of { $total }
story-dot = { $n }: { $title }
story-previous = Previous
story-next = Next
story-map = What the map shows
story-text = What the text claims
story-open = What it leaves open
story-quoted = The article
story-failed = The buttons of the story could not be loaded. The steps stand below each other all the same.

# Where it ends. $same is yes where it is as many of ten barrels as in the article's year.
story-since = What has happened since
story-closing = { $same ->
    [yes] In { $year }, the last year with a balance, **it was { $part } again**
   *[no] In { $year }, the last year with a balance, **it was { $part }**
}: { $pipe } of { $total } million tonnes. { $round } million tonnes went round Russia, against { $before } in { $first }.
story-since-article = As the article saw it, nothing of this has happened yet. Choose a year above to read on.
story-chart = What left, by way, million tonnes
story-year-pipe = by the pipe to Novorossiysk
story-year-other = other ways, across Russia
story-year-perhaps = across Russia or round it, not known
story-year-round = round Russia, for certain
# A bar. The amounts are ranges where the balance has ranges.
story-year = { $pipe } by the pipe, { $round } round Russia, { $total } in all
story-year-unknown = not known: no figure bounds what left
# $trend and $timeline are links.
story-chart-note = Computed from the year’s balance, as on { $trend }.
story-events = Among what happened, from { $timeline }:
story-end = The tables end in { $last }.
