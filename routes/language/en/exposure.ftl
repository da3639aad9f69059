### What is behind the answer of a test, beside its number.

# Of an answer that depends on the port of loading: where it is yes, and where it cannot be told.
exposure-loaded = { $answer ->
    [yes] yes
   *[cannot_tell] cannot tell
} when loaded at { $places }

# Owners. $holders is one or more of exposure-holder; $percent is formatted.
exposure-no-owner = no owner known here
exposure-holder = { $owner } { $percent } %{ $holder ->
    [state] {""}
    [company] {" "}(a company)
   *[joint] {" "}(held jointly)
}
exposure-holders-and-state = { $holders }; { $percent } % by the state itself
exposure-in-leg = in { NAMES($leg) }: { $holders }
exposure-none-holds = { $n ->
    [one] the only holder is another
   *[other] none of { $n } holders
}
exposure-none-holds-legs = none of the holders of { $n } { $n ->
    [one] leg
   *[other] legs
}
# $date is the newest date of the register that $note speaks of, as the register has it.
exposure-as-of = { $note }; as of { $date }
exposure-gaps = not all owners known of { $legs }
exposure-gaps-more = not all owners known of { $legs } and { $n } more

# Courts.
exposure-follows = follows from soil or port: what stands there answers to its courts
exposure-no-source = no source found
