"""One file per card or list, with the templates beside them."""
