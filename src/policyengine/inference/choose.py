"""Building the inference that is asked for by name."""

from __future__ import annotations

from policyengine.compile.derivation import Derivation
from policyengine.inference.durable import DurableInference, available
from policyengine.inference.native import NativeInference
from policyengine.inference.protocol import Inference

NAMES = ("auto", "native", "durable")


def build(derivation: Derivation, name: str) -> Inference:
    """The inference of that name; `auto` is `durable` where it can run and `native` elsewhere.

    Raises `InferenceUnavailable` for `durable` where it cannot run, and ValueError for a name not in `NAMES`.
    """
    if name not in NAMES:
        known = ", ".join(f"`{each}`" for each in NAMES)
        raise ValueError(f"unknown inference `{name}`, expected one of {known}")
    if name == "durable" or (name == "auto" and available()):
        return DurableInference(derivation)
    return NativeInference(derivation)
