### What stands around every page: menu, year, notices, footer, copying and citing.

# Title of the browser's tab; $page is the name of a page.
frame-title = { $page } · Multivector
# Pages, by their name in the address.
frame-page-Map = Map
frame-page-Journeys = Journeys
frame-page-Closure = Closure
frame-page-Trend = Trend
frame-page-Timeline = Timeline
frame-page-Story = Story
frame-page-Sources = Sources
frame-page-Method = Method
# Name of the menu, for a screen reader.
frame-menu = Pages
# In place of the menu where its script cannot be loaded.
frame-no-menu = The menu could not be loaded: reload the page.

frame-year = Year of the figures
frame-year-article = As the article saw it
frame-later = As the article saw it: status is that of July 2022. Owners, and figures of the year 2022, which were published later, are used all the same and carry †.

frame-no-data = The data cannot be read
frame-no-static = This server does not serve the files of static/, so there are no switches and no map. Start it in the folder of the repository, so that .streamlit/config.toml is read.

# The two sides of the map's colours; $avoid are the states to avoid (Names).
frame-inside = inside { state-avoided }
frame-outside = outside { state-avoided }

# How far the data go. $last is the month of the latest event.
frame-coverage = Data version **{ $version }**; events to { $last }, what came later is not here. { $excerpts } of { $sources } sources were read as search excerpts, not as whole pages; the positions of { $general } of { $places } places rest on general knowledge.
# $shown is one of frame-shown-…, $article is the article's title with a link to it.
frame-footer = Land and borders: Natural Earth 1:10m, public domain. Town centres: GeoNames, CC BY 4.0. Quotes: { $article }, TRENDS Research & Advisory, 2022. Own data: CC BY 4.0. { $shown }
# By each set of borders, what is shown.
frame-shown-un = Borders as the UN sees them: Crimea is part of Ukraine, Abkhazia and South Ossetia are part of Georgia.
frame-shown-de_facto = Lines of control: disputed areas are shown with the state that controls them; the UN sees Crimea as part of Ukraine, Abkhazia and South Ossetia as part of Georgia.
# Under an embedded page; $version is that of the data.
frame-footer-embedded = Multivector, data version { $version }, CC BY 4.0; every number has its source there. Land and borders Natural Earth, public domain

# Label of the button, of it once the link is copied, what a screen reader says then, and the label
# of the field to copy from where the browser does not let a page copy.
frame-copy = Copy link
    .copied = Copied
    .done = The link to this view was copied.
    .by-hand = Copy this link
# In place of the button where its script cannot be loaded.
frame-no-copy = Copy the address of this page.

frame-cite = Cite this
frame-cite-what = What to cite
frame-cite-form = Form
frame-cite-form-plain = Text
frame-cite-form-bibtex = BibTeX
frame-cite-form-csl = CSL-JSON
# A verdict by other borders than the UN's.
frame-cite-control = { $verdict } (by the lines of control)
# A journey between two gates; $via are the places on its way.
frame-cite-journey = { $origin } to { $market } { $via }, { $length }: { $verdict }

# Above a page that is drawn by the lines of control; $areas are their names.
frame-borders = Drawn by the lines of control, not by the borders as the UN sees them: { $areas } count as ground of the state that controls them. The page Method says what this changes.
# $fault names a file, its fault and the cure.
frame-no-borders = The lines of control cannot be read ({ $fault }); borders are those that the UN sees.
