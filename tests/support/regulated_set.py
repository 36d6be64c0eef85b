"""A small policy set that the DSA Transparency Database has names for. Each clause is broken by one word."""

from __future__ import annotations

from policy_sets import MANIFEST, Files, clause, exception, lexicon, policy_set, rule
from statement_words import FILES as STATEMENT_WORDS

HATE = "taxonomy: {dsa_category: STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH, dsa_keywords: [KEYWORD_HATE_SPEECH]}"
VIOLENCE = "taxonomy: {dsa_category: STATEMENT_CATEGORY_VIOLENCE, dsa_keywords: [KEYWORD_INCITEMENT_VIOLENCE_HATRED]}"
LAW = 'law: {title: Criminal Code, source: gazette, as_of: "2026-01-01", verified: primary}\nterritory: [DE]'
CLAUSES = [
    clause("DEM-1", "{action: remove}", also=HATE),
    clause("DEM-2", "{action: age_gate}", also=VIOLENCE),
    clause("DEM-3", "{action: remove}", also=f"{HATE}\n{LAW}"),
    clause("DEM-4", "{action: remove}", also=f"{HATE}\nstatement: false"),
    clause("DEM-5", "{recommend: remove}", also=HATE),
    clause("DEM-6", "{action: metadata_fix}", also=HATE),
    clause("DEM-7", "{action: remove}"),
    clause("DEM-8", "{action: remove}", also=f"{HATE}\nterritory: [DE]"),
    clause(
        "DEM-9",
        "{action: remove}",
        also=f"{HATE}\nexceptions: [{exception('news', 'text: {lexicon: beta}', 'advisory')}]",
    ),
]
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""The word that breaks each clause."""
LADDER = """\
actions:
  - allow
  - {id: metadata_fix, title: {en: Correction of the metadata}, dsa: DECISION_VISIBILITY_OTHER}
  - {id: advisory, dsa: DECISION_VISIBILITY_CONTENT_LABELLED}
  - {id: age_gate, dsa: DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED}
  - {id: limit_reach, dsa: DECISION_VISIBILITY_CONTENT_DEMOTED}
  - {id: geo_restrict, dsa: DECISION_VISIBILITY_CONTENT_DISABLED}
  - {id: remove, dsa: DECISION_VISIBILITY_CONTENT_REMOVED}
side_actions:
  warning: {why: a test, confirm: true}
  pause: {why: a test, confirm: true,
    dsa: {field: decision_provision, value: DECISION_PROVISION_PARTIAL_SUSPENSION}}
  suspension: {why: a test, confirm: true, dsa: {field: decision_account, value: DECISION_ACCOUNT_SUSPENDED}}
"""


def regulated() -> Files:
    """The files of the policy set."""
    rules = [
        rule(f"breaks_{number}", f"text: {{lexicon: word_{word}}}", clause=f"DEM-{number}")
        for number, word in enumerate(WORDS, start=1)
    ]
    head, _, tail = MANIFEST.partition("actions:")
    made = policy_set(rules, CLAUSES, lexicons=[lexicon(f"word_{word}", word) for word in WORDS], files=STATEMENT_WORDS)
    return {**made, "policyengine.yaml": head + LADDER + tail.partition("\n")[2]}
