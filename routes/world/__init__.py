"""The world as zones: Natural Earth made into geodata/world, the basemap, states by code."""
