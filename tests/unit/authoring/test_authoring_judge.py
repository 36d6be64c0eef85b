"""What a judge keeps while it runs cases."""

from __future__ import annotations

import gc
import weakref

from policy_sets import area, as_tested, clause, policy_set, rule

from policyengine.authoring.judge import Judge


def test_engines_of_parts_are_kept_for_a_while_only() -> None:
    """A policy set of many areas has as many suites, each judged within its own."""
    others = {f"more{number}/policy.yaml": area(clause(f"MOR-{number}")) for number in range(1, 6)}
    judge = Judge(as_tested({**policy_set([rule("r", "kind: track")]), **others}))
    whole = weakref.ref(judge.loaded(None).program)
    digest = judge.engine(("demo",)).digest
    first = weakref.ref(judge.loaded(("demo",)).program)
    for number in range(1, 6):
        judge.engine((f"more{number}",))
        assert judge.engine((f"more{number}",)) is judge.engine((f"more{number}",))
    gc.collect()
    assert first() is None
    assert whole() is not None
    assert judge.engine(("demo",)).digest == digest
