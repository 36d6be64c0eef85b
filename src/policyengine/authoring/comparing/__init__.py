"""Two policy sets compared: what differs in their definitions, and what that does to decisions over a corpus."""
