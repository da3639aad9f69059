### The map. Those that begin with map-script- are handed to its script; `km` follows a number there.

map-blocked = The map cannot run in this browser: its script was blocked. What it shows stands in the list and the tables of this page.
# A picture of the map, which the server draws and the map itself replaces; $corridors are names.
map-still = { $count ->
    [0] Picture of the map without a corridor, until the map itself is there
   *[other] Picture of the map with { $corridors }, until the map itself is there
}

# What a line can carry in a year, in its tooltip; the amount is a formatted range of Mt.
map-tip-capacity = can carry { $mt } Mt of Kazakh oil in { $year }

map-script-map = Map of the export routes
map-script-legend = Legend
map-script-inside = inside the states to avoid
map-script-outside = outside the states to avoid
map-script-nobody = no state to avoid is picked
map-script-pipeline = pipeline
map-script-rail = railway
map-script-sea = sea lane
map-script-operating = { status-operating }
map-script-idle = { status-idle }
map-script-proposed = { status-proposed }
map-script-closed = closed
map-script-km = km
map-script-mt = Mt
# Marks of places, as the legend names them.
map-script-mark-port = loading port
map-script-mark-terminal = terminal
map-script-mark-field = oil field
map-script-mark-refinery = refinery
map-script-mark-border = border crossing
map-script-mark-pump = pump station
map-script-mark-station = railway stop
# Headings of the legend's groups, and what its widths mean. The script fills in what stands in braces.
map-script-legend-where = Colour: where
map-script-legend-what = Pattern: what
map-script-legend-marks = Marks: places
map-script-legend-width = Width: how much Kazakh oil in {"{year}"}
map-script-range = paler: what may have moved
map-script-unknown = not known
# The tooltip: what moved by the line, its length, what else lies under the pointer, what a click does.
map-script-moved = {"{mt}"} Mt of Kazakh oil in {"{year}"}
map-script-moved-range = {"{mt}"} Mt of Kazakh oil in {"{year}"} (between {"{low}"} and {"{high}"})
map-script-moved-unknown = Kazakh oil in {"{year}"}: not known
map-script-leg-km = this leg {"{km}"}
map-script-also = Also here: {"{names}"}
map-script-hint = Click for the card
map-script-hint-keys = Arrow keys: the next line. Enter: take this one
map-script-hint-next = Click for the card, again for the next line
# What a place is, in the tooltip of its dot.
map-script-place-field = oil field
map-script-place-terminal = terminal
map-script-place-mooring = offshore moorings
map-script-place-port = port
map-script-place-refinery = refinery
map-script-place-border = border crossing
map-script-place-pump_station = pump station
map-script-place-compressor_station = compressor station
map-script-place-station = railway station
# By which borders the map is drawn; the signs of disputed ground; the button that asks for the others.
map-script-borders-un = Borders as the UN sees them
map-script-borders-de_facto = Lines of control
map-script-area = disputed area
map-script-control = line of control
map-script-to-un = Show borders as the UN sees them
map-script-to-de_facto = Show lines of control
map-script-view = View of the map
map-script-zoom-in = Zoom in
map-script-zoom-out = Zoom out
map-script-whole = Whole view
map-script-fit = Fit to what is selected or shown
map-script-full = Full screen
map-script-leave = Leave full screen
# Close up, beside the scale: how far from the drawn line the true one may lie.
map-script-schematic = schematic, ± {"{km}"} km
# At the sheet's edge, where a way leaves it; the kilometres are those from there.
map-script-way = to {"{places}"}, {"{km}"} km
map-script-follow = Show the whole way
map-script-wheel = Ctrl and wheel zoom the map
map-script-wheel-mac = ⌘ and wheel zoom the map
map-script-fingers = Two fingers move the map
map-script-failed = The map's data could not be read. Run make data and reload.
map-script-rebuilt = The data was built anew. Reload the page to see map and text of one version.
