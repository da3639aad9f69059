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
# where the two ranges overlap by too much to tell.
trend-share = { $change ->
    [rose] between { $first } and { $last } the share of oil exports that met { state-avoided } **rose from { $before } to { $after }**
    [fell] between { $first } and { $last } the share of oil exports that met { state-avoided } **fell from { $before } to { $after }**
    [same] the share of oil exports that met { state-avoided } has **hardly changed: { $before }** in { $first }, **{ $after }** in { $last }
   *[unknown] the share of oil exports that met { state-avoided } was **{ $before }** in { $first } and **{ $after }** in { $last }: whether it rose or fell **cannot be told**
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
# $n years are not known.
trend-missing = { $n ->
    [one] { $years } is a gap
   *[other] { $years } are gaps
}
trend-none = For no year is it known how much oil left Kazakhstan, so **nothing can be told** of a trend.
