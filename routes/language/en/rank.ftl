### What hurts most: everything shut alone, pairs, markets, states.

# Lines and places in series, by their first and their last place. $line is the name that all of
# the lines begin with; $kind is named where there is one, else plain.
rank-line = { $kind ->
    [named] { $line }, { NAMES($first) } to { NAMES($last) }
   *[plain] { NAMES($first) } to { NAMES($last) }
}
