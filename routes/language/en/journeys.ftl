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
journeys-count = **{ $good } of { $total }** { $total ->
    [one] journey
   *[other] journeys
} { journeys-way } { $good ->
    [one] bypasses
   *[other] bypass
} { state-territory }{ $idle ->
    [0] {""}
   *[other] , { $idle } of them idle
}
# $n of the $good that bypass are known to have carried Kazakh oil on every part by $year.
journeys-used = { $n ->
    [0] { $good ->
        [one] it is not
       *[other] none of them is
    }
    [one] { $good ->
        [one] it is
       *[other] **one** of them is
    }
   *[other] **{ $n }** of them are
} known to have carried Kazakh oil on every part by { $year }
# $used is yes where the first one is among those that carried Kazakh oil and others are not.
# $first and $second are ways, as journeys-via or journeys-mode has them; $km is how much longer or
# shorter the first one is.
journeys-shortest-pair = the shortest { journeys-shortest-of }, { $first }, is **{ $km } { $compared ->
    [longer] longer
   *[shorter] shorter
}** than the shortest that crosses it, { $second }
journeys-shortest = the shortest { journeys-shortest-of } goes { $first }, { $km }
journeys-shortest-of = { $used ->
    [yes] that did
   *[no] that does
}
journeys-none-shown = none is shown, as none bypasses it

# What to give instead of a market that does not take the goods; $known are ids.
journeys-cure-goods = { $goods ->
    [oil] oil
   *[cargo] cargo
} goes to one of { $known }

# Where a journey changes its mode: $places (Names).
journeys-via = by { NAMES($places) }
journeys-mode = by { $mode ->
    [pipeline] pipeline
    [rail] rail
   *[sea] sea
} all the way

# The list of journeys. $avoid are the states to avoid, $origin and $market are gates (Names).
journeys-all = All journeys { NAMES($origin) } → { NAMES($market) }
journeys-title = All journeys
journeys-column-journey = Journey
journeys-column-verdict = Verdict
journeys-column-km = km
journeys-column-inside = km in { COUNT($avoid) ->
    [0] no state
   *[other] { state-avoided }
}
journeys-column-transfers = transfers
journeys-column-decides = What decides
journeys-column-use = Kazakh oil on it
# $n journeys are listed at the most.
journeys-note = Computed: the legs of a journey together, each judged by its geometry and its ports. The shortest { $n } at the most; proposed lines are left out.
journeys-use-note = Kazakh oil on a way is what sources tell of its lines and transfers (ways that were used stand first); the volume is the least known of them, so at most that went all the way.
# Why a journey is not open: $closed is what is closed (Names).
journeys-closed = closed: { NAMES($closed) }
# How a picker names a journey: $via is as journeys-via has it, $modes are several of journeys-by-*.
journeys-option = { $via }, { $km }
journeys-option-modes = { $km } · { $modes }
journeys-by-pipeline = pipeline
journeys-by-rail = rail
journeys-by-sea = sea

# Cargo: what is best, and days and prices as published, each for a stretch of its own.
journeys-best = Fastest, shortest, and what bypasses
journeys-best-shortest = Shortest on the map
journeys-best-bypass = Shortest that bypasses
# $stretch is the stretch that days were published for.
journeys-fewest = Fewest days published, { $stretch }
journeys-services = Days and prices as published
journeys-column-way = Way
journeys-column-days = Days
journeys-column-price = Container of 40 feet
journeys-column-for = For
journeys-column-source = Source
# $km is the shortest journey of the list that goes this way.
journeys-service-km = { $km } from end to end here
# $days are days on the way, one number or journeys-span.
journeys-offer-days = { $days } days
journeys-offer-schedule = { $days } days (schedule or hope)
journeys-offer-at-most = up to { $days } days
journeys-offer-price = US$ { $usd }
journeys-offer-times = { $times } times the way by Russia
journeys-span = { $low }–{ $high }
journeys-services-note = Each number is for the stretch that is named, by whoever published it, and not for the whole journey; numbers of one stretch can be compared, and differ by who counts. None is computed here.

# Two journeys side by side.
journeys-pair = Side by side
journeys-difference = Difference
journeys-pair-note = Capacity is for Kazakh oil, from the figures of { $year }; the rest is computed.
journeys-pair-length = Length
journeys-pair-states = States
journeys-pair-transfers = Transfers
journeys-pair-bottleneck = Bottleneck, Kazakh oil
journeys-only-first = only the first: { $states }
journeys-only-second = only the second: { $states }
journeys-no-difference = none
# $n transfers, $names are several.
journeys-transfers = { $n }: { $names }
# $mt is what it lets through, $name is a leg or a transfer.
journeys-bottleneck = { $mt } Mt/y, { $name }
journeys-bottleneck-unknown = not known
# The answer of a test, with what it measured.
journeys-answer = { $answer }, { $number }

# What is known of Kazakh oil on a way. $known is in_year, before, possible or never; $most is as
# journeys-use-most has it, or ""; $mt are million tonnes, $part is a leg or a transfer (Names).
journeys-use-most = , at most { $mt } Mt
journeys-use-short = { $known ->
    [in_year] in { $year }
    [before] before or in { $year }
    [never] never, as far as sources tell
   *[possible] not on every part, as far as sources tell
}{ $most }
journeys-use = { $known ->
    [in_year] Every part of it is known to have carried Kazakh oil in { $year }, of this field or of one that is not told.
    [before] Every part of it is known to have carried Kazakh oil by { $year }, of this field or of one that is not told.
    [never] Never used for Kazakh oil, as far as sources tell: { NAMES($part) } carries that of others.
   *[possible] Not every part of it is known to have carried oil of this field by { $year }.
}
journeys-use-bound = At most { $mt } Mt went all the way in { $year }: so much of it is known on { NAMES($part) }.
journeys-pair-use = Kazakh oil on it
