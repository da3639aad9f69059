### The list of events with its axis of time.

timeline-order = Order
timeline-order-date = By date
timeline-order-article = In the article’s order
timeline-tell = Who tells it
# Of a row that the article tells; the others have no such mark.
timeline-told = article

# What the marks mean, in shape and colour.
timeline-key = Marks
timeline-group-stops = stops or limits
timeline-group-opens = announces, opens, restores
timeline-group-other = ruling, incident, other
timeline-key-known = a bracket: known to the month or the year only
# How the axis is to be read.
timeline-axis = Each month is as high as its events need, and within it days stand true; months without events are left out.

# The list as a whole, for who cannot see it.
timeline-list = Events
# Where every list is switched off.
timeline-nothing = No list is switched on: choose above whose events to show.
timeline-failed = The list of events could not be loaded. Load the page anew.
