### The corridors shown, as a table.

corridors-title = The corridors shown
corridors-summary = The corridors shown, as a table
corridors-note = Kilometres computed along the lines of the map; the card of a corridor says how far off they may be.
corridors-column-corridor = Corridor
corridors-column-verdict = Verdict
# $avoid are the states to avoid (Names).
corridors-column-inside = km on the soil of { COUNT($avoid) ->
    [0] the states to avoid
   *[other] { state-avoided }
}
corridors-column-km = km of track
corridors-column-status = Status
corridors-column-path = Path
