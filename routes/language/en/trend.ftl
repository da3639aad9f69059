### How Kazakhstan's oil left the country from year to year.
### Amounts, shares ($before, $after, $share) and numbers of ways are formatted ranges; $first, $last and
### $year are years; $avoid are the states to avoid (Names).

trend-span = { $low }–{ $high }
# $one is yes where both ends read alike.
trend-percent = { $one ->
    [yes] { $low }%
   *[no] { $low }–{ $high }%
}

# The sentence: the share that met the states, then the ways out. $change is rose, fell, same, or unknown
# where the two ranges overlap by too much to tell; $least is a share that no year fell short of, or none.
trend-share = { $change ->
    [rose] between { $first } and { $last } the share of oil exports that met { state-avoided } **rose from { $before } to { $after }**
    [fell] between { $first } and { $last } the share of oil exports that met { state-avoided } **fell from { $before } to { $after }**
    [same] the share of oil exports that met { state-avoided } has **hardly changed: { $before }** in { $first }, **{ $after }** in { $last }
   *[unknown] the share of oil exports that met { state-avoided } was **{ $before }** in { $first } and **{ $after }** in { $last }: whether it rose or fell **cannot be told**{ $least ->
        [none] {""}
       *[some] , but in no year was it below { $least }
    }
}
trend-ways = { $change ->
    [rose] by their effective number Kazakhstan has **more ways out: { $before }** in { $first }, **{ $after }** in { $last }
    [fell] by their effective number Kazakhstan has **fewer ways out: { $before }** in { $first }, **{ $after }** in { $last }
    [same] by their effective number Kazakhstan had **{ $before }** ways out in { $first } and **{ $after }** in { $last }: **it hardly diversified**
   *[unknown] by their effective number Kazakhstan had **{ $before }** ways out in { $first } and **{ $after }** in { $last }: whether these are more **cannot be told**
}
# Only one year is known.
trend-one-share = in { $year }, the only year that is known, **{ $share }** of oil exports met { state-avoided }
trend-one-ways = by their effective number Kazakhstan had **{ $ways }** ways out in { $year }; no other year can be compared
# $years is a list of years that are not known.
trend-missing = how much left in { $years } is not known
trend-none = For no year is it known how much oil left Kazakhstan, so **nothing can be told** of a trend.

# The table.
trend-ways-heading = What left, by way out
trend-ways-title = Million tonnes
trend-ways-note = Computed from the figures of each year; below the tables stand those of the year that is set, with their sources. Bold: the balance that is drawn, one of many that agree with the figures. Beside it: the least and the greatest that do.
trend-all = All that left
trend-other-ways = Other ways, by rail above all
trend-shares-heading = How much it hangs on few
trend-shares-title = Shares and numbers
trend-met = Met { state-avoided }
trend-met-note = Computed. Met: touched their soil, a port of theirs or their territorial sea anywhere on its way. The least and the greatest share are those of all balances that agree with the figures, and of every way in which oil may be shared out where lines meet; a line of which this cannot be told counts for the greatest alone. Of oil that left by other ways all may have met them, or none.
trend-effective-way = Effective number of ways out
trend-effective-port = The same, by where oil was last loaded or handed over
trend-effective-state = The same, by the state met first
trend-effective-note = The effective number is computed as 1/Σs², with s each one’s share of what left: three equal ways make 3, one that carries nearly all makes little more than 1. Bold: of the balance that is drawn. Its ends are bounds, the least and the most even shares that add up to the whole, each within its own range; other ways count as one.

# A year of which nothing is told. $why is one of trend-gap-above and trend-gap-below.
trend-gap = { $year } is a gap: { $why }.
trend-gap-above = no figure of that year bounds from above what left
trend-gap-below = no figure of that year bounds from below what left
trend-gap-cell = ?
    .title = Not known: see below the table

# The charts: what each shows, for who cannot see it, and its heading.
trend-alt-ways = Bars by year from { $first } to { $last }: million tonnes by way out, each with its range; the tables below have every number.
trend-alt-share = A band by year from { $first } to { $last }: the least and the greatest share that met the states to avoid; the tables below have every number.
trend-alt-numbers = Points by year from { $first } to { $last }: effective numbers of ways with their ranges; the tables below have every number.
trend-heading = { $chart ->
    [ways] Million tonnes by way out
    [share] Share that met { state-avoided }, per cent
   *[numbers] Effective number of ways out
}
# Signs: ways are coloured by what their oil has met when it arrives.
trend-signs = A bar is the balance that is drawn; a thin line how far the end of a part may lie, a thick one the range of the whole; “?” a year of which too little is known.
trend-colour = { $met ->
    [yes] all oil by this way meets { state-avoided }
    [depends] it depends on the way on
    [no] none of it does
   *[unknown] other ways: not known
}
trend-marked = Marked:
# Words of tooltips, and what an effective number counts.
trend-tip-year = Year
trend-tip-way = Way out
trend-tip-mt = Mt
trend-tip-share = Share
trend-tip-by = Counted by
trend-tip-number = Number
trend-tip-why = Gap
trend-tip-when = Date
trend-tip-event = Event
trend-by-way = by the line that leaves the country
trend-by-port = by where oil was last loaded or handed over
trend-by-state = by the state met first

# What the numbers of the year that is set above rest on.
trend-why = Why these numbers: the figures of { $year } and their sources
