### What is behind the answer of a test, beside its number.

# Of an answer that depends on the port of loading: where it is yes, and where it cannot be told.
exposure-loaded = { $answer ->
    [yes] yes
   *[cannot_tell] cannot tell
} when loaded at { $places }

# Owners. All per cents are formatted. $shares has one exposure-share for each state to avoid that
# holds some, $holders one or more of exposure-holder and exposure-holder-through.
exposure-no-operator-known = no operator known here, so no owner
exposure-held = { $operator }: { $shares }: { $holders }
exposure-share = { NAMES($state) } { $percent } % { $kind ->
    [state] (all by the state)
    [company] (all by companies)
   *[both] (by the state { $by_state } %, by companies { $by_company } %)
}
exposure-holder = { $owner } { $percent } %
# $parts is made of exposure-percent, as in "51 % of 7.5 %"; $companies are those between.
exposure-holder-through = { $owner } { $percent } % through { $companies } ({ $parts })
exposure-percent = { $percent } %
    .of = {" of "}
exposure-holders-more = { $n } more
exposure-none-holds = none of the holders of { $n ->
    [one] { $operators }
   *[other] { $n } operators: { $operators }
}
# $date is the newest date of the register that $note speaks of, as the register has it.
exposure-as-of = { $note }; as of { $date }
exposure-gaps = not all owners known of { $operators }
# $percent of the operator is in unknown hands.
exposure-gap = { $operator } ({ $percent } %)
exposure-no-operator = no operator known of { $legs }
exposure-more = { $names } and { $n } more

# Courts.
exposure-follows = follows from soil or port: what stands there answers to its courts
# The operator is registered in the states, or is their company; operators.csv says which source.
exposure-registered = computed from where the operator is at home: { $operator } is registered in { NAMES($states) } or belongs to it
exposure-no-source = no source found
