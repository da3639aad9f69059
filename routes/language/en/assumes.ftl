### What the answer to a closure rests on, in sentences. $year is a year, amounts are formatted.

# $mt is what is drawn, $low and $high bound what left.
assumes-drawn = In { $year } { $mt } Mt left as the balance is drawn, of { $low } to { $high } that its figures allow: of all balances it is the one nearest to the middle of every range.
assumes-even = Oil leaves evenly over the year: a 1/{ $days } of it a day.
assumes-start = A closure without a date begins on 1 January, so that all the rest of the year is left to make up for it.
assumes-as-seen = As seen: other ways carry the most that they were seen to carry in a year of which every way out is well known, and for one month what they took over in a month when oil was diverted; tanks take up nothing, and fields never produce more than they did.
assumes-on-paper = On paper: every way carries its nameplate less others’ oil, fields produce up to their nameplate once the closure is over, and tanks take up what they were published to hold.
assumes-served = Others’ oil and oil for refineries of Kazakhstan keep their volume: what a shared line loses, Kazakh oil on its way out loses.
assumes-market = Beyond the Straits the sea has no limit; which market takes the oil there is not modelled.
assumes-other-ways = Which states the ways cross that are not drawn is not known: closing a state shuts them as seen, and does not on paper.
assumes-density = Barrels are tonnes at any density from { $low } to { $high } barrels a tonne.
assumes-tanks = Tanks are empty when a closure begins: { $parts }.
# $parts is a list of names.
assumes-no-nameplate = No nameplate is published, taken for the most that the balance of any year allows: { $parts }.
