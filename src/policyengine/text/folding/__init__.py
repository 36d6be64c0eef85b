"""The folded view of a text, and the way back to the original."""
