### The table of kilometres by state and kind of zone.

zones-title = Kilometres by state
zones-column-state = State
zones-column-kind = Where
zones-column-km = km
zones-column-range = low–high
zones-column-share = share
# Beside the territorial sea that is nearest to a state: what lies within 12 miles of its coast in
# all. $km is a length with its unit.
zones-belt = within 12 nm of its coast: { $km }
zones-computed = Computed along geodesics on Natural Earth 1:10m.
zones-note = Computed along geodesics on Natural Earth 1:10m; low and high say how far the line and the border may be off.
# Disputed ground; $area is its name, $controller and $claimant are states.
zones-disputed = { $area } (controlled by { $controller }, claimed by { $claimant })
# Under the row of the state that controls it: the kilometres are among that state's.
zones-of-it = of it { $area }
