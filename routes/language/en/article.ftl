### The article, its passages and endnotes, and what came after it.

# What the dagger says.
article-later = later than the article
article-legend-then = As the article saw it: nothing stated or done after July 2022 is shown, nor what is undated; status is as it stood then.

# A passage, as printed.
article-quoted = “{ $text }”
article-printed = Stephen Blank, “Kazakhstan asserts its independent foreign policy”, TRENDS Research & Advisory, 2022; as printed, slips included.
# How the author states it.
article-kind-fact = fact
article-kind-claim = claim
article-kind-plan = plan

# $number is Roman, as printed.
article-endnote = endnote { $number }
article-no-endnote = no endnote of its own
article-open-endnote = Open endnote { $number }
article-not-cited = No passage quoted here cites it.

# The article as a source.
article-cited = Blank 2022
article-cited-endnote = Blank 2022, endnote { $number }
