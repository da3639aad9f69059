"""A site that needs no server: pages, map and data as files that open from disk."""
