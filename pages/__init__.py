"""Pages, one file each; `shared` holds what they share."""
