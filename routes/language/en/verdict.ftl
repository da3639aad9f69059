### Which corridors bypass the states to avoid: the sentence above the map.
### $corridor, $corridors are Names of corridors; $avoid are the states to avoid (Names). In the
### clauses after the first one the territory is "it".

verdict-nothing-shown = No corridor is switched on.
verdict-no-state = No state to avoid is picked, so there is no verdict.

# $good of $total corridors; $counted says which were counted: all that are shown, or those that exist.
verdict-count = **{ $good } of { $total }** { $counted ->
    [all] { $total ->
        [one] corridor
       *[other] corridors
    }
   *[existing] { $total ->
        [one] existing corridor
       *[other] existing corridors
    }
} shown { $good ->
    [one] bypasses
   *[other] bypass
} { state-territory }

# How a corridor crosses: $km on land, through a port of loading, $km at sea only.
verdict-crosses-soil = { NAMES($corridor) } crosses it for **{ $km }**
verdict-crosses-port = { NAMES($corridor) } crosses it through **{ $port }**
verdict-crosses-sea = { NAMES($corridor) } crosses it for **{ $km }** of territorial sea
verdict-crosses-more = { $n } more { $n ->
    [one] crosses
   *[other] cross
} it
verdict-unsure = for { NAMES($corridors) } the data cannot tell

# $since is a date; of a corridor that was closed in part, $parts are its closed legs.
verdict-idle = { NAMES($corridor) }, counted here, was idle
verdict-idle-since = { NAMES($corridor) }, counted here, was idle from { $since }
verdict-closed = { NAMES($corridor) }, counted here, was closed at { $parts }
verdict-closed-since = { NAMES($corridor) }, counted here, was closed from { $since } at { $parts }
verdict-not-yet = { NAMES($corridor) } was not yet in service

# A corridor of lanes from several ports of loading; $bad are those from which it crosses, $unsure
# those from which it cannot be told. $lanes is the number of all.
verdict-lanes-clear = { NAMES($corridor) } keeps clear of it from each of its { $lanes } ports of loading
verdict-lanes-cross = { NAMES($corridor) } crosses it **{ $share ->
    [some] only when
   *[all] when
} loaded at { NAMES($bad) }**
verdict-lanes-cross-unsure = { verdict-lanes-cross } and cannot be told when loaded at { NAMES($unsure) }
verdict-lanes-unsure = { NAMES($corridor) } cannot be told when loaded at { NAMES($unsure) }

# $verdict is bypasses, crosses or another; $named says whether the territory was named before.
verdict-proposed = the proposed { NAMES($corridor) } { $verdict ->
    [bypasses] would bypass { verdict-object }
    [crosses] would cross { verdict-object }
   *[other] cannot be judged
} and counts in no total
verdict-object = { $named ->
    [yes] it
   *[no] { state-territory }
}
