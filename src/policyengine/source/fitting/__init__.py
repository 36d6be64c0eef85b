"""Positioned trees fitted to models, with every misfit told in the words of the writer."""
