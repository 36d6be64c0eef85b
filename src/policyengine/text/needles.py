"""The texts a scanner's automaton looks for, and what each of them means.

One needle may be a form of some terms, an allow-phrase of others and a literal of patterns. Allow-phrases that
belong to the same terms form one cover: a lexicon's phrases cost the same whether it has one term or a thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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


Excuse = tuple[int, Endings | None]
"""A cover, and the endings of its phrases."""


@dataclass(frozen=True, slots=True)
class Needles:
    """Unique folded needles and what each of them stands for, in the same order: forms of terms, allow-phrases of
    covers, literals of patterns. Where one is `closed` before or after, nothing it stands for may have a Latin word go
    on across that edge. `covers` are those that cancel each term, `shapes` the forms that are also found under
    disguises, and `names` those of names."""

    texts: tuple[str, ...]
    forms: tuple[tuple[Form, ...], ...]
    excuses: tuple[tuple[Excuse, ...], ...]
    literals: tuple[tuple[int, ...], ...]
    closed: tuple[tuple[bool, bool], ...]
    covers: tuple[tuple[int, ...], ...]
    shapes: tuple[Shape, ...]
    names: tuple[Shape, ...]


def gather(terms: Sequence[Term], patterns: Sequence[PatternEntry]) -> Needles:
    """All needles of the entries. Raises ValueError for an entry that cannot match as written."""
    entries: tuple[Term | PatternEntry, ...] = (*terms, *patterns)
    for each in entries:
        if each.gated and each.language is None:
            raise ValueError(f"lexicon `{each.lexicon}` is limited to its language but states none")
    forms, every = _written_forms(terms)
    _spell_out(every, forms)
    shapes = tuple(shape for shape in every if not terms[shape.entry].name)
    names = tuple(shape for shape in every if terms[shape.entry].name)
    excuses, covers = _excuses(terms, shapes)
    literals: dict[str, tuple[int, ...]] = {}
    for entry, pattern in enumerate(patterns, len(terms)):
        for literal in pattern.pattern.literals:
            literals[literal] = (*literals.get(literal, ()), entry)
    for text in (*excuses, *literals):
        forms.setdefault(text, ())
    return Needles(
        tuple(forms),
        tuple(forms.values()),
        tuple(excuses.get(text, ()) for text in forms),
        tuple(literals.get(text, ()) for text in forms),
        tuple(_closed(text, found, text in excuses, text in literals) for text, found in forms.items()),
        covers,
        shapes,
        names,
    )


def _closed(text: str, forms: tuple[Form, ...], excuses: bool, literal: bool) -> tuple[bool, bool]:
    """Whether a needle begins with a plain Latin letter before which no Latin word may go on; and the same for its
    end."""
    boundaries = {form.boundary for form in forms}
    before = text[0] in LATIN and not literal and boundaries <= {"word", "stem", "start"}
    return before, text[-1] in LATIN and not literal and not excuses and boundaries <= {"word"}


def _written_forms(terms: Sequence[Term]) -> tuple[dict[str, tuple[Form, ...]], tuple[Shape, ...]]:
    """The forms that each text stands for as it is written, and those that are looked for under disguises."""
    forms: dict[str, tuple[Form, ...]] = {}
    shapes: list[Shape] = []
    only = cache(_only)
    for entry, term in enumerate(terms):
        endings = ENDINGS.get(term.language) if term.language else None
        for text, outermost in _spelled(term.forms, term.lexicon, term.language):
            boundary = term.boundary or natural_boundary(text)
            form, known = only(entry, boundary, endings), forms.get(text, ())
            if form[0] in known:
                continue
            forms[text] = known + form
            # Disguises of the spellings in between would be too many to be worth it.
            if outermost and (worn := worn_by(text, term.tolerates)):
                shapes.append(Shape(entry, text, boundary, endings, worn))
    return forms, tuple(shapes)


def _spell_out(shapes: Iterable[Shape], forms: dict[str, tuple[Form, ...]]) -> None:
    """Add the other spellings of the shapes, unless the entry has that very form anyway."""
    only = cache(_only)
    for shape in shapes:
        for other in spellings(shape):
            known = forms.get(other.text, ())
            if all(form.entry != shape.entry for form in known):
                form = only(shape.entry, other.boundary, shape.endings, other.certainty, other.disguises)
                forms[other.text] = known + form


def _only(
    entry: int,
    boundary: Boundary,
    endings: Endings | None,
    certainty: Certainty = "sure",
    disguises: tuple[Disguise, ...] = (),
) -> tuple[Form]:
    """One form and no other: most texts stand for that, and those of one term mostly for the same."""
    return (Form(entry, boundary, endings, certainty, disguises),)


def _excuses(
    terms: Sequence[Term], shapes: Iterable[Shape]
) -> tuple[dict[str, tuple[Excuse, ...]], tuple[tuple[int, ...], ...]]:
    """What each allow-phrase excuses, in all spellings that do, and the covers of each term."""
    allowed: defaultdict[str, list[int]] = defaultdict(list)
    phrases_of = cache(_phrases)  # the terms of a lexicon share most of theirs
    for entry, term in enumerate(terms):
        for phrase in phrases_of(term.allow, term.lexicon, term.language):
            allowed[phrase].append(entry)
    excuses: dict[str, tuple[Excuse, ...]] = {}
    covers: dict[tuple[int, ...], int] = {}
    disguised = {shape.entry for shape in shapes}
    for phrase, entries in allowed.items():
        cover = covers.setdefault(tuple(entries), len(covers))
        others = () if disguised.isdisjoint(entries) else excused(phrase)
        endings = ENDINGS.get(terms[entries[0]].language or "")
        for text in (phrase, *others):
            excuses[text] = (*excuses.get(text, ()), (cover, endings))
    of_term: list[list[int]] = [[] for _ in terms]
    for entries_covered, cover in covers.items():
        for entry in entries_covered:
            of_term[entry].append(cover)
    return excuses, tuple(map(tuple, of_term))


def _phrases(allow: Sequence[str], lexicon: str, language: str | None) -> tuple[str, ...]:
    """The folded allow-phrases in all their spellings, each once."""
    return tuple(dict.fromkeys(text for text, _ in _spelled(allow, lexicon, language)))


def _spelled(forms: Iterable[str], lexicon: str, language: str | None) -> Iterator[tuple[str, bool]]:
    """The folded forms in all their spellings, and whether each is the fullest or the shortest."""
    for form in forms:
        folded = _needle(form, lexicon)
        texts = orthographies(folded, language)
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
