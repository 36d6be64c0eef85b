"""What editors show for keys whose models say no more than a type, by model and key; a bare model is told of itself."""

from __future__ import annotations

from typing import Any

DESCRIPTIONS: dict[str, str] = {
    "AccountLeaf": "Facts of the account.",
    "AccountLeaf.account": "Each fact with the comparison that must hold: `{age_days: {below: 7}}`.",
    "Allowance.item": "The id of the clean item.",
    "Allowance.owner": "Who answers for it.",
    "Allowance.reason": "Why the item is flagged for now.",
    "Allowance.rule": "The rule that flags it: `area/rule`.",
    "AtLeast.n": "How many must hold.",
    "AtLeastOf": "At least so many conditions hold.",
    "AttributeLeaf": "Attributes that the service hands over with the item.",
    "AttributeLeaf.attribute": "Each attribute with the comparison that must hold.",
    "Case.at": "The moment of the decision; the suite's when not given.",
    "Case.because": "Why the outcome is right.",
    "Case.name": "What the case shows, in a few words.",
    "CaseCondition.by": "Sent by one of these.",
    "CaseCondition.trigger": "Started by one of these.",
    "CaseLeaf": "The case that the item came with.",
    "Clause.severity": "How bad a breach is: it decides how soon a person looks.",
    "Clause.text": "The sentence that decisions cite, by locale.",
    "Clause.title": "A short name, by locale.",
    "ContentLeaf": "Facts of the item.",
    "ContentLeaf.content": "Each fact with the comparison that must hold: `{explicit: true}`.",
    "CountCondition.in": "The fields that are counted over; all when not given.",
    "CountCondition.lexicon": "Lexicons, every language's provider.",
    "CountCondition.of": "Every match, each term once, or the items of list fields.",
    "CountCondition.pattern": "Patterns, every language's provider.",
    "CountCondition.tier": "Only terms of these tiers; all when not given.",
    "CountLeaf": "How many there are.",
    "Disable.owner": "Who answers for it.",
    "Disable.reason": "Why the rule is switched off.",
    "DsaRestriction.field": "The field of the record.",
    "DsaRestriction.value": "One of its values.",
    "Duty.trigger": "What starts it.",
    "Escalation.why": "Why such items get more care; told to the reviewer.",
    "Example.kind": "The kind of the item: `track`, `comment`, …; the first that the rule names when not given.",
    "Example.text": "The text itself.",
    "Exception_.why": "Why the context softens; told with the decision.",
    "ExpectedEvidence.in": "The field that it stands in; any when not given.",
    "ExpectedReview": "A person looks.",
    "ExpectedReview.level": "The level of the review.",
    "ExpectedReview.reviewers": "How many must look.",
    "ExpectedReview.sign_off": "The roles that must agree.",
    "IdsLeaf": "Ids that come with the item.",
    "IdsLeaf.ids": "Each id with the comparison that must hold: `{isrc: {absent: true}}`.",
    "KindLeaf": "What the item is.",
    "KindLeaf.kind": "One of these kinds.",
    "LabelLeaf": "A label that another rule derives.",
    "LanguageLeaf.language": "One of these languages, by primary subtag.",
    "Law.title": "The law and its section, as it is cited.",
    "Lexicon.description": "What the words have in common.",
    "ListDeclaration.why": "What the list is for, and who supplies it.",
    "ListLeaf": "An entry of a list that is supplied at load.",
    "LocalClause.severity": "How bad a breach is: it decides how soon a person looks.",
    "LocalClause.text": "The sentence that decisions cite, by locale.",
    "LocalClause.title": "A short name, by locale.",
    "Pattern.category": "`context` accuses nobody.",
    "Pattern.description": "What it matches, in words.",
    "Pattern.mask": "Matched text never appears in decisions.",
    "Pattern.regex": "Over folded text: lower case, NFKC. Repeats must be bounded.",
    "Queue.title": "The name that reviewers see, by locale.",
    "Replace.reason": "Why it is replaced.",
    "ReportsLeaf.reports": "Each reason with the comparison that must hold: `{spam: {at_least: 3}}`.",
    "Review.queues": "The queues of reviewers, by the name that areas give.",
    "SameLeaf.same": "The fields that hold the same words.",
    "ScoreLeaf": "Scores of your own models.",
    "ScoreLeaf.score": "Each score with the comparison that must hold: `{toxicity: {above: 0.9}}`.",
    "ShapeLeaf": "The shape of a text, whatever its words.",
    "Step.points": "As many points or more.",
    "Taxonomy.dsa_category": "Category of the Digital Services Act's transparency database.",
    "Taxonomy.dsa_keywords": "Keywords of that database.",
    "Taxonomy.mlcommons": "Hazard of the MLCommons taxonomy.",
    "Taxonomy.tspa": "Abuse type of the Trust & Safety Professional Association.",
    "TextCondition.with": "Each of these stands near the match as well.",
    "TextCondition.without": "None of these stands near the match.",
    "TextLeaf": "A match of a lexicon or a pattern in a text.",
    "area.owner": "Who answers for the area.",
    "area.title": "The name of the area, by locale.",
    "layer.format": "The format of policy files.",
    "layer.lists": "Lists that are supplied at load, by name.",
    "layer.params": "Numbers and texts that conditions name as `$name`.",
    "layer.queues": "Queues of reviewers that the layer adds.",
    "manifest.format": "The format of policy files.",
    "manifest.lists": "Lists that are supplied at load, by name.",
    "manifest.name": "The name of the policy set, as decisions tell it.",
    "manifest.params": "Numbers and texts that conditions name as `$name`.",
    "manifest.side_actions": "What can be done beside a measure, by name.",
    "overlay.laws": "The laws, by a name of your own.",
    "overlay.owner": "Who answers for it.",
    "overlay.statuses": "What the laws make of a service, by name.",
    "overlay.title": "A short name, by locale.",
    "ruleset.conditions": "Conditions that rules name with `use`.",
    "ruleset.lexicons": "Lists of words, by the name that conditions give.",
    "ruleset.patterns": "Regular expressions, by the name that conditions give.",
    "suite.items": "Items that cases name.",
    "suite.suite": "What the suite is about.",
}
"""By the name of the model in the schema; `area`, `layer`, `manifest`, `ruleset` and `suite` are whole files."""


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a policy file with these descriptions wherever it has none of its own."""
    told = {**schema, **_filled(schema, str(schema["title"]).lower())}
    if "$defs" in schema:
        told["$defs"] = {name: _filled(each, name) for name, each in schema["$defs"].items()}
    return told


def _filled(model: dict[str, Any], name: str) -> dict[str, Any]:
    filled = dict(model)
    if "description" not in model and name in DESCRIPTIONS:
        filled["description"] = DESCRIPTIONS[name]
    if "properties" in model:
        filled["properties"] = {
            key: {**value, "description": DESCRIPTIONS[f"{name}.{key}"]}
            if "description" not in value and f"{name}.{key}" in DESCRIPTIONS
            else value
            for key, value in model["properties"].items()
        }
    return filled
