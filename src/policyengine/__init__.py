"""Policy as code for content moderation.

from policyengine import PolicyEngine

engine = PolicyEngine.load()
decision = engine.evaluate({"id": "t1", "kind": "track", "title": "Spring Day"})
decision.action  # 'allow'
"""

from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError, ContentProblem, PolicyEngineError, RulesetError, StatementError
from policyengine.evaluation.description import Description, InactiveRule
from policyengine.evaluation.explanation import Explanation, RuleExplanation
from policyengine.evaluation.matches import Match
from policyengine.inference import InferenceUnavailable
from policyengine.model.audit_record import AuditRecord
from policyengine.model.content import Content
from policyengine.model.decision import Decision
from policyengine.model.filing import Filing
from policyengine.model.statement import Statement
from policyengine.shipped import shipped
from policyengine.statements.dsa.record import DsaIncomplete
from policyengine.statements.dsa.validation import DsaProblem, dsa_problems
from policyengine.version import VERSION as __version__

__all__ = [
    "AuditRecord",
    "Content",
    "ContentError",
    "ContentProblem",
    "Decision",
    "Description",
    "DsaIncomplete",
    "DsaProblem",
    "Explanation",
    "Filing",
    "InactiveRule",
    "InferenceUnavailable",
    "Match",
    "PolicyEngine",
    "PolicyEngineError",
    "RuleExplanation",
    "RulesetError",
    "Statement",
    "StatementError",
    "__version__",
    "dsa_problems",
    "shipped",
]
