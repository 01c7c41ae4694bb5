"""IGC: what the implementation guide says across segments, beyond its tables."""
