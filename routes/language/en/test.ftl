### The tests of a path against a state to avoid.

test-soil = On its soil
test-port = Loaded in its ports
test-territorial_sea = In its territorial sea (12 nm)
test-nearest_waters = In waters nearest to it
test-ownership = Held by it or its companies
test-jurisdiction = Answers to its courts
