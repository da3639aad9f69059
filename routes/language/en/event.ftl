### Events of the timeline.

# How precisely the date is known.
event-known-day = known to the day
event-known-month = known to the month only
event-known-season = known to the season only
event-known-year = known to the year only
event-known-undated = undated

# What it did to the flow.
event-effect-announces = announces
event-effect-restores = restores
event-effect-limits = limits
event-effect-opens = opens
event-effect-closes = closes
event-effect-incident = incident
event-effect-ruling = ruling
event-effect-other = other

# What the map shows of it. $legs are names of its legs, or their number, as event-legs has it;
# $corridors are names.
event-map-none = It is about no line of the map; the corridors you had on are shown.
event-map-struck = On the map: what was { $effect ->
    [closes] stopped
   *[limits] limited
} is struck out ({ $legs }).
event-map-ruling = On the map: { $corridors }. A ruling; nothing is struck out.
event-map-announced = On the map: what was spoken of, { $corridors }.
event-map-other = On the map: { $legs }.
event-legs = { $n } { $n ->
    [one] leg
   *[other] legs
}

# Who tells it. $events are others, each as event-named has it; $source is a link.
event-shared = The same passage tells { $events }.
event-named = “{ $title }” ({ $date })
event-told = Told by { $source }.
event-also-told = Also told by { $source }.
event-about = About: { $subjects }.

# The three lists of the timeline: title and order. $n events.
event-list-article = What the article tells
    .note = In its own order, which is not that of the calendar.
    .count = What the article tells ({ $n })
event-list-others = What other sources add
    .note = The same past, by date.
    .count = What other sources add ({ $n })
event-list-later = After the article
    .note = To the end of the year chosen above, by date.
    .count = After the article ({ $n })
