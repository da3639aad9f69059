### Pages shown inside of others, and what a program is told that asks for one (oEmbed).

# A link to the whole page, in a new tab.
embed-whole = Open the whole view ↗

# $form is what was asked for.
embed-no-form = '{ $form }' is no format of an answer here; leave format out, or ask for format=json.
# $example is an address.
embed-no-url = The parameter url is missing: the address of a page here, escaped. Example: { $example }
# $least is the least that is drawn, in pixels.
embed-no-size = maxwidth and maxheight are whole numbers of pixels, from { $least } to 99999; or leave them out.
# $pages are the names that a path may have.
embed-not-ours = The parameter url is no page of this server. Its pages are the root and { $pages }.
