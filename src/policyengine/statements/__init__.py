"""Statements of reasons: what is told to the person whose content was restricted, and to the public register."""
