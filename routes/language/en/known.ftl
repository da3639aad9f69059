### How do we know? The facts that the sentence over the map rests on, each with its figures.

# A fact and its amount, formatted; $way is a way out of the country (Names).
known-left = All that left Kazakhstan in { $year }: { $mt } Mt
known-way = By { NAMES($way) }: { $mt } Mt{ $met ->
    [yes] , all of it across { state-avoided }
    [no] , none of it across { state-avoided }
    [depends] , across { state-avoided } or not, by the way that it went on
   *[unknown] {""}
}
known-produced = What Kazakhstan produced in { $year }: { $mt } Mt
known-refined = Of it refined at home: { $mt } Mt
known-nothing = no figure says it: it is bounded by the others alone
# A figure that was published: what it is of, its value with its unit, and when.
known-figure = { $what }: { $value } ({ $when })
known-gap = No figure that was found says how much left in { $year }.
known-computed = Between these figures the rest is computed: every figure of the year together, and what arrives at a place leaves it. What other ways carried may have crossed or not.
