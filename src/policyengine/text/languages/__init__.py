"""What the matcher knows of each language, as data: the endings a stem may take, and the words that tell it."""
