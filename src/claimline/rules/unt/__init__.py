"""UNT: how many units a line bills, and of what."""
