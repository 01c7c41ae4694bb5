"""MOD: the modifiers of a line, their form, their place and what they say together."""
