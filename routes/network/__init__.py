"""Legs joined into a network: journeys, closures, capacities, flow."""
