"""Exit codes, the same for every verb."""

DONE = 0
FINDINGS = 1
"""A gate was crossed, or `check` or `test` found something."""
USAGE = 2
NOT_LOADED = 3
"""The rulesets do not load."""
NOTHING_TO_RUN = 4
INTERNAL = 70
"""A mistake of this program, never of its user."""
INTERRUPTED = 130
