### Labels of the figures on a card, in the field's words.

figure-label-length_km = Length, published
figure-label-distance_nm = Sea distance
figure-label-capacity = Nameplate capacity
figure-label-capacity_kazakh_section = Nameplate capacity, Kazakh section
figure-label-capacity_plan = Capacity, planned
# What moved, and the $year in which. Kazakh oil is a part only of a throughput of the same year.
figure-moved-throughput = Throughput in { $year }
figure-moved-cargo = Cargo carried in { $year }
figure-moved-part = of it Kazakh oil in { $year }
figure-moved-kazakh_oil = Kazakh oil in { $year }
figure-moved-gas_moved = Gas moved in { $year }
figure-moved-gas_moved_kazakh = Kazakh gas in { $year }
figure-moved-gas_moved_transit = Gas in transit through Kazakhstan in { $year }
# Beside a number older than the $year shown.
figure-older = no figure for { $year }: this is the last before it
# Beside what moved in a $year through a line that was idle by then. $since is a date; $days is how
# many days at the line's capacity that is; 0 where no capacity is known.
figure-idle = idle since { $since }, and yet this moved in { $year }{ $days ->
    [0] {""}
    [one] : as much as { $days } day at the capacity shown
   *[other] : as much as { $days } days at the capacity shown
}. Idle means no regular service, not that nothing moved

# When a figure was stated, and the $period it is for.
figure-stated = stated { $date }
figure-stated-for = { $period }, stated { $date }
figure-undated-for = { $period }, { $date }
# A period between two times, one of which may be open; and one that is one time or another.
figure-period-span = { $first }–{ $last }
figure-period-or = { $first } or { $last }
