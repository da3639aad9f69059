### What rests on a source, a line for each.

source-rest = { $about }: { $line }
source-points = { $n } { $n ->
    [one] point
   *[other] points
} of its line
# A published figure, with its period where it has one. $value has its unit.
source-figure = { $quantity } { $value }
source-figure-period = { $quantity } { $value } ({ $period })
source-stake = { $owner } { $percent } %
source-courts = courts of { $state }: { $basis }
source-event = { $date }: { $title }
source-leg = its course and status
source-place = its position
