"""What the reader chooses with: switches, closures, journeys."""
