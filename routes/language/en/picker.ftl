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
picker-corridors-bypass-none = Bypass …
picker-corridors-cross-none = Cross …
# Groups of corridors, by their name in the data.
picker-group-oil_pipelines = Oil pipelines
picker-group-rail_and_sea = Rail and sea
picker-group-proposed = Proposed (in no total)
picker-group-russian_baseline = Russian baseline
picker-group-gas = Gas (in no preset)

picker-avoid = States to avoid
    .empty = Pick a state

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
picker-closed-line = { $name } (line)
picker-closed-transfer = { $name } (transfer)
picker-closed-state = all of { $name }
picker-share = { $name }: per cent left
picker-days = Days
picker-start = From
    .empty = 1 Jan; or YYYY-MM-DD
picker-open-all = Open all again
# Closures to pick with one click, by what happened.
picker-closure-moorings-2022 = 22–23 March 2022: one mooring of three
picker-closure-court-2022 = 5 July 2022: court order, 30 days
picker-closure-russia = All of Russia avoided
picker-closure-kropotkinskaya-2025 = 17 February 2025: Kropotkinskaya hit, 30 % less
picker-closure-spm1-2025 = 29 November 2025: SPM-1 alone
