### What many sentences use.

# Joins the words of a list: all but the last, and the last.
common-list =
    .comma = {", "}
    .last = {" and "}
