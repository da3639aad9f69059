"""The data as a package that can be cited."""
