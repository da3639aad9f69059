### Dates, as precisely as they are known. $month is 1 to 12.

date-year = { $year }
date-month = { date-name } { $year }
date-day = { $day } { date-name } { $year }
# A language that declines months gives this another form for dates with a day: date-name.genitive.
date-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
# Instead of a date that is not known.
date-undated = undated
