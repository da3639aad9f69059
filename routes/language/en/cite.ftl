### What to cite for what is on screen.

# A footnote. $parts are author, title, publisher, date, version and address, as far as there are.
cite-plain = { $parts }. { $note }
cite-title = “{ $title }”
cite-undated = undated
cite-version = data version { $version }

cite-corridor = The corridor
cite-corridor-note = { $path }; { $length } on the map, computed along geodesics.
cite-verdict = The verdict
cite-verdict-title = { $corridor }: { $verdict }
cite-verdict-note = Verdict on { $avoid }, computed from the line on the map and the rows behind it.
cite-journey = The journey
cite-journey-note = Journey { $code }, computed on the network of the legs.
cite-trend = The trend
cite-trend-note = Computed from the balance of each year and the verdicts on its lines.
# What a page shows.
cite-view = This view
# A figure or an event, and where it was seen.
cite-figure = { $value }, { $publisher }
cite-figure-note = { $subject }, { $quantity }: { $value }. { cite-seen }
cite-figure-note-period = { $subject }, { $quantity } ({ $period }): { $value }. { cite-seen }
cite-event-note = { $date }: { $title }. { cite-seen }
cite-quote = “{ $begin }…”
cite-quote-note = { $quoted } The article cites (endnote { $number }): { $endnote } { cite-seen }
cite-quote-note-own = { $quoted } No endnote of its own. { cite-seen }
cite-seen = Shown in Multivector, data version { $version }: { $link }
