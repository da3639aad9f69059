### Pictures of a view: what stands round a map, a ribbon, a chart or a table.

# What stands below: states to avoid and the year.
picture-time = { COUNT($avoid) ->
    [0] Figures of { $year }.
   *[other] States to avoid: { NAMES($avoid) }. Figures of { $year }.
}
# The same of a page that shows all years.
picture-time-years = { COUNT($avoid) ->
    [0] Figures of the years shown.
   *[other] States to avoid: { NAMES($avoid) }. Figures of the years shown.
}
picture-time-article = As the article saw it in July 2022.
# $sources is a list of publishers with dates; $n is how many more there are.
picture-sources = Sources of the amounts: { $sources }.
# Who tells what the map of an event shows.
picture-source-event = Source: { $source }.
picture-sources-more = Sources of the amounts: { $sources }; { $n ->
    [one] one more
   *[other] { $n } more
} on the page.
# What the widths of a closure's map say; the page adds what a click does.
picture-widths = The wider a line, the more Kazakh oil moves on it; lanes at sea are drawn thinner. Hair lines: nothing moves. Grey and dotted: closed.
picture-measured = Kilometres are measured on this map.
picture-licence = Own data: CC BY 4.0, The Multivector authors. Land and borders: Natural Earth, public domain. Town centres: GeoNames, CC BY 4.0.
picture-version = Multivector, data version { $version }
# Where a page has no such part; $page is its name.
picture-no-part = The page { $page } has no { $part ->
    [map] map: this one shows its corridors
    [ribbon] ribbon: this is its map
    [chart] chart: this is its map
   *[table] table: this is its map
}.
# An address that asks for what no picture is made of; $name is its parameter, $valid a list.
picture-refused = No picture is made with { $name } “{ $given }”; give one of { $valid }.
# Heading of what is read aside.
picture-sources-heading = Sources
picture-legend = Legend
picture-ribbon-heading = The way unrolled, by the states that it crosses
# An amount that may be more: least and greatest in brackets.
picture-range = { $value } ({ $range })
# A verdict: its sign, then its words.
picture-verdict = { $symbol } { $verdict }
