### What a page says to search engines of its data and of the passages that it shows.

# Name of the data of a view; $page is what the page is about for the view.
linked-dataset = { $page } · Multivector data
# Terms beside the licence.
linked-terms = Own data CC BY 4.0. Quotations are not: their rights stay with the author and the publisher.
# What is measured.
linked-verdict = Verdict on the territory of the states to avoid: bypasses, crosses, cannot tell, or depends
linked-length = Length by state and zone, along geodesics
linked-moved = Kazakh oil moved in the year
linked-no-way = Kazakh oil without a way out while something is closed
linked-share = Share of Kazakhstan’s oil exports that crossed the states to avoid
linked-figures = Published figures, each in its own unit
# A file of the data; $form is its ending.
linked-file = The data of this view as { $form }
# Where a passage of the article rests on another text. $number is Roman, as printed.
linked-endnote = Endnote { $number }: { $reference }
