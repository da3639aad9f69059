### What hurts most: everything shut alone, pairs, markets, states. All numbers are formatted Mt.

# Lines and places in series, by their first and their last place. $line is the name that all of
# the lines begin with; $kind is named where there is one, else plain.
rank-line = { $kind ->
    [named] { $line }, { NAMES($first) } to { NAMES($last) }
   *[plain] { NAMES($first) } to { NAMES($last) }
}

rank-heading = What hurts most in { $year }
rank-about = Everything that carried Kazakh oil is shut alone. Filled: Mt without a way out as seen, if other ways carry the most that they were ever seen to carry. Outlined: on paper, if they carry what their nameplates leave. Choose one to close it.
# $span is days, for $days of them, or year.
rank-span = Shut for { $span ->
    [days] { $days } days
   *[year] the whole year
}, Mt without a way out
rank-column-shut = Shut alone
rank-column-seen = as seen
rank-column-paper = on paper
rank-column-state = State
rank-more = { $n } more
# $places is a list: shutting any of them is the same.
rank-also = the same at { $places }

rank-pairs = Worse together
rank-no-pairs = No pair costs more than the sum of both.
rank-both = { $one } and { $other }
rank-pair = { $seen } Mt in 30 days as seen, { $paper } on paper; { $more_seen } and { $more_paper } more than the sum of both alone.

rank-shares = Whose the dependence is, Mt a year
rank-shares-about = What each state adds on average, whichever of them shut before it (Shapley value, exact over all coalitions).
rank-total = The shares add up to what has no way out if all of them shut: { $seen } Mt as seen, { $paper } on paper.
# $n states that have no bar of their own.
rank-rest = { $n ->
    [one] One more state has
   *[other] { $n } more states have
} { $seen } Mt as seen, { $paper } on paper.

rank-markets = The least that stops a market
rank-market = { $name } ({ $mt } Mt)
rank-beyond = All beyond the Turkish Straits
# $n lines or places are in each of the sets, of which $more are not named.
rank-stops = { $n ->
    [0] by no three lines or places
    [one] by { $sets }
   *[other] by { $n } together: { $sets }
}{ $more ->
    [0] .
    [one] , or { $more } other.
   *[other] , or { $more } others.
}
# Between the sets, and between the members of one.
rank-or = {"; or "}
rank-and = {" and "}
rank-stops-states = { $n ->
    [one] Among states { NAMES($states) } alone.
   *[other] Among states any of { NAMES($states) }.
}
rank-computed = Computed from the balance of the year as drawn, Kazakhstan itself left out, and by the borders that the United Nations see; as seen, a state counts where it cannot be told whether a line or a lane crosses it. The Method page tells how; all rows are in geodata/layers/ranking.csv.
