### States. $avoid are the states to avoid, $states any: both are Names.

# What a corridor crosses or bypasses.
state-territory = { ID($avoid) ->
    [RU] Russian territory
   *[other] the territory of { state-avoided }
}
# From three on they are counted: their names would fill a sentence.
state-avoided = { COUNT($avoid) ->
    [0] { NAMES($avoid) }
    [1] { NAMES($avoid) }
    [2] { NAMES($avoid) }
   *[other] the { COUNT($avoid) } states to avoid
}
state-list = { NAMES($states) }
