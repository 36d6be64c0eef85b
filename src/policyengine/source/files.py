"""The files of a policy set: what lies in a directory, read once, and what part each file plays."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from policyengine.diagnostics.codes import files, policy_set
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import SHARED

Role = Literal["manifest", "policy", "rules", "language", "overlay", "statement", "suite", "clean", "baseline"]

MANIFEST = "policyengine.yaml"
SUITES = "suites"
OVERLAYS = "overlays"
STATEMENTS = "statements"
CLEAN = "clean"
LARGEST = 2 * 1024 * 1024
"""Bytes of one file."""
MOST = 10_000
"""Files of one directory."""
ENDINGS = (".yaml", ".yml", ".jsonl")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: the name that messages use, its path in the policy set, and its bytes."""

    name: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """One directory of policy files, as it was when it was read."""

    name: str
    files: tuple[SourceFile, ...]


def read_source(directory: Path) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Every YAML and JSONL file under a directory, in the order of their paths. Never raises for what it finds."""
    problems: list[Diagnostic] = []
    found: list[SourceFile] = []
    if not directory.is_dir():
        kind = "is not a directory" if directory.exists() else "does not exist"
        help_ = "give the directory that holds `policyengine.yaml`"
        return Source(str(directory), ()), (diagnose(files.UNREADABLE, f"`{directory}` {kind}", help=help_),)
    root = os.path.realpath(directory)
    paths = _walk(directory)
    if len(paths) > MOST:
        message = f"`{directory}` holds {len(paths):,} policy files, and {MOST:,} are read at most"
        problems.append(diagnose(files.TOO_MANY, message, help="check that you named the right folder"))
    for path in paths[:MOST]:
        relative = path.relative_to(directory).as_posix()
        # Not `Path.resolve`, which raises where links lead in a circle.
        if not Path(os.path.realpath(path)).is_relative_to(root):
            message = f"`{path}` leads out of the policy set"
            problems.append(diagnose(policy_set.PATH_ESCAPES, message, help="put the file itself there"))
            continue
        data = _read(path, problems)
        if data is not None:
            found.append(SourceFile(str(path), relative, data))
    return Source(str(directory), tuple(found)), tuple(problems)


def _walk(directory: Path) -> list[Path]:
    """What looks like a policy file whatever the case of its ending, and links to folders, which are not followed."""
    return sorted(
        path
        for path in directory.rglob("*")
        if (path.suffix.lower() in ENDINGS or (path.is_symlink() and path.is_dir()))
        and not any(part.startswith(".") for part in path.relative_to(directory).parts)
    )


def _read(path: Path, problems: list[Diagnostic]) -> bytes | None:
    try:
        if not path.is_file():
            raise OSError(_no_file(path))
        if path.stat().st_size > LARGEST:
            message = f"`{path}` has {path.stat().st_size:,} bytes, and {LARGEST:,} are read at most"
            help_ = "divide the area, or move names and identifiers into a list given at load"
            problems.append(diagnose(files.TOO_LARGE, message, help=help_))
            return None
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_ = "put the file itself there, and check that you may read it"
        problems.append(diagnose(files.UNREADABLE, f"`{path}` cannot be read: {reason}", help=help_))
        return None


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "a link to a folder is not followed" if path.is_symlink() else "this is a folder, not a file"
    return "the link leads nowhere" if path.is_symlink() else "this is not an ordinary file"


def role(path: str) -> tuple[Role, str | None] | None:
    """The part a file plays by its path, and its area; `None` if it has no place in a policy set."""
    pure = PurePosixPath(path)
    folder = pure.parent.name if len(pure.parts) == 2 else None
    if path == MANIFEST:
        return "manifest", None
    if folder is None:
        return None
    if folder == CLEAN:
        if pure.suffix == ".jsonl":
            return "clean", None
        return ("baseline", None) if pure.name == "baseline.yaml" else None
    if pure.suffix != ".yaml":
        return None
    if pure.name.endswith(".test.yaml"):
        if folder == OVERLAYS:
            return "suite", pure.name.removesuffix(".test.yaml").partition(".")[0]
        return "suite", (None if folder == SUITES else folder)
    if folder == SUITES:
        return None
    if folder == OVERLAYS:
        return "overlay", pure.stem
    if folder == STATEMENTS:
        return "statement", pure.stem
    if pure.name in ("policy.yaml", "rules.yaml"):
        if pure.name == "policy.yaml" and folder == SHARED:
            return None
        return ("policy" if pure.name == "policy.yaml" else "rules"), folder
    return "language", folder
