"""Tables made into layers, with every check; the only writer of layers and static data."""
