### The table of tests.

# How many tests there are.
tests-count = { $n ->
    [6] Six tests
   *[other] { $n } tests
}
# Above the table. $avoid are the states to avoid (Names), $n is the number of tests.
tests-title = { tests-count }: avoiding { state-avoided }
# Instead of the tests.
tests-none = No state to avoid is picked, so nothing is asked and nothing answered.
# Below it. $n tests make the verdict.
tests-note = The first { $n ->
    [3] three
   *[other] { $n }
} make the verdict. The others are remaining exposure and never change it.
# Water within 12 miles of a coast that is nearer to another; $km and $nearest have their unit.
tests-belt = { $km } within 12 nm of { NAMES($state) }, { $nearest } nearest to it
# What a test asks for and does not find.
tests-none-of-it = none
tests-column-test = Test
tests-column-answer = How much
tests-column-number = At least, at most
tests-column-source = Source
