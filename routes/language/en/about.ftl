### What this is, for whom, why it opens on 2022, and what “the article” is.

# Above the sentence and in previews: what it shows.
about-line = How Kazakhstan’s oil and cargo leave, and which ways bypass Russia
about-for-whom = For readers of the article, and for anyone who reports on, studies or ships by these routes and needs the source of every number.
# $year is that of the article, and the one that a bare link opens on.
about-why = Why { $year }: Russia had invaded Ukraine, and in March, June and July the Caspian pipeline, by which most of Kazakhstan’s oil leaves, was limited, searched for mines or ordered to stop. The article tells how Kazakhstan answered.
# $title is the article’s; it may be a link to it.
about-article = “The article” is { $author }, “{ $title }”, { $publisher }, { $date }.
