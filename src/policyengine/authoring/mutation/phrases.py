"""Allow-phrases as they are written, and the terms that each of them alone excuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyengine.compile.entries import scanned_term
from policyengine.model.forms import texts_of
from policyengine.model.ruleset import Lexicon
from policyengine.source.definitions import ProviderId
from policyengine.text.folding.fold import flat
from policyengine.text.scanner import Scanner, Term

_Written = tuple[tuple[str | int, ...], str]


@dataclass(frozen=True)
class Phrase:
    """An allow-phrase: where it stands within its lexicon, as it is written, and what it stands for.

    `texts` are those in which a term is found as soon as the phrase is gone; `less` are these terms without it, by
    their place in the lexicon.
    """

    path: tuple[str | int, ...]
    form: str
    texts: tuple[str, ...]
    less: dict[int, Term]


def phrases_of(provider: ProviderId, lexicon: Lexicon) -> Iterator[Phrase]:
    """The allow-phrases of a lexicon. A phrase excuses what nothing else excuses in the phrase itself; one that
    excuses nothing, because no term is in it or another phrase is, is left out: to drop it changes nothing."""
    for_all: list[_Written] = [(("allow", number), form) for number, form in enumerate(lexicon.allow)]
    for_one: list[list[_Written]] = [
        [(("terms", index, "allow", number), form) for number, form in enumerate(term.allow)]
        for index, term in enumerate(lexicon.terms)
    ]
    if not for_all and not any(for_one):
        return
    terms = [scanned_term(provider, lexicon, index) for index in range(len(lexicon.terms))]
    bare = Scanner([replace(term, allow=(), gated=False) for term in terms], [])
    for path, form in (*(each for own in for_one for each in own), *for_all):
        texts: dict[str, None] = {}
        less: dict[int, Term] = {}
        for text in texts_of(form):
            found = bare.scan(text)
            for index in sorted({hit.entry for hit in found.hits} if found is not None else ()):
                if path[0] == "allow" or path[1] == index:
                    rest = [other for at, other in (*for_all, *for_one[index]) if at != path]
                    fewer = replace(terms[index], allow=tuple(each for other in rest for each in texts_of(other)))
                    if _excuses(terms[index], fewer, text):
                        texts[text], less[index] = None, fewer
        if texts:
            yield Phrase(path, form, tuple(texts), less)


def _excuses(term: Term, fewer: Term, text: str) -> bool:
    """Whether the phrases that a term loses are what excuses it in a text."""
    folded = flat(text)
    if not any(flat(each) in folded for each in fewer.allow):
        return True
    with_it, without = (Scanner([replace(each, gated=False)], []).scan(text) for each in (term, fewer))
    return (with_it and with_it.hits) != (without and without.hits)
