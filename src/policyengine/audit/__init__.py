"""Audit records: what a decision was made of."""
