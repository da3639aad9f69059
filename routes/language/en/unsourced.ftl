### Figures for which no source was found.

unsourced-title = Figures without a source
unsourced-column-what = What
unsourced-column-value = Value
unsourced-column-known = What is known
unsourced-none = Every figure here has a source.
