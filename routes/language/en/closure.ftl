### What closes, and what has no way out.
### $part is a leg, place, transfer, field or state (Names). $mt and the like are formatted amounts,
### as `number` makes them, ranges of them as closure-to and closure-up-to have them; $year is a year.

# What closes. $kind is state or part; $left is none, or some of it: $share then says how much;
# $days is 0 where it lasts all year; $dated is yes where $start is its first day, else no.
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
}{ $dated ->
    [yes] {" "}from { $start }
   *[no] {""}
}
closure-what-many = { $n } places, lines or states closed in whole or in part
# What is left of a thing: per cent, or $n of $total moorings.
closure-share = { $percent }%
closure-moorings = { $n } of { $total } moorings

# A range of amounts in a sentence; the second where it begins with nothing.
closure-to = { $low } to { $high }
closure-up-to = up to { $high }
# A share in a word.
closure-fraction = { $part ->
    [tenth] about a tenth
    [fifth] about a fifth
    [quarter] about a quarter
    [third] about a third
    [two-fifths] about two fifths
    [half] about half
    [three-fifths] about three fifths
    [two-thirds] about two thirds
    [three-quarters] about three quarters
    [four-fifths] about four fifths
    [nine-tenths] about nine tenths
    [nearly-all] nearly all
   *[all] all
}

# The sentence. $what closes, as closure-what has it; $days is 0 where it lasts all year; $share is a
# share in words or per cent.
closure-nothing-closed = In { $year } **{ $mt } Mt** of Kazakh oil left the country. Close a place or a line to see how much would have had no way out.
closure-no-loss = With { $what }, **nothing** would have had no way out: { $days ->
    [0] all { $mt } Mt that left in { $year } could go by other ways
    [one] all { $mt } Mt of that day could go by other ways
   *[other] all { $mt } Mt of those { $days } days could go by other ways
}.
closure-loss-year = With { $what }, **{ $mt } Mt** would have had no way out: **{ $share }** of what left in { $year }.
closure-loss-days = With { $what }, **{ $mt } Mt** would have had no way out, { $per_day } Mt a day: **{ $share }** of what leaves in { $days ->
    [one] a day
    [30] a month
    [31] a month
   *[other] { $days } days
}.
# On what it depends: $things, as closure-thing-* has them; $n is one where there is one alone.
closure-depends = It depends on whether { $things } could take more than { $n ->
    [one] it
   *[other] they
} ever did.
# $parts are what lets no more through, each as closure-full-part has it.
closure-full = The other ways are full: { $parts }.
closure-full-part = { $thing } takes no more than { $mt } Mt a year
# What is made up after the closure: $some is yes, or no; $rate is what could leave in the year, of
# $left Mt that did.
closure-by-the-end = { $some ->
    [yes] By the end of the year { $mt } Mt of it could be made up
   *[no] None of it could be made up by the end of the year
}: { $rate } of the year’s { $left } Mt could still leave.
# Things in a sentence. $kind is pipeline, rail, sea, transfer, market or other; $line is a pipeline (Names).
closure-thing = { $kind ->
    [pipeline] the pipe { NAMES($part) }
    [sea] the lane { NAMES($part) }
    [other] { closure-ways-not-drawn }
    [market] buyers at { NAMES($part) }
   *[transfer] the { NAMES($part) }
}
closure-thing-to = the pipe to { NAMES($state) }
closure-thing-line = the { NAMES($line) }
closure-ways-not-drawn = ways that are not drawn here
closure-other-ways = Other ways

# Amounts without an end.
closure-amount-free = not limited by any figure
closure-amount-least = at least { $mt }

# How it is known what left in a year; $n of $total ways out have a figure.

# What a computation assumes. $parts and $fields are lists of names.
# $percent of $total moorings is $exact of them; $n are counted.
closure-rounded = { NAMES($transfer) }: { $percent } % of { $total } is { $exact }; only whole moorings load: { $n ->
    [0] none is
    [one] { $n } is
   *[other] { $n } are
} counted.

# Where the bound of an element comes from. $how is one of these itself.
closure-how-nameplate = nameplate
closure-how-less-others = { $how } less others’ oil
closure-how-others-unknown = { $how }; others’ oil not known
closure-how-unknown = no figure: not taken as a limit
closure-how-moved = capacity unknown: at least what it moved
closure-how-most = capacity unknown: at most what a source saw in any year
# For $days of the $year days of a year.

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

# The table of ways out on the days of a closure, $days of them, 0 for the whole year.
closure-ways-heading = What moved and what can move, Mt { $days ->
    [0] in the year
    [one] on that day
   *[other] in those { $days } days
}
closure-balance-heading = The balance of { $year }, Mt
closure-column-way = Way out
closure-column-what = Oil
closure-column-mt = Mt
closure-not-known = not known
closure-column-moved = moved
closure-column-now = can move
closure-column-bars = as bars
closure-closed = closed
closure-all-ways = All ways out
closure-group-fields = Output of the fields
closure-group-home = Stayed at home
closure-group-ways = Left by
closure-all-output = All output
closure-rest = losses, stocks and what is not told
closure-bars = Outline: what moved. Filled: what can move, { $case ->
    [paper] on paper
   *[seen] as seen
}. All bars are on one scale; the rows keep their order.
closure-bars-balance = Blue: surely. Pale: perhaps. All bars are on one scale; small: the range that the figures of the year allow.
closure-why = How { $name } is known
closure-reason = { $amount }:
closure-unbounded = No figure of the year bounds it.
closure-barrels = That is { $kbd } thousand barrels a day that have no way out, at { $density } barrels a tonne.

# The two cases, a switch and what it is for.
closure-case = What other ways can take
closure-case-seen = as seen
closure-case-paper = on paper

# The bottlenecks.
closure-bottlenecks = What lets no more through { $case ->
    [paper] on paper
   *[seen] as seen
}
closure-bottleneck-value = { $mt } Mt a year of Kazakh oil
closure-how-seen = the most that it was seen to carry, in { $year }
closure-how-paper = { $basis ->
    [nameplate] nameplate, less others’ oil
   *[seen] no nameplate is published: the most that the figures of any year allow
}

# Why there is a range; $seen and $paper are what has no way out, Mt.
closure-range = Why a range?
closure-range-same = Both cases give the same answer here.
closure-range-seen = As seen: other ways take the most that they were ever seen to carry. Then { $mt } Mt have no way out.
closure-range-paper = On paper: they carry their full nameplate, less what belongs to others, and tanks fill up. Then { $mt } Mt have no way out.
closure-range-lines = The lines that make the difference, Mt a year of Kazakh oil:
closure-range-line = Line
closure-range-from = on paper is

# What the answer rests on.
closure-notes = What this rests on
closure-note-balance = The figures published for { $year } are taken together: what arrives at a place leaves it. A range is what they allow; what is drawn is one balance near the middle of all ranges.
closure-note-nearest = Of all flows that let most through, the one is drawn that changes least.
closure-contradictions = Figures of { $year } that do not agree
closure-method = How this is computed

# A leg on the map: what it carried in the year, or on the $days days of a closure (0: all year), and
# what it can carry then. Amounts are formatted.
closure-tip-year = { $mt } Mt in { $year }
closure-tip-days = { $days ->
    [0] in the year
    [one] on that day
   *[other] in those { $days } days
} { $before } Mt moved, { $now } Mt can move
