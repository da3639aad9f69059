"""What everything rests on: rows of the tables, the atlas, units, names of things, errors."""
