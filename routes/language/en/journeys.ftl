### Journeys between two gates: the sentence above the list.
### $origin and $market are gates, $avoid the states to avoid, all Names.

journeys-way = from { NAMES($origin) } to { NAMES($market) }
journeys-none = There is no way { journeys-way } on the lines of this map.
# $closed are what is closed (Names).
journeys-cut = No way { journeys-way } is left: **{ NAMES($closed) }** closed, cuts it.
journeys-no-state = **{ $n }** { $n ->
    [one] journey
   *[other] journeys
} { journeys-way }; no state to avoid is picked, so there is no verdict.
# $good of $total journeys; $idle of the good ones are idle.
journeys-count = **{ $good } of { $total }** journeys { journeys-way } { $good ->
    [one] bypasses
   *[other] bypass
} { state-territory }{ $idle ->
    [0] {""}
   *[other] , { $idle } of them idle
}
# $first and $second are ways, as journeys-via or journeys-mode has them; $km is how much longer or
# shorter the first one is.
journeys-shortest-pair = the shortest that does, { $first }, is **{ $km } { $compared ->
    [longer] longer
   *[shorter] shorter
}** than the shortest that crosses it, { $second }
journeys-shortest = the shortest goes { $first }, { $km }
journeys-none-shown = none is shown, as none bypasses it

# Where a journey changes its mode: $places (Names).
journeys-via = by { NAMES($places) }
journeys-mode = by { $mode ->
    [pipeline] pipeline
    [rail] rail
   *[sea] sea
} all the way
