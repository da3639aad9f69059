### Numbers. Their digits come from one formatter, routes/language/numbers.py.

# Between groups of three digits, and before decimals.
number-marks =
    .group = ,
    .decimal = .

# Kilometres.
number-km = { $value } km
# A published number with its $unit: Mt, bbl/d, thousand t/y.
number-measured = { $value } { $unit }
number-percent = { $value } %
number-range = { $low }–{ $high }
# Places of loading.
number-places = { $n } { $n ->
    [one] place
   *[other] places
}
