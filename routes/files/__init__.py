"""The only reader of files at run time."""
