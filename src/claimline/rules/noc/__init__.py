"""NOC: what a non-specific procedure code must be explained with."""
