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
# A long way by ship that is folded to a stub: what stands on it, and in full with its $parts.
ribbon-fold = // { $km }
ribbon-folded = By ship, { $km }, not to scale: { $parts }
# What the colours say. $avoid are the states to avoid (Names).
ribbon-key-inside = in { state-avoided }
ribbon-colour-land = land
ribbon-colour-territorial_sea = within 12 miles of a coast
ribbon-colour-nearest_waters = nearest waters
ribbon-colour-beyond = open sea
ribbon-colour-fold = // by ship, not to scale
# Where a place stands: kilometres from the origin.
ribbon-place = km { $km }
# Events at one place, $km kilometres from the origin.
ribbon-events = km { $km }: { $n } { $n ->
    [one] event
   *[other] events
}
