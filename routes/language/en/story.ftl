### Words that are put into the sentences of the story (geodata/tables/story.csv).

story-share = { $percent } %
story-verdict = { $verdict ->
    [bypasses] bypasses
    [crosses] crosses
    [depends] depends
   *[cannot_tell] may or may not bypass
}
# Of a proposed corridor.
story-verdict-proposed = { $verdict ->
    [bypasses] would bypass
    [crosses] would cross
    [depends] depends
   *[cannot_tell] may or may not bypass
}
