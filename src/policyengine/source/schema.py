"""JSON Schema of everything that people write or read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from policyengine.model.audit_record import AuditRecord
from policyengine.model.content import Content
from policyengine.model.decision import Decision
from policyengine.model.manifest import Layer, Manifest
from policyengine.model.overlay import Overlay
from policyengine.model.policy import Area
from policyengine.model.ruleset import Ruleset
from policyengine.model.statement import Statement
from policyengine.model.statement_words import StatementWords
from policyengine.model.suite import Baseline, Suite
from policyengine.source.descriptions import described

KINDS: dict[str, type[BaseModel]] = {
    "content": Content,
    "decision": Decision,
    "audit": AuditRecord,
    "statement": Statement,
    "manifest": Manifest,
    "layer": Layer,
    "policy": Area,
    "overlay": Overlay,
    "words": StatementWords,
    "ruleset": Ruleset,
    "suite": Suite,
    "baseline": Baseline,
}
"""The kinds there is a schema of, and their models."""

_WRITTEN = ("decision", "audit", "statement")
_OF_ITEMS = ("content", *_WRITTEN)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind, for what is read (of what the program makes: for what is written)."""
    mode: Literal["validation", "serialization"] = "serialization" if kind in _WRITTEN else "validation"
    schema = KINDS[kind].model_json_schema(mode=mode)
    return {"$schema": DIALECT, **(schema if kind in _OF_ITEMS else described(schema))}
