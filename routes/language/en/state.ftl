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

# What to say of a state that is not known; it names no other state.
state-cure = it is no ISO 3166-1 code (two letters, three letters or three digits) and no name of a state in English, Russian or Kazakh
# Of a list that is too long: how much of it is read, and what stands for the rest. $n, $characters
# and $states are formatted.
state-cure-long = give at most { $characters } characters and { $states } states
state-rest-characters = all after the first { $n } characters
state-rest-states = all after the first { $n } states
