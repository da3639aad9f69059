### The table of kilometres by state and kind of zone.

zones-title = Kilometres by state
zones-column-state = State
zones-column-kind = Where
zones-column-km = km
# Of a corridor of branches: all its lines together, and one branch, from the least to the most.
zones-column-track = km of track
zones-column-branch = km by branch
zones-column-range = low–high
zones-column-share = share
# Beside the territorial sea that is nearest to a state: what lies within 12 miles of its coast in
# all. $km is a length with its unit.
zones-belt = within 12 nm of its coast: { $km }
# What closes the sum of the kilometres, with their number beside it.
zones-unattributed = in no zone (unattributed)
zones-overcounted = counted twice
zones-length = { $of ->
    [track] all lines, length of track
   *[path] length
}
# $km is a length with its unit.
zones-twice = Within 12 nm of more than one coast, and counted for each: { $km }.
zones-computed = Computed along geodesics on Natural Earth 1:10m.
zones-note = Computed along geodesics on Natural Earth 1:10m; low and high say how far the line and the border may be off.
# Disputed ground; $area is its name, $controller and $claimant are states.
zones-disputed = { $area } (controlled by { $controller }, claimed by { $claimant })
# Under the row of the state that controls it: the kilometres are among that state's.
zones-of-it = of it { $area }
