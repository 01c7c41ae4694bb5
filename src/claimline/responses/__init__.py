"""What came back: TA1, 999, 277CA and 835 read, joined to what was sent, and explained."""
