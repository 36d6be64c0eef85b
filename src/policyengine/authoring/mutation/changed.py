"""The lines that differ from a revision, as git tells them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from policyengine.authoring.mutation.mutant import Mutant

_HUNK = re.compile(r"^@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")

Lines = Mapping[str, frozenset[int]]
"""The changed lines of each file, by its real path."""


class NotTold(Exception):
    """Git cannot tell: no repository, no such revision, no git."""


def changed_lines(directories: Sequence[Path], revision: str) -> Lines:
    """The lines of files under the directories that are new or changed since a revision; raises `NotTold`."""
    changed: dict[str, set[int]] = {}
    for directory in directories:
        if not directory.is_dir():
            continue
        top = Path(_git(directory, "rev-parse", "--show-toplevel").strip()).resolve()
        named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = _git(directory, *named).strip()
        plain = ("--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", "--no-renames")
        told = _git(directory, "diff", *plain, commit, "--", ".")
        for file, numbers in _read(told).items():
            changed.setdefault(str(top / file), set()).update(numbers)
        for name in _git(directory, "ls-files", "-z", "--others", "--exclude-standard", "--", ".").split("\0"):
            path = directory.resolve() / name
            if name and path.is_file():
                count = len(path.read_bytes().splitlines())
                changed.setdefault(str(path), set()).update(range(1, count + 1))
    return {file: frozenset(numbers) for file, numbers in sorted(changed.items())}


def _git(directory: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotepath=off", "-C", str(directory), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotTold(f"git cannot be run: {str(error).lower()}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        revision = arguments[-1].removesuffix("^{commit}")
        raise NotTold(said or f"`{revision}` is no revision of this repository")
    return done.stdout.decode("utf-8", "replace")


def _read(told: str) -> dict[str, set[int]]:
    """The lines on the new side of a diff, by file as git names it."""
    changed: dict[str, set[int]] = {}
    file = ""
    for line in told.splitlines():
        if line.startswith("+++ "):
            file = line[4:].rstrip("\t")
        elif (hunk := _HUNK.match(line)) is not None:
            first, count = int(hunk["first"]), int(hunk["count"] or 1)
            changed.setdefault(file, set()).update(range(first, first + count))
    return changed


def within(mutants: Sequence[Mutant], lines: Lines) -> tuple[Mutant, ...]:
    """The mutants that would stand on one of the lines."""
    real: dict[str, str] = {}
    kept: list[Mutant] = []
    for mutant in mutants:
        span = mutant.span
        file = real.setdefault(span.file, str(Path(span.file).resolve()))
        numbers = lines.get(file, frozenset())
        if any(number in numbers for number in range(span.start.line, span.end.line + 1)):
            kept.append(mutant)
    return tuple(kept)
