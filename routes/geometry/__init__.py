"""Lines on the WGS84 ellipsoid: lengths, kilometres by zone, precision, the ribbon of a path."""
