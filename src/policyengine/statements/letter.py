"""A statement of reasons as the text that is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policyengine.errors import StatementError
from policyengine.model.base import primary_language
from policyengine.model.content import Kind
from policyengine.model.sentences import filled
from policyengine.model.statement import StatedFact, StatedReason, Statement
from policyengine.model.statement_words import StatementWords
from policyengine.statements.localizing import countries, day

_WITHOUT_SPACES = ("ja", "zh")
_SCRIPT = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_BETWEEN = re.compile(rf"(?<={_SCRIPT}) (?={_SCRIPT})")


@dataclass(frozen=True, slots=True)
class Voice:
    """How one person is spoken to: the words of their locale, and what their item is called."""

    locale: str
    words: StatementWords
    kind: Kind

    def say(self, sentence: str | None, **values: str) -> str:
        """A sentence with its places filled in."""
        return filled(str(sentence), {"kind": self.words.kinds[self.kind], **values})

    def measure(self, name: str, markets: Sequence[str] | None, available: Sequence[str], until: date | None) -> str:
        """What was done, where, and until when: without markets everywhere, without a day with no end."""
        end = [] if until is None else [self.say(self.words.until, date=day(until, self.locale))]
        return "\n".join([self.say(self.words.measures[name]), self._where(markets, available), *end])

    def _where(self, markets: Sequence[str] | None, available: Sequence[str]) -> str:
        """Whichever list is shorter: the countries in which it holds, or those in which it does not."""
        if markets is None:
            return self.say(self.words.everywhere)
        others = sorted(set(available) - set(markets))
        if others and len(others) < len(markets):
            return self.say(self.words.all_but, countries=countries(others, self.locale))
        return self.say(self.words.only, countries=countries(markets, self.locale))

    def account_measure(self, name: str, repeated: bool) -> str:
        """What was done about the account; and that strikes of the past count in it, if they do."""
        sentence = self.words.account_measures.get(name)
        if sentence is None:
            there_are = ", ".join(self.words.account_measures) or "none"
            raise StatementError(
                f"statements in `{self.locale}` have no words for the account measure `{name}`; there are: {there_are}"
            )
        return "\n".join([self.say(sentence), *([self.say(self.words.repeated)] if repeated else [])])


def letter(statement: Statement, voice: Voice, title: str | None) -> str:
    """The whole text: paragraphs with an empty line between them, sections with their heading."""
    words = voice.words
    item = [voice.say(words.item, title=title)] if title is not None else []
    reasons = ["\n".join(_reason(each, voice)) for each in statement.reasons]
    if statement.ordered:
        reasons.insert(0, voice.say(words.ordered))
    looked_at = [_fact(each, voice) for each in statement.facts]
    decider = words.deciders[statement.decided_by] if statement.automated_detection else words.by_hand
    means = f"{voice.say(words.origins[statement.origin])} {voice.say(decider)}"
    reference = voice.say(
        words.reference, reference=statement.content_id, date=day(statement.at.date(), statement.locale)
    )
    paragraphs = [
        voice.say(words.greeting),
        *item,
        *(each.text for each in statement.measures),
        *_section(words.reason, reasons),
        *_section(words.facts, ["\n".join(looked_at)] if looked_at else []),
        *_section(words.means, [unfolded(means, voice.locale)]),
        *_section(words.contest, statement.redress),
        reference,
    ]
    return "\n\n".join(paragraphs) + "\n"


def _section(heading: str | None, paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs with their heading over the first; nothing where there are none."""
    for index, paragraph in enumerate(paragraphs):
        yield paragraph if index else f"{heading}\n{paragraph}"


def _reason(reason: StatedReason, voice: Voice) -> Iterator[str]:
    words = voice.words
    cited = words.clause if reason.accused else words.clause_touched
    yield voice.say(cited, clause=reason.clause, title=reason.title, version=str(reason.version))
    yield f"  {unfolded(reason.text, reason.locale)}"
    if reason.law is not None:
        as_of = day(date.fromisoformat(reason.law.as_of), voice.locale)
        yield voice.say(words.law, law=reason.law.title, source=reason.law.source, as_of=as_of)
    for each in reason.exceptions:
        if each in words.exceptions:
            yield voice.say(words.exceptions[each])
    if reason.exceptions:
        yield voice.say(words.softened)


def _fact(fact: StatedFact, voice: Voice) -> str:
    words = voice.words
    field = words.fields[fact.field]
    if fact.quotes:
        quotes = str(words.between_quotes).join(voice.say(words.quote, words=each) for each in fact.quotes)
        return voice.say(words.words_found, field=field, quotes=quotes)
    return voice.say(words.words_masked if fact.masked else words.fact, field=field)


def unfolded(text: str, locale: str) -> str:
    """The text without the spaces that folded lines of YAML leave in a script that has none."""
    return _BETWEEN.sub("", text) if primary_language(locale) in _WITHOUT_SPACES else text
