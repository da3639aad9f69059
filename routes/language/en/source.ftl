### What rests on a source, a line for each.

source-rest = { $about }: { $line }
source-points = { $n } { $n ->
    [one] point
   *[other] points
} of its line
# A published figure, with its period where it has one. $value has its unit.
source-figure = { $quantity } { $value }
source-figure-period = { $quantity } { $value } ({ $period })
source-stake = { $owner } { $percent } %
source-courts = courts of { $state }: { $basis }
# Disputed ground, with the codes of the two states.
source-area = controlled by { $controller }, claimed by { $claimant }
source-event = { $date }: { $title }
# What a published length is of.
source-stretch = the published length is of { $stretch }
source-leg = its course and status
source-place = its position

# A source as it is named beside what it says.
source-named = { $publisher }, { $date }
source-unsourced = unsourced
    .title = No source is known for it
source-computed = computed
    .title = See the method page

# The page of sources.
source-title = What every statement here rests on
# So many of a thing. $number is $n, formatted or as HTML.
source-count-sources = { $number } { $n ->
    [one] source
   *[other] sources
}
source-count-figures = { $number } { $n ->
    [one] figure
   *[other] figures
}
source-count-quotes = { $number } { $n ->
    [one] passage of the article
   *[other] passages of the article
}
source-count-endnotes = { $number } { $n ->
    [one] endnote
   *[other] endnotes
}
source-count-unsourced = { $number } { $n ->
    [one] figure without a source
   *[other] figures without a source
}
source-count-rivals = { $number } { $n ->
    [one] set of rivals
   *[other] sets of rivals
}
source-count-stakes = { $number } { $n ->
    [one] stake
   *[other] stakes
}
source-count-events = { $number } { $n ->
    [one] event
   *[other] events
}
source-count-jurisdictions = { $number } { $n ->
    [one] jurisdiction
   *[other] jurisdictions
}
source-count-stretches = { $number } { $n ->
    [one] stretch
   *[other] stretches
}
source-count-areas = { $number } disputed { $n ->
    [one] area
   *[other] areas
}
source-count-legs = { $number } { $n ->
    [one] leg
   *[other] legs
}
source-count-places = { $number } { $n ->
    [one] place
   *[other] places
}
source-count-waypoints = { $number } { $n ->
    [one] point
   *[other] points
}
source-count-remarks = { $number } { $n ->
    [one] remark
   *[other] remarks
}
source-count-article = { $number } { $n ->
    [one] passage of the article
   *[other] passages of the article
}
# How much was found. $total is one of source-count-*.
source-found-all = All { $total }
source-found-some = { $n } of { $total }
source-found-for = { $found }, for { $corridor }
source-found-none = { $found }, look for less, or for another word
# One source.
source-nothing = nothing rests on it at present
source-others = About other things:
source-open = Open the source
source-no-address = No address
source-kind-press = press
source-kind-reference = reference
source-kind-operator = operator
source-kind-article = article
source-kind-government = government
source-kind-unsourced = unsourced
source-kind-unknown = kind not known
source-checked = checked: { $access }
source-not-checked = checked: not known
source-link = link to this row
# A small mark beside a number, and what it means.
source-excerpt = excerpt
source-excerpt-means = Of the source only what a search showed was read, not the whole page.
