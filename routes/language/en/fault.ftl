### What the server answers where it has nothing to show.

fault-title = Multivector
# The link to the first page.
fault-back = Open the map
fault-nothing = There is nothing at this address.
fault-closed = This address is closed.
fault-method = This server only answers questions: use GET.
fault-body = This server takes nothing in: send no body with the request.
fault-asked = The request could not be read.
fault-ours = Something went wrong here. Try again in a moment.
