"""The view: one typed model, its link, and the session that follows a reader."""
