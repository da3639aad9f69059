### A verdict at a glance. $stands is existing or proposed: what is proposed would cross or bypass.

badge-no-state = no state picked
badge-cannot-tell = cannot tell
badge-bypasses = { $stands ->
    [proposed] would bypass
   *[existing] bypasses
}
# $km is a length with its unit, or two: that of the shortest branch and that of the longest.
badge-crosses = { $stands ->
    [proposed] would cross
   *[existing] crosses
} · { $km }
badge-crosses-at-sea = { $stands ->
    [proposed] would cross
   *[existing] crosses
} at sea · { $km }
# $avoid are the states whose ports are called at (Names); of many that are not told apart all to avoid.
badge-port = { COUNT($avoid) ->
    [1] port in { NAMES($avoid) }
    [2] ports in { NAMES($avoid) }
   *[other] ports in states to avoid
}
badge-crosses-every = { $stands ->
    [proposed] would cross
   *[existing] crosses
} from every port
# It crosses from $n of $total ports of loading; of $unsure it cannot be told.
badge-lanes = { $n ->
    [0] cannot tell from { $unsure } of { $total } ports
   *[other] crosses from { $n } of { $total } ports{ $unsure ->
        [0] {""}
       *[other] , cannot tell from { $unsure }
    }
}
