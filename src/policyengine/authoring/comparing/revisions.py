"""Policy files of a git revision, read without touching the work tree."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from policyengine.diagnostics.codes import files
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.files import ENDINGS, LARGEST, MANIFEST, Source, SourceFile

_ORDINARY = ("100644", "100755")
"""Modes of files; links and submodules have others."""


class RevisionError(Exception):
    """A revision, or a folder in it, that cannot be read; the message says why and what to do."""


def read_revision(
    revision: str, beside: Path | None = None, directory: Path | None = None
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Every policy file under `REV:path`, as it stands in that revision of the repository around `directory`.

    Of `REV` alone, the folder is that of `beside`, if the revision has that one, or else the only one that holds a
    manifest nearest to the top. Raises `RevisionError`.
    """
    directory = directory or Path.cwd()
    name, separator, _ = revision.partition(":")
    if not name or name.startswith("-"):
        raise RevisionError(f"`{revision}` is neither a directory nor a git revision")
    if _git(directory, "rev-parse", "--git-dir").returncode:
        raise RevisionError(f"`{revision}` is no directory, and here is no git repository whose revision it could be")
    if not separator:
        _tree(directory, revision, f"{name}^{{tree}}")
        folder = _folder(directory, name, beside)
        revision = f"{name}:{folder}"
    tree = _tree(directory, revision, revision)
    return _files(directory, revision, tree)


def _tree(directory: Path, shown: str, asked: str) -> str:
    """The id of a folder in a revision."""
    outcome = _git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    found = outcome.stdout.decode().strip()
    if outcome.returncode or not found:
        name, separator, folder = shown.partition(":")
        told = f"there is no folder `{folder}` in the revision `{name}`" if separator else f"git knows no `{name}`"
        if separator and _git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", name).returncode:
            told = f"git knows no `{name}`"
        raise RevisionError(f"{told}; give a directory, `REV` or `REV:path`")
    if _git(directory, "cat-file", "-t", found).stdout.strip() != b"tree":
        raise RevisionError(f"`{shown}` is no folder; name the one that holds `{MANIFEST}`")
    return found


def _folder(directory: Path, name: str, beside: Path | None) -> str:
    """Where the policy set of a revision lies, told from the other side or by its manifest."""
    top = _git(directory, "rev-parse", "--show-toplevel")
    if beside is not None and not top.returncode:
        root = Path(os.fsdecode(top.stdout.rstrip(b"\n"))).resolve()
        if beside.resolve().is_relative_to(root):
            folder = beside.resolve().relative_to(root).as_posix()
            folder = "" if folder == "." else folder
            asked = f"{name}:{folder}"
            if not _git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", asked).returncode:
                return folder
    listed = _git(directory, "ls-tree", "-r", "-z", "--name-only", "--full-tree", name).stdout
    manifests = [PurePosixPath(os.fsdecode(each)) for each in listed.split(b"\0") if each]
    folders = [path.parent for path in manifests if path.name == MANIFEST]
    if not folders:
        raise RevisionError(f"there is no `{MANIFEST}` in the revision `{name}`")
    depth = min(len(path.parts) for path in folders)
    nearest = sorted(str(path) for path in folders if len(path.parts) == depth)
    if len(nearest) > 1:
        choices = ", ".join(f"`{name}:{path}`" for path in nearest)
        raise RevisionError(f"the revision `{name}` holds several policy sets; say which: {choices}")
    return "" if nearest[0] == "." else nearest[0]


def _files(directory: Path, revision: str, tree: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    prefix = revision.rstrip("/") + ("" if revision.endswith(":") else "/")
    problems: list[Diagnostic] = []
    wanted: list[tuple[str, str]] = []
    listed = _git(directory, "ls-tree", "-r", "-z", "--full-tree", "--long", tree).stdout
    for line in sorted(filter(None, listed.split(b"\0")), key=lambda each: each.partition(b"\t")[2]):
        facts, _, raw = line.partition(b"\t")
        path = os.fsdecode(raw)
        mode, _, blob, size = facts.decode().split()
        pure = PurePosixPath(path)
        if pure.suffix.lower() not in ENDINGS or any(part.startswith(".") for part in pure.parts):
            continue
        if mode not in _ORDINARY:
            message, help_ = f"`{prefix}{path}` is a link, which is not followed", "put the file itself there"
            problems.append(diagnose(files.UNREADABLE, message, help=help_))
        elif int(size) > LARGEST:
            message = f"`{prefix}{path}` has {int(size):,} bytes, and {LARGEST:,} are read at most"
            problems.append(diagnose(files.TOO_LARGE, message, help="divide the area"))
        else:
            wanted.append((path, blob))
    data = _blobs(directory, [blob for _, blob in wanted])
    read = [SourceFile(prefix + path, path, content) for (path, _), content in zip(wanted, data, strict=True)]
    return Source(revision, tuple(read)), tuple(problems)


def _blobs(directory: Path, ids: list[str]) -> list[bytes]:
    """The bytes of objects, in one call."""
    out = _git(directory, "cat-file", "--batch", stdin="".join(f"{each}\n" for each in ids).encode()).stdout
    found: list[bytes] = []
    at = 0
    for _ in ids:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found.append(out[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def _git(directory: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        outcome = subprocess.run(["git", "-C", str(directory), *arguments], input=stdin, capture_output=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RevisionError(f"git, which reads revisions, cannot be run: {reason}") from None
    return outcome
