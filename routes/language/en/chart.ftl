### The chart of events over time.

chart-title = When it happened
# What the marks and colours mean; the colours follow, then the note on the numbers.
chart-signs = ◆ known to the day, ▬ to the month or year only.
chart-group-stops = stops or limits
chart-group-opens = announces, opens, restores
chart-group-other = ruling, incident, other
chart-numbers = The numbers are those of the list.
# For who cannot see it. $n events.
chart-description = { $n } { $n ->
    [one] event
   *[other] events
} from { $first } to { $last }, in the order of the list.
# Tooltip.
chart-tip-event = Event
chart-tip-date = Date
chart-tip-known = Known to the
chart-known-day = day
chart-known-month = month
chart-known-season = season
chart-known-year = year
chart-known-undated = undated
