### The answer that leads the map: what unfolds under it.

lead-more = More on what is shown
lead-known = How do we know?
