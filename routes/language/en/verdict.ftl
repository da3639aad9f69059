### Which corridors bypass the states to avoid: the sentence above the map.
### $corridor, $corridors are Names of corridors; $avoid are the states to avoid (Names).

verdict-nothing-shown = No corridor is switched on.
verdict-no-state = No state to avoid is picked, so there is no verdict.

# $good of $total corridors, $all of them or not; $counted says which were counted: all that are shown,
# those that exist, or those that were in use. $carried is the share of the oil that went by the good
# ones: formatted, or none, unknown, unsaid.
verdict-count = { $good ->
    [0] **None of the { $total }**
   *[other] { $all ->
        [yes] { $total ->
            [2] **Both**
           *[other] **All { $total }**
        }
       *[no] **{ $good } of the { $total }**
    }
} { $counted ->
    [existing] existing corridors shown
    [used] corridors shown and in use
   *[all] corridors shown
} { $good ->
    [0] bypasses
    [one] bypasses
   *[other] bypass
} { state-territory }{ $carried ->
    [unsaid] {""}
    [unknown] ; how much oil { $good ->
        [one] it
       *[other] they
    } carried is not known
    [none] {" "}and carried none of the oil
   *[other] {" "}and carried **{ $carried }** of the oil
}
# Only one was in use. $ground is verdict-object.
verdict-bypasses = { NAMES($corridor) } **bypasses** { $ground }{ $carried ->
    [unsaid] {""}
    [idle] , but was idle
    [unknown] ; how much oil it carried is not known
    [none] {" "}and carried none of the oil
   *[other] {" "}and carried **{ $carried }** of the oil
}
verdict-unsure-alone = whether { NAMES($corridor) } crosses { $ground } **cannot be told** from the data
# None of several was in use; $good of $total bypass.
verdict-all-idle = none of the { $total } corridors shown was in use; { $good ->
    [0] none of them bypasses
    [one] one of them bypasses
   *[other] { $good } of them bypass
} { state-territory }

# How a corridor crosses. $parts is a list of what follows, one for each state.
verdict-crosses = { NAMES($corridor) } crosses { $parts }
# $ground is verdict-object. For $km on land, with the unit, one number or from branch to branch ($by);
# through a port; within 12 miles only; when loaded at some ports only; or in one way or another from
# all.
verdict-part-soil = { $ground } for **{ $km }**{ $by ->
    [branch] , by branch
   *[path] {""}
}
verdict-part-port = { $ground } through **{ $port }**
verdict-part-sea = { $ground } for **{ $km }** within 12 nm of the coast{ $by ->
    [branch] , by branch
   *[path] {""}
}
verdict-part-lanes = { $ground } **only when loaded at { NAMES($bad) }**
verdict-part-every = { $ground } from every port
verdict-part-more = { $n } more { $n ->
    [one] state
   *[other] states
}
# Kilometres of a corridor of branches; $most has the unit.
verdict-span = { $least } to { $most }
verdict-crosses-more = { $n } more { $n ->
    [one] crosses
   *[other] cross
} it
# The same where several states are to be avoided.
verdict-crosses-more-of = { $n } more { $n ->
    [one] crosses
   *[other] cross
} at least one of them
verdict-unsure = for { NAMES($corridors) } the data cannot tell
# What is crossed: "it" where one state was named before, one state of several, or all of them.
verdict-object = { $named ->
    [state] { NAMES($avoid) }
    [yes] { COUNT($avoid) ->
        [1] it
       *[other] { state-avoided }
    }
   *[no] { state-territory }
}

# $since is a date; of a corridor that was closed in part, $parts are its closed legs.
verdict-idle = { NAMES($corridor) } was idle
verdict-idle-since = { NAMES($corridor) } was idle from { $since }
verdict-closed = { NAMES($corridor) } was closed at { $parts }
verdict-closed-since = { NAMES($corridor) } was closed from { $since } at { $parts }
verdict-not-yet = { NAMES($corridor) } was not yet in service

# A corridor of lanes from several ports of loading; $unsure are those from which it cannot be told.
verdict-lanes-cross-unsure = { $crosses } and cannot be told when loaded at { NAMES($unsure) }
verdict-lanes-unsure = { NAMES($corridor) } cannot be told when loaded at { NAMES($unsure) }

# $verdict is bypasses, crosses or another; $ground is verdict-object, or a list of parts.
verdict-proposed = the proposed { NAMES($corridor) } { $verdict ->
    [bypasses] would bypass { $ground }
    [crosses] would cross { $ground }
   *[other] cannot be judged
} and counts in no total
