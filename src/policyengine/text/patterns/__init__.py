"""Patterns: regular expressions that are admitted only where their cost can be bounded."""
