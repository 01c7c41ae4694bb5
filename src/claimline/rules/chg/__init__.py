"""CHG: charges."""
