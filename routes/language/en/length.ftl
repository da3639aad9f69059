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
# A line whose published length is of another way than the map draws. $drawn is what is drawn, $km
# its length on the map, with its unit.
length-apart = { $name }: what was published is of { $stretch }; the map draws { $drawn }, { $km }. The two are not compared.
