"""The tests of a path against states to avoid, and the verdict they give."""
