"""Every lint, in the order of the codes."""

from __future__ import annotations

from policyengine.authoring.lints.clause_rules import clauses_without_rule, rules_of_retired_clauses
from policyengine.authoring.lints.confusable_letters import confusable_letters
from policyengine.authoring.lints.contradiction import contradictions
from policyengine.authoring.lints.empty_case import empty_cases
from policyengine.authoring.lints.expired_disable import expired_disables
from policyengine.authoring.lints.foreign_script import forms_in_foreign_script
from policyengine.authoring.lints.identical_cases import identical_cases
from policyengine.authoring.lints.idle_exception import idle_exceptions
from policyengine.authoring.lints.idle_phrase import idle_phrases
from policyengine.authoring.lints.innocent_text import terms_in_innocent_text
from policyengine.authoring.lints.invisible_characters import invisible_characters
from policyengine.authoring.lints.missing_example import rules_without_examples
from policyengine.authoring.lints.missing_locale import missing_locales
from policyengine.authoring.lints.missing_provider import missing_providers
from policyengine.authoring.lints.missing_suite import areas_without_suite
from policyengine.authoring.lints.never_found import forms_never_found
from policyengine.authoring.lints.never_in_force import rules_never_in_force
from policyengine.authoring.lints.no_owner import missing_owners
from policyengine.authoring.lints.not_nfc import forms_not_nfc
from policyengine.authoring.lints.overdue_review import overdue_reviews
from policyengine.authoring.lints.overlap import overlaps
from policyengine.authoring.lints.reach import tests_without_effect
from policyengine.authoring.lints.severity_against_action import severities_against_actions
from policyengine.authoring.lints.slow_pattern import patterns_tried_everywhere, slow_patterns
from policyengine.authoring.lints.subject import Lint
from policyengine.authoring.lints.told_twice import forms_told_twice
from policyengine.authoring.lints.unsuited_boundary import unsuited_boundaries
from policyengine.authoring.lints.unused import unused_definitions
from policyengine.authoring.lints.unused_item import unused_items

LINTS: tuple[Lint, ...] = (
    expired_disables,
    unused_definitions,
    overlaps,
    contradictions,
    tests_without_effect,
    idle_exceptions,
    rules_never_in_force,
    forms_not_nfc,
    invisible_characters,
    confusable_letters,
    unsuited_boundaries,
    forms_never_found,
    forms_told_twice,
    terms_in_innocent_text,
    forms_in_foreign_script,
    missing_providers,
    idle_phrases,
    clauses_without_rule,
    missing_locales,
    severities_against_actions,
    missing_owners,
    overdue_reviews,
    rules_of_retired_clauses,
    rules_without_examples,
    areas_without_suite,
    identical_cases,
    empty_cases,
    unused_items,
    slow_patterns,
    patterns_tried_everywhere,
)
