"""What developers of claimline run: it rebuilds the files that are made from others."""
