### What a reader picks with: switches, states, journeys, closures.

# In place of the switches where their script cannot be loaded.
picker-no-switches = The switches could not be loaded: reload the page.
# Sets of corridors to switch on.
picker-corridors = Corridors to show
picker-corridors-article = Named in the article
picker-corridors-all = All
# $avoid are the states to avoid (Names).
picker-corridors-bypass = Bypass { state-avoided }
picker-corridors-cross = Cross { state-avoided }
picker-corridors-none = None
# Groups of corridors, by their name in the data.
picker-group-oil_pipelines = Oil pipelines
picker-group-rail_and_sea = Rail and sea
picker-group-proposed = Proposed, not built
picker-group-gas = Gas pipelines
# What a row says of Kazakh oil in a year. $mt is Mt and $share per cent, each a number or a range.
picker-moved = { $mt } Mt · { $share } %
picker-moved-mt = { $mt } Mt
picker-moved-none = no Kazakh oil
picker-moved-unknown = tonnes not known
picker-moved-proposed = not built
picker-moved-cargo = cargo, no oil
picker-moved-gas = gas, no oil
# Over the rows: what their numbers are. A row's kilometres are those of its whole corridor.
picker-moved-about = Kazakh oil moved in { $year } and its share of all that left; kilometres are those of the whole corridor.
# Describes the button that is a corridor's name.
picker-open-card = opens its card
# In place of what the numbers are, where no corridor is switched on.
picker-none-on = No corridor is on the map.
    .button = Show those that the article names
# Above the card of a corridor that is not on the map; $name is the corridor's.
picker-off-map = { $name } is not on the map.
    .button = Show it

picker-avoid = States to avoid
    .empty = Add a state
# Headings in the list of states: those on whose ground a corridor lies, and all others.
picker-avoid-likely = On the way of a corridor
picker-avoid-others = Other states
picker-avoid-none = None
picker-avoid-nothing = No state is called that.
picker-avoid-most = At most { $most } states can be picked.

# In place of a list to pick from where its script cannot be loaded.
picker-no-list = The list could not be loaded: reload the page.
# Before the name of what is picked: a button that takes it out of what is picked.
picker-list-remove = Remove
# After a name, and a colon.
picker-list-already = already picked
# Before a colon and the number of what a search finds.
picker-list-found = Found
picker-list-failed = The names of all states could not be loaded; those on the way of a corridor are here.

# The year under the map: names for a screen reader, and what stands on the buttons.
picker-when = Year and lines of the map
    .year = Year of what moved
    .play = Play the years
    .pause = Pause
    .article = As the article saw it
    .equal = Equal lines
# Under the slider, in a year in which no figures bound what left the country; $year is the year.
picker-year-unknown = { $year }: figures do not bound all that left Kazakhstan in this year; single corridors are shown where they are known.
# In place of the slider where its script cannot be loaded.
picker-no-when = The slider of years could not be loaded: reload the page.
# The card's head: $name is what is picked; it opens the card on a narrow screen.
picker-card-open = open the card
picker-card-close = close the card
picker-card-none = No corridor is picked
# Beside the name on a closed card: what it has.
picker-card-what = tests, figures, sources

picker-origin = From
picker-market = To
# $market and $shown are markets, $goods what the origin gives: oil or cargo.
picker-market-refuses = { $market } does not take { $goods ->
    [oil] oil
   *[cargo] cargo
}; { $shown } is shown.
# A link names a journey that is not between its ends.
picker-journey-gone = The journey that the link names is not between these ends; the first one is shown.
# Only those that bypass are listed: the $n of $ways that were on the map are not, $shown is; both as
# journeys-via has them.
picker-journeys-left = Not in the list, as { $n ->
    [one] it does
   *[other] they do
} not bypass: { $ways }. Shown: { $shown }.

picker-closed = What closes?
    .empty = Pick a place or a line
# What can close; $name is its name.
# $town is where the place lies, if its name does not say so.
picker-closed-at = { $name }, { $town }
picker-closed-line = { $name } (line)
picker-closed-transfer = { $name } (transfer)
picker-closed-state = all of { $name }
# Every terminal of a town at once.
picker-closed-all = { $town } – all oil terminals
# What an option is, beside its name: its moorings, whose lines end there, what it moved.
picker-closed-moorings = { $n ->
    [one] { $n } mooring
   *[other] { $n } moorings
}
picker-closed-operators = at the end of pipelines of { $names }
# $some is none where there was no such oil.
picker-closed-moved = { $some ->
    [none] no Kazakh oil
   *[some] { $mt } Mt of Kazakh oil
} in { $year }
picker-closed-moved-by = { $name }: { $some ->
    [none] no Kazakh oil
   *[some] { $mt } Mt of Kazakh oil
} in { $year }
# Headings of the list.
picker-closed-group-terminals = Terminals and ports
picker-closed-group-fields = Fields, pump stations, stations
picker-closed-group-pipelines = Pipelines
picker-closed-group-railways = Railways
picker-closed-group-straits = Straits
picker-closed-group-lanes = Sea lanes
picker-closed-group-states = States
picker-closed-nothing = Nothing that carries oil is called that.
picker-closed-most = At most { $most } can be closed here.
# A click on a place of the map; $n things can close there.
picker-place-nothing = { $name }: nothing that carries oil can close there.
picker-place-several = { $name }: { $n } things can close there; pick one in the list.
picker-share = { $name }: per cent left
picker-days = Days
picker-start = First day
    .empty = YYYY-MM-DD
    .help = The date on which it closes, such as 2025-02-17. Without one it closes on 1 January.
# What is left of what is counted in moorings.
picker-moorings = { $n } of { $total } moorings left
# A button that closes the same place a second time in the year.
picker-again = + { $name } again, later in the year
picker-open-all = Open all again
# Closures to pick with one click, by what happened.
picker-closure-moorings-2022 = 23 March–22 April 2022: no mooring for 5 days, one of three for 26
picker-closure-court-2022 = 5 July 2022: court order, 30 days from 6 July
picker-closure-storm-2023 = 24–29 November 2023: storm, no loading for 6 days
picker-closure-kropotkinskaya-2025 = 17 February–25 May 2025: Kropotkinskaya hit, 30 % less for 98 days
picker-closure-spm1-2025 = 29 November 2025: SPM-1 alone, 33 days to the end of the year
# Closures that did not happen.
picker-closure-novorossiysk = Novorossiysk shuts, both oil terminals, for the whole year
picker-closure-russia-days = All of Russia for 30 days
picker-closure-russia = All of Russia for the whole year
picker-closure-bosphorus = Bosphorus for 30 days
