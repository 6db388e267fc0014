"""How unequal care is between groups of people, how surely, and whether that is changing."""
