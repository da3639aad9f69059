### The site without a server. Those that begin with site-script- are handed to its script, which
### fills in what stands in braces.

# Menu.
site-menu = Pages of this site
# The pages before, after and above a page.
site-near = Pages near this one
site-skip = Skip to the content
site-menu-map = Map
site-menu-journeys = Journeys
site-menu-closures = Closures
site-menu-years = Years
site-menu-story = Story
site-menu-events = Events
site-menu-data = Data

# Headings of pages; $name is a name from the data.
site-index = Which of Kazakhstan’s routes bypass Russia
site-year = The year { $year }
site-journey = { $origin } to { $market }: { $name }
# $km is a length with its unit, $avoid names states, $verdict is a verdict in words.
site-journey-told = { $km } from end to end. To avoid { $avoid }: **{ $verdict }**.
site-journeys = Journeys, from field or border to market
# $n counts all journeys, $bypass those that bypass the states to avoid, which $avoid names.
site-journeys-told = { $n } journeys, each from an origin to a market of what it sends; **{ $bypass }** of them bypass { $avoid }.
site-closures = What if something closes
site-events = What happened
# $n counts events, $first and $last are dates.
site-events-told = { $n } events from { $first } to { $last }.
site-data = The data

# In front of the heading, what the page is of.
site-of-corridor = Corridor
site-of-journey = Journey
site-of-closure = Closure
site-of-year = Year
site-of-story = Story

# Map and switches.
site-map = Map
site-picture = Map of what this page tells
site-avoid = States to avoid
site-years = Year
site-corridors = Corridors on the map
site-show = Show { $name } on the map
site-presets = Corridors to show
site-no-script = Without scripts the picture stands; all that is told is in the text and in the tables.
# After the names of the states, the verdict of this page's corridor or journey.
site-verdict-for = To avoid:

# Tables and lists.
site-in-full = In full
site-by-state = Verdict for each state
site-state = State to avoid
site-verdict = Verdict
site-pair = From { $origin } to { $market }
site-earlier = Before: { $name }
site-later = Next: { $name }
site-unknown-date = not dated

# The data beside the pages.
site-beside = The data of this page
site-files = Files
site-data-about = Each file holds what its name says, as of data version { $version }. Kilometres are km, amounts million tonnes (Mt), coordinates degrees on WGS84. A blank is not known.
site-data-licence = Our tables and lines: CC BY 4.0, The Multivector authors. The land: Natural Earth, public domain. The quotations on the pages are not part of the data and stay with their author.
site-data-forms = { $forms } of { $name }
site-set-corridors = Corridors, with their verdict for each state
site-set-legs = Legs of the corridors
site-set-places = Places
site-set-journeys = Journeys
site-set-closures = Flows on each leg under the closures
site-set-years = What moved on each leg in each year
site-set-verdicts = Verdicts of corridors by state
site-set-figures = Published figures
site-set-events = Events
site-set-sources = Sources

# Foot of each page; the article is a link.
site-foot = Routes, verdicts and the site are computed from { $article } and other sources; no page asks any host for anything.
site-licence = Data: CC BY 4.0, The Multivector authors, data version { $version }. Quotations stay with their author.

site-script-shown = Corridors shown: {"{shown}"}.
site-script-count = Corridors shown: {"{shown}"}. Bypass: {"{bypass}"}; cross: {"{cross}"}; cannot be told, or depends on the port of loading: {"{open}"}.
