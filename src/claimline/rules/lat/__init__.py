"""LAT: which side of the body a line is for."""
