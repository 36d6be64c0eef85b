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
        less: dict[int, _Less] = {}
        excused: set[int] = set()
        for text in texts_of(form):
            found = bare.scan(text)
            for index in sorted({hit.entry for hit in found.hits} if found is not None else ()):
                if path[0] == "allow" or path[1] == index:
                    if index not in less:
                        rest = [other for at, other in (*for_all, *for_one[index]) if at != path]
                        less[index] = _Less(terms[index], tuple(each for other in rest for each in texts_of(other)))
                    if less[index].finds_more(text):
                        texts[text] = None
                        excused.add(index)
        if texts:
            yield Phrase(path, form, tuple(texts), {index: less[index].term for index in sorted(excused)})


class _Less:
    """A term with fewer allow-phrases than it has."""

    def __init__(self, whole: Term, allow: tuple[str, ...]) -> None:
        self.term = replace(whole, allow=allow)
        self._whole = whole
        self._allow = frozenset(map(flat, allow))
        self._scanners: tuple[Scanner, Scanner] | None = None

    def finds_more(self, text: str) -> bool:
        """Whether it is found in a text, of which the whole is one of the phrases that are gone, as the term is not."""
        folded = flat(text)
        if not any(each in folded for each in self._allow):
            return True
        if self._scanners is None:
            plain = [Scanner([replace(each, gated=False)], []) for each in (self._whole, self.term)]
            self._scanners = plain[0], plain[1]
        with_it, without = (scanner.scan(text) for scanner in self._scanners)
        return (with_it and with_it.hits) != (without and without.hits)
