"""Ways to disguise a word, each as people do it: to try whether a rule still sees the word."""

from policyengine.authoring.disguising.way import Way
from policyengine.authoring.disguising.ways import NAMES, WAYS, disguised, ways_for, written
from policyengine.authoring.disguising.words import script_of_word

__all__ = ["NAMES", "WAYS", "Way", "disguised", "script_of_word", "ways_for", "written"]
