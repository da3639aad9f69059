### The card of a corridor.

# How long it is. $km is a length with its unit.
corridor-length = On the map { $km } from end to end.
corridor-length-branches = { $km } is the length of track: all its lines together, each counted once.

# How many of the line's places have a position that no source gives.
corridor-general = { $n } of its { $places } places { $n ->
    [one] has a position
   *[other] have positions
} from general knowledge, no source was read for { $n ->
    [one] it
   *[other] them
}.

# Events of a year; as the article saw it, of its part up to July.
corridor-events = Events of { $year }
corridor-events-to-july = Events of { $year } to July
corridor-more-events = { $n } more, not in the article

corridor-figures = Figures
corridor-no-figure = No published figure is known here.
corridor-more-figures = { $n } more, of its parts
# A figure of one leg. $label is one of figure-label-*, its first letter small.
corridor-figure-of-leg = { $leg }: { $label }
# The published length on the map. $km has its unit, $percent is its share of the published one.
# $stretch is what was measured, from where to where.
corridor-on-map = { $stretch }; on the map { $km }, { $percent } % of it
# The published length is of another way than is drawn. $drawn is what is drawn, $km its length.
corridor-other-way = { $stretch }; the map draws { $drawn }, { $km }: not compared
# The part of the line drawn to which the published length belongs, under the ribbon.
corridor-part = published length: { $stretch }
corridor-rivals = { $n } rival { $n ->
    [one] number
   *[other] numbers
}

corridor-quotes = What the article says
corridor-no-quote = The article does not speak of it.
corridor-more-quotes = { $n } more { $n ->
    [one] passage
   *[other] passages
}

# A line that ran the other way at the end of $year. $sure is no where it was turned round about
# then; $name is its name while it ran so, $note is a clause.
corridor-turned = { $sure ->
    [no] Which way { $name } ran at the end of { $year } is not known; later: { $note }.
   *[yes] At the end of { $year } it ran the other way, { $name }: { $note }.
}

# What leads the card: Kazakh oil of the year, and room for it. $mt is formatted.
corridor-oil = Kazakh oil in { $year }
corridor-oil-mt = { $mt } Mt
corridor-oil-rate = { $mt } Mt a year
corridor-oil-unknown = not known
# Under these numbers: where they come from.
corridor-oil-how = Computed from all figures of the year; “How do we know?” above names them.
corridor-oil-share = { $share } of what left
corridor-oil-capacity = Capacity for it
# $leg is the narrowest of several.
corridor-oil-set-by = set by { $leg }
