### A path unrolled. $km is a length with its unit.

# What stands on a stretch, where there is room.
ribbon-label = { $place } { $km }
# A stretch in full. $zone is its kind of zone; only waters are named.
ribbon-stretch = { $place }{ $zone ->
    [territorial_sea] , territorial sea
    [nearest_waters] , nearest waters
   *[other] {""}
}: { $km }
# In no state.
ribbon-open-sea = open sea
# Where a place stands: kilometres from the origin.
ribbon-place = km { $km }
# Events at one place.
ribbon-events = { $n } { $n ->
    [one] event
   *[other] events
}
