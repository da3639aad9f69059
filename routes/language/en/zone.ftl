### Where a kilometre lies: kinds of zone, as geodata/world has them.

zone-land = land
zone-territorial_sea = territorial sea
zone-nearest_waters = nearest waters
zone-unassigned = land of no state
zone-beyond = beyond 12 nm
# Instead of a state's name.
zone-no-state = no state
