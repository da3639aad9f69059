### A verdict at a glance. $stands is existing or proposed: what is proposed would cross or bypass.

badge-no-state = no state picked
badge-cannot-tell = cannot tell
badge-bypasses = { $stands ->
    [proposed] would bypass
   *[existing] bypasses
}
# $km is a length, with its unit.
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
# $n of $total lanes.
badge-lanes = { $n } of { $total } lanes cross
