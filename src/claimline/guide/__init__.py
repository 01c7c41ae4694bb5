"""The implementation guides as tables: their nodes, how they are read, and our names for them."""
