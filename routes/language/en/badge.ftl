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
# $avoid are the states to avoid (Names).
badge-port = { COUNT($avoid) ->
    [1] port in { NAMES($avoid) }
   *[other] port in one of them
}
badge-crosses-every = { $stands ->
    [proposed] would cross
   *[existing] crosses
} from every port
# $n of $total lanes cross; of $unsure it cannot be told.
badge-lanes = { $n } of { $total } lanes { $n ->
    [one] crosses
   *[other] cross
}{ $unsure ->
    [0] {""}
   *[other] , { $unsure } cannot tell
}
