"""The files of a policy set: what lies in a directory, read once, and what part each file plays."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policyengine.diagnostics.codes import files, policy_set
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import SHARED, Role

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
    """One directory of policy files, as it was when it was read. `unread` are the paths of those that could not be."""

    name: str
    files: tuple[SourceFile, ...]
    unread: tuple[str, ...] = ()


def read_source(directory: Path) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Every YAML and JSONL file under a directory, in the order of their paths. Never raises for what it finds."""
    problems: list[Diagnostic] = []
    found: list[SourceFile] = []
    unread: list[str] = []
    reason = _no_directory(directory)
    if reason is not None:
        help_ = "give the directory that holds `policyengine.yaml`"
        problem = diagnose(files.UNREADABLE, f"`{directory}` {reason}", help=help_)
        return Source(str(directory), (), (MANIFEST,)), (problem,)
    root = os.path.realpath(directory)
    paths, closed = _walk(directory)
    for folder, reason in closed:
        help_ = "check that you may read it, and what it holds"
        problems.append(diagnose(files.UNREADABLE, f"`{folder}` cannot be read: {reason}", help=help_))
        inside = folder.relative_to(directory).as_posix()
        unread += [MANIFEST] if inside == "." else [f"{inside}/policy.yaml", f"{inside}/rules.yaml"]
    if len(paths) > MOST:
        message = f"`{directory}` holds {len(paths):,} policy files, and {MOST:,} are read at most"
        problems.append(diagnose(files.TOO_MANY, message, help="check that you named the right folder"))
    for path in paths[:MOST]:
        relative = path.relative_to(directory).as_posix()
        # Not `Path.resolve`, which raises where links lead in a circle.
        if not Path(os.path.realpath(path)).is_relative_to(root):
            message = f"`{path}` leads out of the policy set"
            problems.append(diagnose(policy_set.PATH_ESCAPES, message, help="put the file itself there"))
            unread.append(relative)
            continue
        data = _read(path, problems)
        if data is None:
            unread.append(relative)
        else:
            found.append(SourceFile(str(path), relative, data))
    return Source(str(directory), tuple(found), tuple(unread)), tuple(problems)


def _no_directory(path: Path) -> str | None:
    """Why a path leads to no directory; none where it does."""
    try:
        if path.is_dir():
            return None
        return "is not a directory" if path.exists() else "does not exist"
    except OSError as error:
        return f"cannot be read: {(error.strerror or str(error)).lower()}"


def _walk(directory: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """What looks like a policy file whatever the case of its ending, and links to folders, which are not followed.

    Also the folders that cannot be looked into, each with the reason: what they hold must not be missed in silence.
    """
    found: list[Path] = []
    closed: list[tuple[Path, str]] = []

    def refused(error: OSError) -> None:
        closed.append((Path(error.filename), (error.strerror or str(error)).lower()))

    for folder, inner, names in os.walk(directory, onerror=refused):
        inner[:] = [name for name in inner if not name.startswith(".")]
        named = [name for name in names if not name.startswith(".")]
        like_files = [Path(folder, name) for name in (*named, *inner) if Path(name).suffix.lower() in ENDINGS]
        found += {*like_files, *(Path(folder, name) for name in inner if Path(folder, name).is_symlink())}
    return sorted(found), sorted(closed)


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
