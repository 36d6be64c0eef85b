"""PE310: declared languages without words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import listed
from policyengine.model.base import primary_language
from policyengine.source.definitions import PolicySet
from policyengine.source.mentions import texts


def missing_providers(subject: Subject) -> Iterator[Diagnostic]:
    """An area that has nothing in a declared language, though a rule of it is no draft, or a lexicon that rules for all
    languages read."""
    policy_set = subject.policy_set
    spoken: dict[str, set[str]] = defaultdict(set)
    provided: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for provider in (*policy_set.lexicons, *policy_set.patterns):
        if provider.language:
            spoken[provider.area].add(primary_language(provider.language))
    for provider in policy_set.lexicons:
        language = primary_language(provider.language) if provider.language else None
        provided[provider.area, provider.name].add(language)
    declared = tuple(dict.fromkeys(primary_language(each) for each in policy_set.languages))
    # An area that is still being drafted need not speak every language yet.
    enforced = {entry.area for entry in policy_set.rules.values() if entry.rule.value.status != "draft"}
    for area, placed in policy_set.areas.items():
        silent = [each for each in declared if each not in spoken[area]]
        if area in enforced and spoken[area] and silent:
            message = f"the area `{area}` has no words in {listed(silent, 'and')}"
            help_ = f"add `{area}/{silent[0]}.yaml`, or suppress with the reason why these need none"
            yield diagnose(wording.PROVIDER_MISSING, message, placed.span("title"), help=help_)
    wanted = _named_for_all_languages(policy_set)
    for (area, name), languages in provided.items():
        if name not in wanted and f"{area}/{name}" not in wanted:
            continue
        missing = [each for each in declared if each in spoken[area] and each not in languages]
        if None not in languages and missing:
            first = next(each for each in policy_set.lexicons if (each.area, each.name) == (area, name))
            message = f"the lexicon `{area}/{name}` has no provider in {listed(missing, 'and')}"
            help_ = f"add `{name}` to `{area}/{missing[0]}.yaml`, or suppress with the reason why there is none"
            yield diagnose(wording.PROVIDER_MISSING, message, policy_set.lexicons[first].key(), help=help_)


def _named_for_all_languages(policy_set: PolicySet) -> set[str]:
    """What rules outside of language rulesets name."""
    rules = (entry.rule.value.when for entry in policy_set.rules.values() if entry.language is None)
    return set().union(*(texts(each.model_dump(by_alias=True)) for each in rules))
