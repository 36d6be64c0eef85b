"""Beginnings of areas, languages, rules and suites, from templates that `check` and `test` have nothing against."""
