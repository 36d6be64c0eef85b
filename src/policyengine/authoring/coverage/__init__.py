"""What the cases of a policy set exercise, and what they leave untried."""
