"""PAY: what single payers ask, on where their profile is chosen."""
