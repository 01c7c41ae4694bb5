"""Pages: what a rule is about, in words a biller can use."""
