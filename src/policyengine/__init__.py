"""Policy as code for content moderation.

from policyengine import PolicyEngine

engine = PolicyEngine.load()
decision = engine.evaluate({"id": "t1", "kind": "track", "title": "Spring Day"})
decision.action  # 'allow'
"""

from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError, ContentProblem, PolicyEngineError, RulesetError
from policyengine.evaluation.description import Description, InactiveRule
from policyengine.evaluation.explanation import Explanation, RuleExplanation
from policyengine.evaluation.matches import Match
from policyengine.inference import InferenceUnavailable
from policyengine.model.audit_record import AuditRecord
from policyengine.model.content import Content
from policyengine.model.decision import Decision
from policyengine.shipped import shipped
from policyengine.version import VERSION as __version__

__all__ = [
    "AuditRecord",
    "Content",
    "ContentError",
    "ContentProblem",
    "Decision",
    "Description",
    "Explanation",
    "InactiveRule",
    "InferenceUnavailable",
    "Match",
    "PolicyEngine",
    "PolicyEngineError",
    "RuleExplanation",
    "RulesetError",
    "__version__",
    "shipped",
]
