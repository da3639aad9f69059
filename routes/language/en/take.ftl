### What a view hands over: tables, what their columns mean, and the control that offers them.

# Names of tables.
take-table-shown = What is shown
take-table-tests = Tests
take-table-ground = Kilometres by state
take-table-owners = Owners
take-table-lengths = Published lengths
take-table-figures = Figures with sources
take-table-quotes = Passages of the article
take-table-services = Days and prices
take-table-answer = What has no way out
take-table-ways = Ways out by year
take-table-event = The event on the map
take-table-about = About these data, columns explained

# What each column holds, by its name.
take-column-access = How far the source was checked
take-column-answer = Answer to the test
take-column-article = Title of the article
take-column-as_of = Date of the statement
take-column-as_seen = With other ways taking the most that they were seen to carry
take-column-author = Author of the article
take-column-basis = What the value rests on
take-column-before_mt = Kazakh oil on its way out on the closed days if nothing were closed
take-column-bottleneck = Leg or transfer that lets least through, by published figures
take-column-bottleneck_mtpa_high = What it lets through of Kazakh oil, at most
take-column-bottleneck_mtpa_low = What it lets through of Kazakh oil, at least
take-column-branch = Place that the branch begins at; blank for the whole
take-column-closed = Whether nothing of it is left while something is closed
take-column-compared = Value in the unit in which the answers are compared
take-column-compared_unit = That unit
take-column-corridor = Name of the corridor
take-column-corridor_id = Id of the corridor, as in links
take-column-date = Date, as precisely as it is known
take-column-date_of_event = When it happened
take-column-date_precision = How precisely the date is known
take-column-days_high = Days on the way, at most
take-column-days_low = Days on the way, at least
take-column-difference_percent = Difference from the number shown first
take-column-during_mt_as_seen = Kazakh oil that can leave on the closed days; other ways take the most that they were seen to carry
take-column-during_mt_on_paper = The same; other ways take their nameplate
take-column-effect = What the event did to the flow
take-column-element = Name of the line, field, refinery or sum
take-column-element_id = Id of the leg, transfer, gate or sum
take-column-endnote = Number of the article’s endnote, Roman
take-column-event_id = Id of the event, as in links
take-column-gap = Why nothing is told of the year
take-column-ground_km = Kilometres on land or in the territorial sea of the states to avoid
take-column-group = What kind of row it is
take-column-holder = What the holder is
take-column-is = The value, or what the column holds
take-column-journey = Way of the journey
take-column-journey_id = Code of the journey, as in links
take-column-key = What the row is, as a short name
take-column-kind = Kind
take-column-km = Kilometres as drawn
take-column-km_high = Kilometres that may lie there, within the precision of line and border
take-column-km_low = Kilometres that surely lie there
take-column-known_use = How far the way is known to have carried Kazakh oil
take-column-left_mt_drawn = Oil that left the country, in the balance that is drawn
take-column-left_mt_high = Oil that left the country, at most
take-column-left_mt_low = Oil that left the country, at least
take-column-left_open = What the author leaves open
take-column-legs = Ids of the legs in order, separated by |
take-column-length_km = Length on the map along geodesics; of a corridor, all of its track
take-column-locator = Where in the source
take-column-map_km = Length on the map
take-column-map_link = Address of the step’s map
take-column-map_of_published_percent = Length on the map, of the length published
take-column-met_percent_high = Share of what left that met a state to avoid, at most
take-column-met_percent_low = Share of what left that met a state to avoid, at least
take-column-modes = Modes in order
take-column-moved_mt_drawn = Kazakh oil that went there in the year, in the balance that is drawn
take-column-moved_mt_high = Kazakh oil that went there in the year, at most
take-column-moved_mt_low = Kazakh oil that went there in the year, at least
take-column-moved_mt_most = Kazakh oil that went all the way in the year, at most
take-column-moved_part = Leg or transfer that this bound is of
take-column-note = What a reader should know; why cells are blank
take-column-on_map = Whether the map of the page shows it
take-column-on_paper = With other ways taking their nameplate
take-column-operator = Name of the operator
take-column-operator_id = Id of the operator
take-column-out_mt_drawn = Oil that left by this way, in the balance that is drawn
take-column-out_mt_high = Oil that left by this way, at most
take-column-out_mt_low = Oil that left by this way, at least
take-column-owner = Last holder, as the source names it
take-column-path = From where to where
take-column-percent = Share of the operator
take-column-period = Time that the number is for
take-column-planned = Whether it is a schedule or a hope
take-column-ports = Places of loading in the states to avoid, counted
take-column-price_usd_high = Price of a container of 40 feet, at most
take-column-price_usd_low = Price of a container of 40 feet, at least
take-column-published_km = Length as published
take-column-publisher = Who published it
take-column-quantity = What was counted, as in figures.csv
take-column-quantity_name = What was counted, in words
take-column-question = The question, as a name
take-column-quote_id = Id of the passage
take-column-quote_ids = Ids of passages, separated by |
take-column-reference = The endnote in full
take-column-remark = What other sources say of it; ids of sources stand in brackets
take-column-resolved = What an Ibid. points at
take-column-rests = How many things rest on the source
take-column-rivals = Other published answers to the same question, each with its source
take-column-role = What the figure says of it, as in capacities.csv
take-column-says_map = What the map shows, computed
take-column-says_text = What the text only claims
take-column-service = Name of the service
take-column-service_id = Id of the service
take-column-share_percent_drawn = Its share of all that left, in the balance that is drawn
take-column-share_percent_high = Its share of all that left, at most
take-column-share_percent_low = Its share of all that left, at least
take-column-shown = Whether the page shows this number first, or as a rival
take-column-soil_km = Kilometres on the soil of the states to avoid; of several branches, that with most
take-column-soil_km_high = Kilometres that may lie there, within the precision of line and border
take-column-soil_km_least_branch = The same of the branch with least; blank for a single path
take-column-soil_km_low = Kilometres that surely lie there
take-column-source = Source in a few words
take-column-source_date = Date of publication
take-column-source_id = Id of the source, as in sources.csv; computed: from the map
take-column-source_title = Title of the source
take-column-state = State, ISO 3166-1 alpha-2
take-column-state_name = Name of the state
take-column-statements = Statements that rest on the source; positions are none
take-column-status = Status at the time looked at
take-column-step = Number of the step
take-column-stretch = The stretch that the number is of
take-column-subject = What it is about
take-column-subject_id = Id of what it is about
take-column-subject_ids = Ids of what it is about, separated by |
take-column-subjects = What it is about
take-column-tells = What happened, in our words
take-column-territorial_sea_km = Kilometres within 12 nautical miles of the coasts of the states to avoid; of several branches, that with most
take-column-territorial_sea_km_high = Kilometres that may be so near
take-column-territorial_sea_km_least_branch = The same of the branch with least; blank for a single path
take-column-territorial_sea_km_low = Kilometres that surely are so near
take-column-test = Name of the test, as in reports
take-column-text = The passage, word for word, slips included
take-column-through = Companies through which it is held, from the operator down
take-column-times_by_russia_length = Days, as a multiple of the way through Russia
take-column-times_by_russia_price = Price, as a multiple of the way through Russia
take-column-title = Title
take-column-told_by = Who tells it
take-column-transfers = Changes of mode
take-column-url = Address of the source
take-column-value = Value as published or computed, in the unit beside it
take-column-value_high = Greatest value, within the precision of line and border
take-column-value_least = Value of the branch with least; blank for a single path
take-column-value_low = Least value, within the precision of line and border
take-column-value_unit = Unit of the value
take-column-verdict = Verdict, as in reports: bypasses, crosses, cannot_tell, depends, not_asked
take-column-verdict_words = Verdict as the page words it
take-column-ways_by_port_drawn = Effective number of last ports, in the balance that is drawn
take-column-ways_by_port_high = Effective number of last ports, at most
take-column-ways_by_port_low = Effective number of last ports, at least
take-column-ways_by_state_drawn = Effective number of first states, in the balance that is drawn
take-column-ways_by_state_high = Effective number of first states, at most
take-column-ways_by_state_low = Effective number of first states, at least
take-column-ways_by_way_drawn = Effective number of ways out, in the balance that is drawn
take-column-ways_by_way_high = Effective number of ways out, at most
take-column-ways_by_way_low = Effective number of ways out, at least
take-column-what = What it is
take-column-year = Year that the numbers are of
take-column-year_mt_as_seen = Kazakh oil that can leave in the whole year; other ways take the most that they were seen to carry
take-column-year_mt_on_paper = The same; other ways take their nameplate
take-column-zone = Kind of zone

# Why cells are blank.
take-note-no-state = no state to avoid: nothing was asked
take-note-depends = judged by the port of loading: see the tests of its branches
take-note-no-oil = carries no oil by its nature
take-note-not-known = what moved is not known
take-note-open = no figure bounds it from above

take-shown-first = shown first
take-shown-rival = rival
take-shown-apart = in a unit that cannot be compared
take-shown-expected = plan or forecast
# A rival number with who published it.
take-rival = { $value } ({ $source })
take-journey-first = first
take-journey-second = beside it

# How far a way is known to have carried Kazakh oil.
take-use-in_year = all of it in the year
take-use-before = all of it at some time by then
take-use-possible = part of it not, as far as sources tell
take-use-never = part of it never, as a source says

# Kinds of row of the year’s oil.
take-group-field = field
take-group-output = all output
take-group-home = refinery at home
take-group-way = way out
take-group-all = all ways out
take-group-leg = leg

# Numbers of the answer to a closure.
take-answer-days = days on which something is closed
take-answer-due = would have left on those days
take-answer-no_way = of it without a way out on those days
take-answer-no_way_per_day = the same, a day
take-answer-lost = without a way out by the end of the year
take-answer-made_up = leaves later in the year instead
take-answer-year_end = can leave by the end of the year
# $name is a line or a transfer.
take-bottleneck = bottleneck: { $name }, what it lets through

# What the method assumes.
take-parameter-wander = how far a pipeline or railway strays between two points, in parts of their distance times t(1 − t)
take-parameter-sea_wander = the same of a ship
take-parameter-territorial_sea = breadth of the territorial sea
take-parameter-bbl_per_t = barrels a tonne where a density must be assumed
take-parameter-bbl_per_t_light = the same of the lightest crude here
take-parameter-says_nothing = part of what left that a range from nothing may span before it tells nothing
take-parameter-complete_percent = share from which a register of owners counts as complete
# $date is the day of the fit.
take-basis-fitted = fitted to traces by others on { $date }: docs/calibration.md
take-basis-chosen = chosen, not fitted: no trace of a ship is known
take-basis-law = UN Convention on the Law of the Sea, article 3
take-basis-rule = usual rule for average crude (Energy Institute)
take-basis-light = crude of Tengiz
take-basis-ours = set here: docs/method.md

# What the data are, row by row.
take-about-title = Page
take-about-sentence = What it says first
take-about-permalink = Link to the view
take-about-data_version = Version of the data
take-about-coverage = How far the data go
take-about-avoid = States to avoid
take-about-year = Year
take-about-borders = Borders
take-about-licence = Licence
take-about-licence_quotes = Licence of quotations
take-about-cite = How to cite
take-about-bibtex = The same as BibTeX
take-about-blank = Blank cells
take-about-notice = What of the link could not be read
# Name of a column and of its table.
take-meaning = Column { $column } of “{ $table }”
take-meaning-unit = { $what } ({ $unit })
# $last is the month of the latest event; numbers of sources.
take-coverage = Events to { $last }; nothing later than January 2026 is a source. { $excerpts } of { $sources } sources were read as search excerpts, not as whole pages.
take-licence = Own data: CC BY 4.0, “The Multivector authors”, with the version of the data. Published numbers are facts, each with its source beside it. Land and borders: Natural Earth, public domain. Town centres: GeoNames, CC BY 4.0.
take-licence-quotes = Passages of the article are quoted with their author; CC BY does not cover them. All rights stay with Stephen Blank and TRENDS Research & Advisory.
take-blank = A blank cell is not known or not asked, never nothing; the note says which.
take-none = none

# What cannot be taken. $given is what was asked for.
take-no-page = There is no page { $given }: the page Map is taken.
take-no-form = There is no form { $given }; take one of those listed.
take-no-table = There is no table { $given } here; take one of those listed.
take-no-map = Page { $page } has no map; take its tables.

# The control: button, panel, its parts.
take-away = Take away
# On a card; $name is what the card is about.
take-card = Take away: { $name }
take-close = Close
take-failed = What can be taken away could not be loaded: reload the page.
take-closed = Files of data and pictures need the server (server.py); here only the pages are served.
take-data = Data of this view
take-tables = All tables in one workbook
take-features = Lines and places of the map
take-picture = Picture
# What of the page there is a picture of.
take-part-map = Map
take-part-ribbon = Ribbon of states
take-part-chart = Chart
take-part-table = Table
take-part-page = Whole page
take-print = Print
take-print-page = Print this page
take-cite = Cite
take-copy-text = Copy the citation
# States to avoid, and the year.
take-cited = States to avoid: { $avoid }; figures of { $year }.
take-embed = Embed
take-width = Width
take-height = Height
take-snippet = Code of the frame
take-copy-snippet = Copy the code
take-preview = See it live
take-copied = Copied.
take-by-hand = Your browser does not let a page copy: mark the text and copy it.
