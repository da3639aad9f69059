### The corridors shown, as a table.

corridors-title = The corridors shown
corridors-summary = The corridors shown, as a table
corridors-note = Kilometres computed along the lines of the map; the card of a corridor says how far off they may be. Oil computed from the balance of the year; the same oil may go by several corridors in turn, so that they are never added up.
# What no figure of the year tells.
corridors-unknown = not known
corridors-column-corridor = Corridor
corridors-column-verdict = Verdict
# $avoid are the states to avoid (Names).
corridors-column-inside = km on the soil of { COUNT($avoid) ->
    [0] the states to avoid
   *[other] { state-avoided }
}
corridors-column-moved = Mt of Kazakh oil in { $year }
corridors-column-km = km of track
corridors-column-status = Status
corridors-column-path = Path
