### Published lengths beside those on the map.

length-heading = Published and on the map, km
length-title = Published lengths and lengths on the map
length-column-line = Line
length-column-state = State
length-column-published = Published
length-column-map = On the map
length-column-share = Share
length-column-source = Source of the published figure
# Instead of a state: the whole line.
length-whole = in all
