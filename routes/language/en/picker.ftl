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
    .empty = Pick a state

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

picker-origin = From
picker-market = To
# $market and $shown are markets, $goods what the origin gives: oil or cargo.
picker-market-refuses = { $market } does not take { $goods ->
    [oil] oil
   *[cargo] cargo
}; { $shown } is shown.
picker-journey = On the map
# $code is that of a journey.
picker-journey-gone = journey { $code } is not among those shown.
picker-beside = Beside it
    .empty = Pick a second journey

picker-closed = What closes?
    .empty = Pick a place or a line
# What can close; $name is its name.
# $town is where the place lies, if its name does not say so.
picker-closed-at = { $name }, { $town }
picker-closed-line = { $name } (line)
picker-closed-transfer = { $name } (transfer)
picker-closed-state = all of { $name }
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
picker-closure-russia-days = All of Russia for 30 days
picker-closure-russia = All of Russia for the whole year
picker-closure-bosphorus = Bosphorus for 30 days
