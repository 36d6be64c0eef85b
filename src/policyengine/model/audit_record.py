"""The audit record: a decision with what it was made of, so that it can be shown and made again."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from policyengine.model.decision import Decision, Part


class AuditRecord(Part):
    """One decision, with the facts that were read for it and how it was made.

    What no rule reads is left out, and so is what the manifest masks.
    """

    model_config = ConfigDict(extra="ignore", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    schema_: Annotated[Literal[1], Field(alias="schema", description="Version of this record.")] = 1
    decision: Decision
    content: Annotated[dict[str, Any], Field(description="The item: of its facts those that were read.")]
    read: Annotated[tuple[str, ...], Field(description="JSON Pointers of the facts that the rules read.")]
    left_out: Annotated[
        tuple[str, ...], Field(description="JSON Pointers of what the item has besides, which no rule reads.")
    ] = ()
    masked: Annotated[
        tuple[str, ...], Field(description="JSON Pointers of what the item has and the manifest masks.")
    ] = ()
    locale: str
    acted_today: dict[str, int] = Field(default_factory=dict)
    evidence: Literal["full", "masked", "offsets"]
    inference: Annotated[str, Field(description="The inference engine that ran.")]
    python: str
    unicode: Annotated[str, Field(description="Version of the Unicode database.")]

    def to_json(self) -> str:
        """Canonical JSON on one line: keys sorted, no spaces. Equal records give equal bytes."""
        plain = self.model_dump(mode="json", by_alias=True)
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
