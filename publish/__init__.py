"""What leaves the house: previews, pictures, data, an API, a site that needs no server."""
