### A step of the story.

step-number = Step { $n } of { $total }
step-map = What the map shows
step-text = What the text claims
step-open = What it leaves open
