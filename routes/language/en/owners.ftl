### The list of the owners of a corridor's operators.

# Above it; $n operators.
owners-title = { $n ->
    [one] Who owns the operator
   *[other] Who owns the operators
}
owners-none = No operator is known here, so no owner.
# $legs are legs of which no operator is known.
owners-legs = No operator is known of { $legs }.
owners-note = Shares are effective: what is held through another company counts by the part of it.
# One operator with its $n holders.
owners-operator = { $operator }: { $n ->
    [0] no owner is known
    [one] one holder
   *[other] { $n } holders
}
# Name of the table for those who hear it.
owners-of = Owners of { $operator }
# $shares has one exposure-share for each state; $home (Names) is where the operator is registered.
owners-by-state = By state of the holder: { $shares }. { COUNT($home) ->
    [0] Where the operator is registered is not known.
   *[other] The operator is registered in { NAMES($home) } or belongs to it.
}
owners-column-holder = Holder
owners-column-state = State
owners-column-share = Share
owners-column-source = Source
# $parts as in "51 % of 7.5 %", $companies are those between.
owners-through = { $parts }, through { $companies }
owners-nobody = holder not known
owners-state-unknown = not known
# $known: number of holders that are known.
owners-rest =
    { $known ->
        [0] no source found for its owners
       *[other] computed: what the known shares leave of 100 %
    }
owners-kind-state = the state’s
owners-kind-company = a company
owners-kind-joint = held jointly
owners-as-of = as of { $date }
# Sources that a note names.
owners-cited = ({ $sources })
