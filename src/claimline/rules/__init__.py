"""The rules: one package a family, one file a rule; the registry finds them."""
