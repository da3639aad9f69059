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
# What the $n that bypass and run can carry together in a year, $mt at the most; $which is rest where
# others that bypass are idle, else all. $other is what the widest of the others can, $way is that,
# as journeys-via has it.
journeys-capacity-who = { $n ->
    [one] { $which ->
        [rest] the one that runs
       *[all] it
    }
   *[other] { $which ->
        [rest] those that run
       *[all] they
    } together
} can carry
journeys-capacity = { journeys-capacity-who } at most **{ $mt } Mt a year**
journeys-capacity-against = { journeys-capacity-who } at most **{ $mt } Mt a year**, against **{ $other } { $way }**
journeys-capacity-unknown = how much { journeys-capacity-who } is not known
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
# Two journeys that change their mode at the same places: $way is as journeys-via or journeys-mode
# has it, $over a place (Names) that the other does not go over, $km its length with its unit.
journeys-via-over = { $way }, over { NAMES($over) }
journeys-via-km = { $way }, { $km }
journeys-mode = by { $mode ->
    [pipeline] pipeline
    [rail] rail
   *[sea] sea
} all the way

# The list of journeys. $avoid are the states to avoid, $origin and $market are gates (Names).
journeys-all = All journeys { NAMES($origin) } → { NAMES($market) }
journeys-column-journey = Journey
journeys-column-verdict = Verdict
journeys-column-moved = Kazakh oil all the way in { $year }, Mt
journeys-column-bottleneck = Bottleneck, Mt of Kazakh oil a year
journeys-column-km = km
journeys-column-soil = km on soil of { state-avoided }
journeys-column-waters = km on { COUNT($avoid) ->
    [1] its soil and in its
   *[other] their soil and in their
} 12-mile waters
journeys-column-transfers = transfers
journeys-column-beside = Beside it
# The state of a row, and its button; $way is the journey.
journeys-on-map = on the map
journeys-compare = Compare
journeys-compared = Compared
journeys-compare-with = Compare with the one on the map: { $way }
journeys-never = never used
# What went all the way in the year, million tonnes: at most so much, none, or unknown.
journeys-moved-most = at most { $mt }
journeys-moved-none = none
journeys-moved-unknown = not known
# What decides the verdict of a journey: a leg or a place.
journeys-decides = What decides: { $part }.
# A number and the leg or transfer that it is of, in one line.
journeys-cell = { $text }, { $part }

# $n journeys are listed at the most.
journeys-note = Computed: the legs of a journey together, each judged by its geometry and its ports. The shortest { $n } at the most; proposed lines are left out.
journeys-use-note = Oil all the way: the least that any of its parts carried by the balance of the year, so at most that went all the way; the part is named. Bottleneck: the part whose figures let least through; parts without a figure do not count. Ways that were used stand first.
# Why a journey is not open: $closed is what is closed (Names).
journeys-closed = closed: { NAMES($closed) }
# Modes of a journey, in a list.
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
journeys-oil-moved = Kazakh oil all the way, Mt
journeys-oil-bottleneck = Bottleneck, Mt of Kazakh oil a year
journeys-only-first = only the first: { $states }
journeys-only-second = only the second: { $states }
journeys-no-difference = none
# $n transfers, $names are several.
journeys-transfers = { $n }: { $names }
# $mt is what it lets through of Kazakh oil, million tonnes a year.
journeys-bottleneck = { $mt }
journeys-bottleneck-unknown = not known
# The answer of a test, with what it measured.
journeys-answer = { $answer }, { $number }

# What is known of Kazakh oil on a way. $known is in_year, before, possible or never; $mt are
# million tonnes, $part is a leg or a transfer (Names; in journeys-use-bound its name).
journeys-use = { $known ->
    [in_year] Every part of it is known to have carried Kazakh oil in { $year }, of this field or of one that is not told.
    [before] Every part of it is known to have carried Kazakh oil by { $year }, of this field or of one that is not told.
    [never] Never used for Kazakh oil, as far as sources tell: { NAMES($part) } carries that of others.
   *[possible] Not every part of it is known to have carried oil of this field by { $year }.
}
journeys-use-bound = At most { $mt } Mt went all the way in { $year }: no more was on { $part }.

# Under the list of journeys: where its numbers come from.
journeys-how = Kilometres, amounts and bottlenecks are computed: from the lines, and from all figures of the year.
