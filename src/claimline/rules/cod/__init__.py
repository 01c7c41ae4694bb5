"""COD: whether the procedure code is one, and was one on the date of service."""
