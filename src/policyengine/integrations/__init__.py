"""What other programs plug in. Each module needs its own program, and nothing else here imports it."""
