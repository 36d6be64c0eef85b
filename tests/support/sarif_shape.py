"""The part of SARIF 2.1.0 that we write, as a JSON Schema; closed, so that a key SARIF does not have is noticed.

From the OASIS standard, sections 3.13 (log), 3.14 (run), 3.19 (tool component), 3.27 (result), 3.28-3.30 (places),
3.35 (suppression) and 3.49 (reporting descriptor).
"""

from __future__ import annotations

from typing import Any


def _closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


_TEXT = {"type": "string", "minLength": 1}
_POSITIVE = {"type": "integer", "minimum": 1}
_INDEX = {"type": "integer", "minimum": 0}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _closed(["text"], text=_TEXT)
_REGION = _closed(["startLine"], startLine=_POSITIVE, startColumn=_POSITIVE, endLine=_POSITIVE, endColumn=_POSITIVE)
_URI = {"type": "string", "pattern": "^[!-~]+$", "not": {"pattern": '[\\\\<>"{}|^`]'}}
_PHYSICAL = _closed(["artifactLocation"], artifactLocation=_closed(["uri"], uri=_URI), region=_REGION)
_LOCATION = _closed(["physicalLocation"], physicalLocation=_PHYSICAL)
_RELATED = _closed(["id", "physicalLocation"], id=_INDEX, physicalLocation=_PHYSICAL, message=_MESSAGE)
_SUPPRESSION = _closed(["kind"], kind={"enum": ["inSource", "external"]}, justification=_TEXT)
_RESULT = _closed(
    ["message"],
    ruleId=_TEXT,
    ruleIndex=_INDEX,
    level=_LEVEL,
    message=_MESSAGE,
    locations={"type": "array", "items": _LOCATION},
    relatedLocations={"type": "array", "items": _RELATED, "uniqueItems": True},
    suppressions={"type": "array", "items": _SUPPRESSION, "minItems": 1},
)
_RULE = _closed(
    ["id"],
    id=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    defaultConfiguration=_closed([], level=_LEVEL),
)
_DRIVER = _closed(["name"], name=_TEXT, version=_TEXT, rules={"type": "array", "items": _RULE, "uniqueItems": True})
_RUN = _closed(
    ["tool"],
    tool=_closed(["driver"], driver=_DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": _RESULT},
)
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "pattern": "sarif-schema-2\\.1\\.0\\.json$"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": _RUN},
    },
    "additionalProperties": False,
}
