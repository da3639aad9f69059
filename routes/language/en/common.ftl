### What many sentences use.

# What to give instead of a name that is not known: one that is near, or one of those that there are.
common-nearest = nearest name: '{ $near }'
common-one-of = one of { $known }

# Joins the words of a list: all but the last, and the last.
common-list =
    .comma = {", "}
    .last = {" and "}

# Ends a sentence of several clauses, and stands between them.
common-sentence = { $clauses }.
    .joint = {"; "}
