"""What sources say: figures and rivals, quotes, citations, events, story, what was known when."""
