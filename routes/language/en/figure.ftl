### Labels of the figures on a card, in the field's words.

figure-label-length_km = Length, published
figure-label-capacity = Nameplate capacity
figure-label-capacity_kazakh_section = Nameplate capacity, Kazakh section
figure-label-capacity_plan = Capacity, planned
figure-label-throughput = Throughput
figure-label-kazakh_oil = of it Kazakh oil
