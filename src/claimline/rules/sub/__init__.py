"""SUB: front-end edits that reject a claim whole, or make its answers ambiguous."""
