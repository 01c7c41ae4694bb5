"""DXP: diagnoses, and the pointers of service lines to them."""
