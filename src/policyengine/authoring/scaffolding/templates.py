"""The texts that `new` writes. A word that no title has stands where the writer's words will stand."""

from __future__ import annotations

from collections.abc import Sequence


def placeholder(language: str) -> str:
    """The word that stands for those of a language."""
    return f"replacethisword{language.replace('-', '').lower()}"


MANIFEST = """\
format: 1
name: {name}
version: "1"
languages: [en]
locales: [en]
markets: [KR, JP, TH]
# The ladder, mildest first. `geo_restrict` is never asked for: it is what removal in some markets only amounts to.
actions: [allow, metadata_fix, advisory, age_gate, limit_reach, geo_restrict, remove]
review:
  default_queue: general
  queues:
    general: {{title: {{en: General}}}}
  severities:
    critical: {{within: 1h, level: 3}}
    high: {{within: 4h, level: 2}}
    medium: {{within: 24h, level: 1}}
    low: {{within: 3d, level: 1}}
"""


def policy(area: str, clause: str, locales: Sequence[str]) -> str:
    """The `policy.yaml` of an area with one clause."""
    title = area.replace("_", " ").capitalize()
    titles = ", ".join(f'{locale}: "{title}"' for locale in locales)
    texts = ", ".join(f'{locale}: "To be written: what is not allowed, in one sentence."' for locale in locales)
    return f"""\
title: {{{titles}}}
owner: {area.replace("_", "-")}-policy
clauses:
  - id: {clause}
    version: 1
    title: {{{titles}}}
    text: {{{texts}}}
    severity: low
    outcome: {{review: true}}
"""


def rules(body: str) -> str:
    """A file of rules with one rule."""
    return f"# Written once for all languages; each language provides the lexicons under these names.\nrules:\n{body}"


def rule(name: str, clause: str, lexicon: str | None, example: str) -> str:
    """A draft rule: of a lexicon, one of whose terms is the example; or of the shape of a title."""
    when = "shape: {in: title, longest_run: {at_least: 12}}"
    if lexicon is not None:
        when = f"text: {{lexicon: {lexicon}, in: title}}"
    text = example.replace("\\", "\\\\").replace('"', '\\"')
    return f"""\
  - id: {name}
    clause: {clause}
    # `draft`: only checked and tested. Then `shadow`: reported, but never acts. Then `live`.
    status: draft
    why: "To be written: what the rule is for, in one sentence."
    when:
      {when}
    examples:
      flag:
        - {{text: "{text}", in: title, kind: track}}
      pass:
        - {{text: Spring Day, in: title, kind: track, because: an ordinary title}}
"""


def vocabulary(language: str, lexicon: str, category: str, others: Sequence[str]) -> str:
    """The file of a language with one lexicon, whose only word is the placeholder of the language."""
    more = f"# Rules of this area also look for: {', '.join(others)}.\n" if others else ""
    return f"""\
language: {language}
{more}lexicons:
  {lexicon}:
    category: {category}
    reviewed_by: none yet
    terms:
      - {{term: {placeholder(language)}, sense: "to be written: what the word means where it counts"}}
"""


def no_vocabulary(language: str) -> str:
    """The file of a language in an area that has no words of its own."""
    return f"language: {language}\nrules: []\n"


def suite(name: str, shadow: str | None = None, example: str = "") -> str:
    """A suite with an ordinary item, and one that a draft rule holds for, where there is one."""
    drafted = f"""\
  - name: what the first rule looks for
    item: song
    with: {{title: {example}}}
    # A draft is tested like a shadow rule. Once it is live, `violations` and `review` stand here.
    expect: {{action: allow, shadow: {shadow}}}
"""
    return f"""\
suite: {name.replace("_", " ")}
items:
  song: {{kind: track, title: Spring Day}}
cases:
  - name: an ordinary title
    item: song
    expect: allow
{drafted if shadow else ""}"""
