"""The kinds of problem, one module for each thing that can be wrong. `table` gathers them.

PE1xx are the problems that keep a policy set from loading: 10x files, 11x YAML, 12x-13x the shape of what is written,
14x-15x references and conditions, 16x-17x the policy set and its layers.

The others are what `check` says of a policy set that loads: PE2xx logic, PE3xx terms and their wording, PE4xx upkeep of
the policy, PE5xx fixtures, PE6xx speed.
"""
