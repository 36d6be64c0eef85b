"""Signals: the numbered true/false facts that rules are written over, and how each is read from an item."""
