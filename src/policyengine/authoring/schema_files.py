"""Schema files beside rulesets, and the first line of each YAML file that leads an editor to its schema."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from policyengine.source.definitions import Role
from policyengine.source.files import role
from policyengine.source.schema import json_schema

FOLDER = "schemas"
KIND_OF: Mapping[Role, str] = {
    "manifest": "manifest",
    "policy": "policy",
    "overlay": "overlay",
    "statement": "words",
    "rules": "ruleset",
    "language": "ruleset",
    "suite": "suite",
    "baseline": "baseline",
}
"""The kinds of schema by the part that a file plays."""
_MODELINE = re.compile(r"^#\s*yaml-language-server:\s*\$schema=\S*\s*$", re.MULTILINE)
_LAYER = re.compile(r"^layer:", re.MULTILINE)


def schema_files() -> dict[str, str]:
    """The text of every schema file, by its path in a policy set."""
    kinds = sorted({*KIND_OF.values(), "layer"})
    return {
        f"{FOLDER}/{kind}.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in kinds
    }


def modeline(path: str, text: str) -> str | None:
    """The line for a file by its path in the policy set; `None` for a file that has no schema."""
    played = role(path)
    kind = KIND_OF.get(played[0]) if played is not None else None
    if kind is None:
        return None
    if kind == "manifest" and _LAYER.search(text):
        kind = "layer"
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json\n"


def with_modeline(path: str, text: str) -> str:
    """The text with the line on top. A file that has such a line already keeps it, wherever it leads."""
    line = modeline(path, text)
    return text if line is None or _MODELINE.search(text) else line + text


def stale(directory: Path) -> Iterator[tuple[str, str]]:
    """Every file of a policy set that would have to be written, with its new text, by path."""
    for path, text in schema_files().items():
        file = directory / path
        if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != text:
            yield path, text
    for file in sorted(directory.rglob("*.yaml")):
        path = file.relative_to(directory).as_posix()
        hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
        inside = Path(os.path.realpath(file)).is_relative_to(os.path.realpath(directory))
        if hidden or not inside or not file.is_file():
            continue
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # which `check` tells, and nothing here would mend
        if text.startswith("\ufeff"):
            continue
        lined = with_modeline(path, text)
        if lined != text:
            yield path, lined
