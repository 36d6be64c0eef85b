"""The texts a scanner's automaton looks for, and what each of them means.

One needle may be a form of some terms, an allow-phrase of others and a literal of patterns. Allow-phrases that
belong to the same terms form one cover: a lexicon's phrases cost the same whether it has one term or a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policyengine.model.matching import Boundary, Certainty, Disguise
from policyengine.text.boundaries import LATIN, natural_boundary
from policyengine.text.disguise.shape import Shape
from policyengine.text.disguise.spellings import excused, spellings
from policyengine.text.disguise.tolerance import worn_by
from policyengine.text.entries import PatternEntry, Term
from policyengine.text.folding.fold import flat
from policyengine.text.languages.endings import Endings
from policyengine.text.languages.orthography import orthographies
from policyengine.text.languages.profiles import ENDINGS


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an entry, or another spelling of one with what that makes of a match."""

    entry: int
    boundary: Boundary
    endings: Endings | None
    certainty: Certainty = "sure"
    disguises: tuple[Disguise, ...] = ()


@dataclass(slots=True)
class Meaning:
    """What one needle stands for. Filled while the scanner is built, never changed afterwards.

    Where it is `closed` at an edge, it has a plain Latin letter there, and nothing it stands for may have a Latin word
    go on across that edge.
    """

    forms: list[Form] = field(default_factory=list)
    covers: list[tuple[int, Endings | None]] = field(default_factory=list)
    patterns: list[int] = field(default_factory=list)
    closed_before: bool = False
    closed_after: bool = False

    def close(self, text: str) -> None:
        """Note the edges at which the needle is closed."""
        boundaries = {form.boundary for form in self.forms}
        self.closed_before = text[0] in LATIN and not self.patterns and boundaries <= {"word", "stem", "start"}
        self.closed_after = text[-1] in LATIN and not self.patterns and not self.covers and boundaries <= {"word"}


@dataclass(frozen=True, slots=True)
class Needles:
    """Unique folded needles with their meanings, in the same order; for each entry the covers that cancel it; and the
    forms that are also found under disguises, those of names apart."""

    texts: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    covers: tuple[tuple[int, ...], ...]
    shapes: tuple[Shape, ...]
    names: tuple[Shape, ...]


def gather(terms: Sequence[Term], patterns: Sequence[PatternEntry]) -> Needles:
    """All needles of the entries. Raises ValueError for an entry that cannot match as written."""
    meanings: dict[str, Meaning] = {}
    allowed: dict[str, list[int]] = {}
    shapes: list[Shape] = []
    names: list[Shape] = []
    for entry, term in enumerate(terms):
        _check_gate(term.lexicon, term.language, term.gated)
        endings = ENDINGS.get(term.language) if term.language else None
        for form, outermost in _spelled(term.forms, term):
            plain = Form(entry, term.boundary or natural_boundary(form), endings)
            known = meanings.setdefault(form, Meaning()).forms
            if plain not in known:
                known.append(plain)
                # Disguises of the spellings in between would be too many to be worth it.
                if outermost and (worn := worn_by(form, term.tolerates)):
                    (names if term.name else shapes).append(Shape(entry, form, plain.boundary, endings, worn))
        for phrase in dict.fromkeys(text for text, _ in _spelled(term.allow, term)):
            allowed.setdefault(phrase, []).append(entry)
    for entry, pattern in enumerate(patterns, len(terms)):
        _check_gate(pattern.lexicon, pattern.language, pattern.gated)
        for literal in pattern.pattern.literals:
            meanings.setdefault(literal, Meaning()).patterns.append(entry)
    _spell_out((*shapes, *names), meanings)
    covers: dict[tuple[int, ...], int] = {}
    disguised = {shape.entry for shape in shapes}
    for phrase, entries in allowed.items():
        cover = covers.setdefault(tuple(entries), len(covers))
        others = () if disguised.isdisjoint(entries) else excused(phrase)
        excusing = cover, ENDINGS.get(terms[entries[0]].language or "")
        for text in (phrase, *others):
            meanings.setdefault(text, Meaning()).covers.append(excusing)
    for text, meaning in meanings.items():
        meaning.close(text)
    of_entry: list[list[int]] = [[] for _ in range(len(terms) + len(patterns))]
    for entries_covered, cover in covers.items():
        for entry in entries_covered:
            of_entry[entry].append(cover)
    return Needles(tuple(meanings), tuple(meanings.values()), tuple(map(tuple, of_entry)), tuple(shapes), tuple(names))


def _spell_out(shapes: Iterable[Shape], meanings: dict[str, Meaning]) -> None:
    """Add the other spellings of the shapes, unless the entry has that very form anyway."""
    for shape in shapes:
        for spelling in spellings(shape):
            known = meanings.setdefault(spelling.text, Meaning()).forms
            if all(form.entry != shape.entry for form in known):
                boundary, certainty = spelling.boundary, spelling.certainty
                known.append(Form(shape.entry, boundary, shape.endings, certainty, spelling.disguises))


def _spelled(forms: Iterable[str], term: Term) -> Iterator[tuple[str, bool]]:
    """The folded forms in all their spellings, and whether each is the fullest or the shortest."""
    for form in forms:
        folded = _needle(form, term.lexicon)
        texts = orthographies(folded, term.language)
        for text in texts:
            yield text, text in (folded, texts[-1])


def _needle(text: str, lexicon: str) -> str:
    folded = flat(text)
    if folded.isprintable() and not folded.isspace() and folded:  # as nearly all are
        return folded
    if not folded.strip():
        raise ValueError(f"`{text}` in lexicon `{lexicon}` has nothing visible in it")
    if "\n" in folded:
        raise ValueError(f"`{text}` in lexicon `{lexicon}` holds a line break, and no match crosses a line")
    if any("\ud800" <= character <= "\udfff" for character in folded):
        raise ValueError(f"a term or phrase in lexicon `{lexicon}` holds a lone surrogate")
    return folded


def _check_gate(lexicon: str, language: str | None, gated: bool) -> None:
    if gated and language is None:
        raise ValueError(f"lexicon `{lexicon}` is limited to its language but states none")
