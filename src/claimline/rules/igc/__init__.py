"""IGC: conformance to the implementation guide, by its tables and across segments."""
