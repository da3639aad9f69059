"""The map: the only place where lon, lat is turned round."""
