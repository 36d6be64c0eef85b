"""Findings in the formats of other programs. Each is a function from findings to text; nothing here prints."""
