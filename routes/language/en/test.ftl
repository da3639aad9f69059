### The tests of a path against a state to avoid.

test-soil = Crosses its soil
test-port = Loads in its port
test-territorial_sea = Crosses its territorial sea (12 nm)
test-nearest_waters = Crosses waters nearest to it
test-ownership = Owned by it or its companies
test-jurisdiction = Answers to its courts
