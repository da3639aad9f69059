### What pages say beside their cards.

page-journeys-only = Only those that bypass

# The nearest year whose balance closes is shown.
page-closure-no-year = year: too little is known of what left in { $year }; { $nearest } is shown.
page-closure-note = { picture-widths } Click a line to close it.


# Under the map on paper, where all steps stand; $heading is that of the step.
page-story-map = The map is that of “{ $heading }”.
page-story-open = Open this view on the map

page-timeline-lead = { $order ->
    [article] **The events in the order of the article**; below them, what other sources add and what came after.
   *[date] **What happened to Kazakhstan’s ways out**, by date.
} Choose an event to set the map.
page-timeline-map = Show it on the map

# $last is the month of the latest event.
page-timeline-coverage = The events end in { $last }: what came later is not here, whatever the year chosen above.

page-sources-search = Search
    .empty = A word, a place in any of three languages, a publisher, a number
page-sources-corridor = Corridor
    .empty = All corridors
page-sources-list = What is listed
# A list by its name, and how much was found in it.
page-sources-tab = { $tab } ({ $n })
page-sources-tab-sources = Sources
page-sources-tab-article = Article
page-sources-tab-figures = Figures
page-sources-tab-events = Events
page-sources-tab-rivals = Rival figures
page-sources-tab-endnotes = Endnotes
page-sources-tab-unsourced = Unsourced
page-sources-show-all = Show all { $n }
# On paper, where a long list is not shown whole; $button is the label of page-sources-show-all.
page-sources-on-paper = These sheets have the first { $n } of this list; { $more } more are on the page, and are printed after “{ $button }” was pressed there.
page-sources-cite = Figures to cite
    .empty = Pick a set of figures
