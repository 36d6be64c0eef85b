"""YAML files read into trees in which every value knows its place."""
