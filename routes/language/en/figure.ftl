### Labels of the figures on a card, in the field's words.

figure-label-length_km = Length, published
figure-label-capacity = Nameplate capacity
figure-label-capacity_kazakh_section = Nameplate capacity, Kazakh section
figure-label-capacity_plan = Capacity, planned
figure-label-throughput = Throughput
figure-label-kazakh_oil = of it Kazakh oil
figure-label-gas_moved = Gas moved
figure-label-gas_moved_kazakh = of it Kazakh gas
figure-label-gas_moved_transit = of it in transit through Kazakhstan

# When a figure was stated, and the $period it is for.
figure-stated = stated { $date }
figure-stated-for = { $period }, stated { $date }
# A period between two times, one of which may be open; and one that is one time or another.
figure-period-span = { $first }–{ $last }
figure-period-or = { $first } or { $last }
