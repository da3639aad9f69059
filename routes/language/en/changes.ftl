### What changed in the data since a link was made.
### $date and $version are of the link's data, $now and $current of today's.

changes-unreadable = d: '{ $version }' is no data version; what has changed since the link was made cannot be told. The rest was kept.
changes-made = This link was made with the data of { $date } (version { $version })
changes-older = { changes-made }; this server has older data, of { $now } ({ $current }).
changes-none = { changes-made }; now it is that of { $now } ({ $current }). The list of changes names nothing that this view shows.
changes-some = { changes-made }; now it is { $current }. { $n } { $n ->
    [one] change
   *[other] changes
} may concern what it shows:
changes-entry = { $date }: { $text }
