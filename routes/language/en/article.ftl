### The article, its passages and endnotes, and what came after it.

# What the dagger says.
article-later = later than the article
article-legend-then = As the article saw it: nothing stated or done after July 2022 is shown, nor what is undated; status is as it stood then.

# A passage, as printed.
article-quoted = “{ $text }”
# One that ends with the article's own quotation mark, which closes it.
article-quoted-open = “{ $text }
# Which passage it is, a link to it among the others; and a link to the whole article.
article-number = passage { $n } of { $total }
article-open = the article

# The tab of all passages. $title is the article's, $source its publisher and date.
article-whole = { $title }, { $source }
article-order = The passages quoted on this site, in the order of the article, as printed, slips included. The article itself is not reproduced.
article-all = Show all passages
article-about = About { $about }.
article-corridors = Corridors: { $corridors }.
article-no-corridor = It concerns no corridor in particular.
article-map = Map of passage { $n }
article-printed = Stephen Blank, “Kazakhstan asserts its independent foreign policy”, TRENDS Research & Advisory, 2022; as printed, slips included.
# How the author states it.
article-kind-fact = fact
article-kind-claim = claim
article-kind-plan = plan
# That it happened is one thing, why it did another.
article-caused = { $kind }; its cause is a claim

# $number is Roman, as printed.
article-endnote = endnote { $number }
article-no-endnote = no endnote of its own
article-open-endnote = Open endnote { $number }
article-not-cited = No passage quoted here cites it.

# The article as a source.
article-cited = Blank 2022
article-cited-endnote = Blank 2022, endnote { $number }
