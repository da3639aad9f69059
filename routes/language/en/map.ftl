### The map. Those that begin with map-script- are handed to its script; `km` follows a number there.

map-blocked = The map cannot run in this browser: its script was blocked. What it shows stands in the list and the tables of this page.

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
# By which borders the map is drawn; the signs of disputed ground; the button that asks for the others.
map-script-borders-un = Borders as the UN sees them
map-script-borders-de_facto = Lines of control
map-script-area = disputed area
map-script-control = line of control
map-script-to-un = Show borders as the UN sees them
map-script-to-de_facto = Show lines of control
map-script-failed = The map's data could not be read. Run make data and reload.
map-script-rebuilt = The data was built anew. Reload the page to see map and text of one version.
