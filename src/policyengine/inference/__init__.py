"""What follows from the signals of an item: two engines that answer alike, and the reasoner that asks one."""

from policyengine.inference.choose import NAMES, build
from policyengine.inference.conclusion import Conclusion, Ground, support
from policyengine.inference.durable import (
    DurableInference,
    InferenceUnavailable,
    available,
    unavailable_because,
)
from policyengine.inference.native import NativeInference
from policyengine.inference.protocol import Inference
from policyengine.inference.reasoner import Reasoner

__all__ = [
    "NAMES",
    "Conclusion",
    "DurableInference",
    "Ground",
    "Inference",
    "InferenceUnavailable",
    "NativeInference",
    "Reasoner",
    "available",
    "build",
    "support",
    "unavailable_because",
]
