### A printed page: what stands at the rim of each sheet, and after the last word.

# $version is that of the data.
paper-version = Data version { $version }
# At the foot of a sheet. $n and $of are numbers that the browser writes, in this order.
paper-sheet = Sheet { $n } of { $of }
# Over the addresses of all links, numbered as in the text.
paper-notes = Links in the text
# Before the address of the view.
paper-link = This view:
