### What could not be read of a link or a field. $parameter is the name in the address, $given what
### stood there, shortened.

# An id or a state that the data does not have; $near is one that it has.
view-unknown = { $parameter }: '{ $given }' is not known; see the list on the page. The rest was kept.
view-unknown-near = { $parameter }: '{ $given }' is not known; nearest name: '{ $near }'. The rest was kept.
view-unknown-more = { $parameter }: { $count } more are not known.

# $low, $high and $kept are numbers as an address writes them.
view-no-number = { $parameter }: '{ $given }' is not a number from { $low } to { $high }; { $kept } is shown.
view-no-text = { $parameter }: '{ $given }' is no text. The rest was kept.
# $most is a number of characters.
view-too-long = { $parameter }: '{ $given }' is longer than { $most } characters. The rest was kept.
view-no-list = { $parameter }: '{ $given }' is no list of ids. The rest was kept.
view-no-closures = { $parameter }: '{ $given }' is no list of closures. The rest was kept.
view-unreadable = { $parameter }: '{ $given }' cannot be read. The rest was kept.
view-language = { $parameter }={ $given }: only English is here so far ({ $parameter }=en).

# $fault is a sentence of the engine on a closure.
view-rest-kept = { $fault }. The rest was kept.
view-closures-more = { $parameter }: { $count } more could not be taken as given.
view-cannot-close = { $parameter }: '{ $given }' cannot close. The rest was kept.
# $name is what closes; $kept is what its field held.
view-no-per-cent = { $name }: '{ $given }' is not a per cent from 0 to 100; { $kept } is kept.
view-no-days = { $name }: '{ $given }' is not a whole number of days from 1 to { $most }; { $kept } is kept.
# $cure is a clause of the engine, $kept a date, YYYY-MM-DD.
view-no-start = { $name }: '{ $given }' is no day to begin on; { $cure }; { $kept } is kept.
view-overlap = { $name }: two of its closures would overlap in time; all times are kept as they were.
view-times = { $name }: closures have { $most } different times at most, each a start and days; all times are kept as they were.

# $version is that of the grammar which is read here.
view-other-grammar = v={ $given }: this link follows another grammar than { $version }; what could be read was kept.
view-not-nothing = { $parameter }: '{ $given }' is no parameter that can be nothing.
view-more-unreadable = { $count } more { $count ->
    [one] part
   *[other] parts
} of the link cannot be read.
# $names are parameters in quotes.
view-no-parameter = { $names }: this page knows no such parameter.
# $most and $count are numbers with marks between groups of digits.
view-link-too-long = The link is longer than { $most } characters; the rest was left.
view-too-many = The link has { $count } parameters; the first { $most } were read.
view-twice = { $parameter }: stands more than once; the last was taken.
