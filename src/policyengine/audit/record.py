"""The audit record of one decision, made."""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Mapping

from policyengine.audit.masking import kept, masked_decision, without
from policyengine.audit.reads import facts_read
from policyengine.evaluation.evaluator import Evaluator
from policyengine.model.audit_record import AuditRecord
from policyengine.model.content import Content
from policyengine.model.decision import Decision


def audit_record(
    evaluator: Evaluator, content: Content, decision: Decision, locale: str, acted_today: Mapping[str, int]
) -> AuditRecord:
    """The record of a decision that this evaluator has just made."""
    read = facts_read(evaluator.program)
    masks = evaluator.program.setting.audit_masks
    item, left_out = kept(content.model_dump(mode="json", exclude_defaults=True), read)
    item, masked = without(item, masks)
    return AuditRecord(
        decision=masked_decision(decision, masks),
        content=item,
        read=tuple(sorted(read)),
        left_out=left_out,
        masked=masked,
        locale=locale,
        acted_today=dict(sorted(acted_today.items())),
        evidence=evaluator.mode,
        inference=evaluator.reasoner.inference.name,
        python=platform.python_version(),
        unicode=unicodedata.unidata_version,
    )
