### What a search found.

# Name of the table of figures, for a screen reader.
found-figures = Published figures
