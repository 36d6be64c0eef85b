"""Records for the DSA Transparency Database."""
