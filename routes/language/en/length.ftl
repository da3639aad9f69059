### Published lengths beside those on the map.

length-heading = Published and on the map, km
length-title = Published lengths and lengths on the map
# A stretch from place to place.
length-stretch = { $first }–{ $last }
length-column-stretch = Stretch
length-column-line = Line
length-column-state = State
length-column-published = Published
length-column-map = On the map
length-column-share = Share
length-column-source = Source of the published figure
# Instead of a state: the whole line.
length-whole = in all
# What the published lengths show. least, middle and most are per cent: map over published.
length-measured = { $lengths ->
    [one] Of the one length published the map has { $middle } %.
   *[other] Of { $lengths } published lengths of { $lines ->
        [one] one line
       *[other] { $lines } lines
    } the map has { $least } to { $most } %, the middle one being { $middle } %.
}
# points are percentage points.
length-measured-shares = { $shares ->
    [one] The share published for a state differs from the map's by { $points } percentage points.
   *[other] { $shares } shares of a line in a state were published; the map's differ by { $points } percentage points at most.
}
# A line whose published length is of another way than the map draws. $drawn is what is drawn, $km
# its length on the map, with its unit.
length-apart = { $name }: what was published is of { $stretch }; the map draws { $drawn }, { $km }. The two are not compared.
