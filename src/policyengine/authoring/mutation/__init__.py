"""Mutation testing of a policy set: one small change at a time, and whether any case notices."""
