"""The sentence that leads a page, true for every combination of what is shown."""
