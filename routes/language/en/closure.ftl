### What closes, and what can still leave.
### $part is a leg, place, transfer, field or state (Names). Amounts are formatted million tonnes a
### year, as closure-amount-* has them; $year is a year.

# What closes. $kind is state or part; $left is none, or some of it: $share then says how much;
# $days is 0 where it lasts all year.
closure-what = { $kind ->
    [state] all of { NAMES($part) }
   *[part] { NAMES($part) }
} { $left ->
    [none] closed
   *[some] down to { $share }
}{ $days ->
    [0] {""}
    [one] {" "}for { $days } day
   *[other] {" "}for { $days } days
}
closure-what-many = { $n } places, lines or states closed in whole or in part
# What is left of a thing: per cent, or $n of $total moorings.
closure-share = { $percent }%
closure-moorings = { $n } of { $total } moorings

# Before anything is closed. $known is all, or part where only some ways out have a figure.
closure-nothing-closed = In { $year } { $known ->
    [part] at least{" "}
   *[all] {""}
}**{ $actual } Mt** of Kazakh oil left the country. Close a place or a line to see how much still could.
closure-head = With { $what }, **{ $flow } Mt a year** of Kazakh oil can still leave, of { $known ->
    [part] at least{" "}
   *[all] {""}
}{ $actual } Mt that did in { $year }
closure-no-loss = { closure-head }; over the year **nothing** is left without a way out.
closure-loss = { closure-head }; **{ $short } Mt** ({ $kbd } thousand barrels a day) has no way out.
# $parts are the bottlenecks, $count of them, each as closure-part has it; $case is sure, or worst
# where they bind in the low case only.
closure-binds = { $case ->
    [worst] At the worst the
   *[sure] The
} { $count ->
    [one] bottleneck is
   *[other] bottlenecks are
} **{ $parts }**.
closure-part = { NAMES($part) } ({ $mt })

# Amounts.
closure-amount-free = not limited by any figure
closure-amount-least = at least { $mt }

# How it is known what left in a year; $n of $total ways out have a figure.
closure-basis-published = published total of exports
closure-basis-computed = computed: production less domestic use
closure-basis-summed = at least: sum of { $n } of { $total } { closure-ways-out } with a figure
closure-ways-out = { $total ->
    [one] way out
   *[other] ways out
}

# What a computation assumes. $parts and $fields are lists of names.
closure-assumes-total = No more leaves than left in { $year } ({ $basis }).
closure-assumes-market = Which market takes the oil is not modelled: beyond the ports of loading the flow is one of many.
closure-assumes-exchange = Oil may change lines at Atyrau and Kenkiyak; no source limits it there.
closure-assumes-others = Others’ oil keeps its volume: what a shared line loses, Kazakh oil loses.
closure-assumes-density = Barrels are turned into tonnes at { $density } barrels a tonne, which is assumed.
closure-assumes-moved = Capacity unknown, at least what it moved: { $parts }.
closure-assumes-most = Capacity unknown, taken for the most that a source saw in any year: { $parts }.
closure-assumes-unknown = No figure at all, not taken as a limit: { $parts }.
closure-assumes-output = Output of { $year } has no source, not taken as a limit: { $fields }.
# $percent of $total moorings is $exact of them; $n are counted.
closure-rounded = { NAMES($transfer) }: { $percent } % of { $total } is { $exact }; only whole moorings load: { $n ->
    [0] none is
    [one] { $n } is
   *[other] { $n } are
} counted.

# Where the bound of an element comes from. $how is one of these itself.
closure-how-closed = closed
closure-how-not-in-service = not in service in { $year }
closure-how-nameplate = nameplate
closure-how-nameplate-part = { $percent }% of the nameplate
closure-how-less-others = { $how } less others’ oil
closure-how-others-unknown = { $how }; others’ oil not known
closure-how-unknown = no figure: not taken as a limit
closure-how-moved = capacity unknown: at least what it moved
closure-how-most = capacity unknown: at most what a source saw in any year
closure-how-doubtful = { $how }; which way it ran is not known
# For $days of the $year days of a year.
closure-how-days = { $how } for { $days } of { $year } days

# What to do about a year without figures.
closure-cure-year = too little is known of what left in it; nearest: { $nearest }

# What cannot be read of a list of closures; $given is quoted, $cure says what to do, as
# closure-cure-* has it.
closure-unusable = closed { $given } cannot be used; { $cure }
closure-first-characters = closed: only the first { $n } characters are read
closure-first = closed: only the first { $n } are read
# Closures as a link writes them: two of one place, and what is changed of one for its list.
closure-overlap = closed: { $old } and { $new } overlap in time; the last is kept
closure-cut = closed: { $given } runs beyond 31 December and is cut there; { $days ->
    [one] { $days } day is
   *[other] { $days } days are
} left: { $kept }
# $cure is year where $own, the year in which it begins, can be chosen, else none.
closure-moved = closed: { $given } does not begin in { $year }; it is moved to the same day, { $kept }{ $cure ->
    [year] {""}; to keep its date choose the year { $own }
   *[none] {""}
}
closure-times = closed: { $given } is left out, as one list has { $most } times at most, each a start and days; nearest of them: { $near }
closure-more-faults = closed: { $n } more { $n ->
    [one] part
   *[other] parts
} cannot be read
closure-cure-one = give one thing at a time
closure-cure-form = write id:share:days:start
closure-cure-name = name a leg, a place, a transfer or a state
closure-cure-comma = the share has a point, not a comma: write { $share }
closure-cure-plain = the share left is 0 to 1: write a plain number such as 0.5
closure-cure-low = the share left is 0 to 1; nearest: 0
closure-cure-high = the share left is 0 to 1; nearest: 1
closure-cure-percent = the share left is 0 to 1; nearest: 1 ({ $percent } % is { $share })
closure-cure-decimals = the share left has at most { $decimals } decimals: write { $share }
# $most is the number of days in the year.
closure-cure-days = the days are a whole number from 1 to { $most }, such as 30
closure-cure-days-whole = the days are whole: write { $low } or { $high }
closure-cure-days-range = the days are 1 to { $most }; nearest: { $near }
# $given is one of two, $near what it would be beside the other.
closure-cure-overlap = they overlap in time; nearest for { $given }: { $near }
closure-cure-overlap-same = they overlap in time: give one of them
closure-cure-times = one list has { $most } times at most, each a start and days; nearest: { $near }
closure-cure-start = the start is a date, YYYY-MM-DD, such as 2025-02-17
closure-cure-start-day = no calendar has this start; nearest: { $near }
closure-cure-start-year = the start is a day of { $year }; nearest: { $near }

# The table of ways out: what moved in the year and what can move now, Mt a year.
closure-ways-heading = Before and after, Mt a year
closure-ways-title = Before and after
closure-column-way = Way out
closure-column-moved = moved
closure-column-now = can move
closure-closed = closed
closure-no-figure = no figure
closure-without-figure = Without a figure by way
closure-all-ways = All ways out
closure-bars = Blue: moves in any case. Pale: moves if what is not known allows it. Hatched: what moved and does not any more.
closure-basis = Moved in { $year }: { $basis }.
closure-sources = What moved, by source

# The bottlenecks. $parts are several, each as closure-part has it.
closure-bottlenecks = Bottlenecks
closure-bottleneck-value = { $mt } Mt a year for Kazakh oil
closure-bottleneck-field = what the field produced
closure-bottlenecks-low = If what is not known carries no more than it was seen to carry: { $parts }.
# $ways are those that take over, each as closure-gain has it.
closure-gains = The rest would go by { $ways }.
closure-gain = { $name } (+{ $mt })
closure-naive = A share of moorings is not a share of tonnes: two of the three suffice for full load, so the moorings in service are counted. Taken for a share of the tonnes it would have said { $mt } Mt a year.
closure-assumes = What this assumes ({ $n })
closure-computed = Computed: maximum flow from the fields to all markets, Kazakh oil only; see the method page.

# A leg on the map. $mt is a range.
closure-tip = { $moved }; { $now }
closure-tip-moved = moved { $mt } Mt in { $year }
closure-tip-now = now { $mt } Mt a year
closure-tip-sea = which market takes it is not modelled
