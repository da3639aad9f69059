### What many sentences use.

# Joins the words of a list: all but the last, and the last.
common-list =
    .comma = {", "}
    .last = {" and "}

# Ends a sentence of several clauses, and stands between them.
common-sentence = { $clauses }.
    .joint = {"; "}
