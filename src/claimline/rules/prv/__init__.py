"""PRV: providers and their identifiers."""
