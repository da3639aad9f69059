### The balance of a year: what its numbers rest on. Amounts are formatted million tonnes.

# An amount, and its ends where other figures hold each.
balance-is = { $mt } Mt
balance-at-least = at least { $mt } Mt
balance-at-most = at most { $mt } Mt
# A figure that is added, or taken off; $what is as balance-role or balance-country has it.
balance-term = { $side ->
    [less] less { $what } { $mt }
   *[more] { $what } { $mt }
}
# What a figure is of; $part is a leg, transfer or field (Names), $role that of capacities.csv.
balance-role = { $role ->
    [total] all oil on { NAMES($part) }
    [others] others’ oil on { NAMES($part) }
    [kazakh_at_least] { NAMES($part) } in a part of the year
    [kazakh_at_most] { NAMES($part) } with other ways
    [home] { NAMES($part) } for refineries at home
    [most] most ever seen on { NAMES($part) }
    [nameplate] nameplate of { NAMES($part) }
    [supply] output of { NAMES($part) }
    [supply_at_least] least output of { NAMES($part) }
    [supply_at_most] most output of { NAMES($part) }
    [refined] intake of { NAMES($part) }
    [refined_at_least] least intake of { NAMES($part) }
   *[kazakh] { NAMES($part) }
}
balance-country = { $role ->
    [export_total] all exports
    [export_at_least] least of all exports
    [production] all output
    [production_at_least] least of all output
    [domestic] all that was refined at home
    [other_home] losses and stocks
    [bypass_total] what met no port of Russia
    [kaztransoil_export] all exports of KazTransOil
   *[other] another figure of the country
}
# Figures that cannot all be true; $mt is what $adjusted would have to be more or less.
balance-contradiction = { $adjusted } would have to be { $mt } Mt { $side ->
    [more] more
   *[less] less
} to agree with { $others }.
