### What a published figure counts. $quantity is a name of the data, by the table's own word.

quantity-name = { NAMES($quantity) }
# $holder owns a stake.
quantity-held = { NAMES($quantity) } of { $holder }
