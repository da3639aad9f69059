### The sentence above the map: the year in tonnes. Amounts are formatted Mt without the unit, shares with
### it. $avoid are the states to avoid (Names), $first and $second the first two of them by themselves.

# Beginning. Figures of a year are published after the article; $known is then as the article saw it.
headline-year = in { $year }{ $known ->
    [then] , by later figures,
   *[now] {""}
}
headline-span = { $low } to { $high }
headline-share = { $kind ->
    [one] { $low } %
    [least] at least { $low } %
    [most] at most { $high } %
    [below] less than { $high } %
   *[range] { $low } to { $high } %
}
# What is crossed, and what is gone round.
headline-ground = { COUNT($avoid) ->
    [1] { state-territory }
    [2] the territory of { NAMES($first) } or { NAMES($second) }
   *[other] at least one of the { COUNT($avoid) } states to avoid
}
headline-object = { COUNT($avoid) ->
    [1] it
    [2] both
   *[other] all of them
}

# $met of $total Mt; $by went by $way (Names), none where no way stands out.
headline-crossed = { $when } **{ $share }** of Kazakhstan’s oil exports, **{ $met } of { $total } Mt**, crossed { headline-ground }{ $by ->
    [none] {""}
   *[other] , { $by } Mt of it by { NAMES($way) }
}
# $most is yes where only the most is known.
headline-round = { $most ->
    [yes] at most **{ $clean } Mt** went round { headline-object }
   *[no] **{ $clean } Mt** went round { headline-object }
}
# Nothing is known to have crossed, or little is known at all ($met is the most that can have, or none); $rest is yes where some of what left is not accounted for.
headline-none = { $when } **none** of the **{ $clean } Mt** of Kazakhstan’s oil exports that are accounted for crossed { headline-ground }{ $rest ->
    [yes] ; whether any of the rest did is **not known**
   *[no] {""}
}
headline-unknown = { $when } { $total } Mt of oil left Kazakhstan; how much of it crossed { headline-ground } is **not known**{ $met ->
    [none] {""}
   *[other] : at most **{ $met } Mt**
}
# Kazakhstan is to be avoided: $home is Kazakhstan (Names); $alone is yes where no other state is.
headline-home = { $when } **all** of Kazakhstan’s oil exports, **{ $total } Mt**, came from { NAMES($home) } itself{ $alone ->
    [yes] {""}
   *[no] , one of the states to avoid
}: nothing can go round it
# No state is to be avoided.
headline-left = { $when } **{ $total } Mt** of oil left Kazakhstan
headline-left-by = { $when } **{ $total } Mt** of oil left Kazakhstan, **{ $share }** of it, { $by } Mt, by { NAMES($way) }
# A year of which no figures bound what left; $most is the most that can have, or none.
headline-gap = how much oil left Kazakhstan in { $year } is **not known**{ $most ->
    [none] {""}
   *[other] {" "}(at most { $most } Mt)
}{ $asked ->
    [yes] , nor how much of it crossed { headline-ground }
   *[no] {""}
}

# Corridors shown that carry no oil; $cargo and $gas are their Names.
headline-cargo = { $kind ->
    [gas] { headline-gas }
    [cargo] { headline-goods }
   *[both] { headline-goods }, { headline-gas }
}: none of that is in these tonnes
headline-goods = { NAMES($cargo) } { COUNT($cargo) ->
    [1] carries
   *[other] carry
} cargo
headline-gas = { NAMES($gas) } { COUNT($gas) ->
    [1] carries
   *[other] carry
} gas
