### Rival figures side by side.

rival-column-value = Value, as published
rival-column-difference = Against the first
rival-column-source = When and who

# How far the numbers of a set lie apart. $percent is formatted.
rival-spread = up to { $percent } %
rival-spread-day = the day differs

# How a number differs from the one shown first. $gap has its sign and its unit, $percent its sign.
rival-first = shown first
rival-for-day = for { $date }
rival-same = the same
rival-differs = { $gap }, { $percent } %
rival-differs-same = { $gap }, { $percent } %, counts as the same
# Where a density was assumed to compare them.
rival-about = about { $gap }, { $percent } %
rival-within-densities = no difference within the range of densities
rival-other-unit = other unit, not compared
rival-forecast = plan or forecast, no outcome

# Notes on a number. $note is one that the data has.
rival-density = compared at { $density } barrels a tonne, assumed
rival-given-for = given for { $subject }
rival-note = { $first }; { $note }
rival-not-before = not surely before the article
