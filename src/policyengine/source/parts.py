"""One directory read into typed parts. Every file is read, whatever is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from policyengine.diagnostics.codes import policy_set as codes
from policyengine.diagnostics.codes import shape as shape_codes
from policyengine.diagnostics.diagnostic import Diagnostic, has_errors
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.model.base import canonical_language
from policyengine.model.manifest import Layer, Manifest
from policyengine.model.overlay import Overlay
from policyengine.model.policy import Area
from policyengine.model.ruleset import Ruleset
from policyengine.model.statement_words import StatementWords
from policyengine.model.suite import Baseline, Suite
from policyengine.source.definitions import SHARED, CleanFile, Placed, Role, SuiteEntry
from policyengine.source.files import CLEAN, MANIFEST, SUITES, Source, SourceFile, role
from policyengine.source.fitting.shape import fit, where
from policyengine.source.reading.nodes import Document, Mapping
from policyengine.source.reading.yaml import parse

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PlacedRuleset:
    """A ruleset and the area of its directory."""

    area: str
    ruleset: Placed[Ruleset]


@dataclass
class Parts:
    """What one directory defines, file by file, and every problem met while reading it.

    `lost` are the parts that files should have played and did not, because of an error in them. What is defined there
    is not known, so nobody can say that it is missing.
    """

    name: str
    manifest: Placed[Manifest] | None = None
    layer: Placed[Layer] | None = None
    areas: dict[str, Placed[Area]] = field(default_factory=dict)
    overlays: dict[str, Placed[Overlay]] = field(default_factory=dict)
    statements: dict[str, Placed[StatementWords]] = field(default_factory=dict)
    rulesets: list[PlacedRuleset] = field(default_factory=list)
    suites: list[SuiteEntry] = field(default_factory=list)
    clean: list[CleanFile] = field(default_factory=list)
    baseline: Placed[Baseline] | None = None
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    lost: set[tuple[Role, str | None]] = field(default_factory=set)


def read_parts(source: Source) -> Parts:
    """The typed parts of one directory."""
    parts = Parts(source.name)
    parts.lost.update(played for played in map(role, source.unread) if played is not None)
    for file in source.files:
        played = role(file.path)
        if played is None:
            _refuse(parts, file)
        elif played[0] == "clean":
            parts.clean.append(CleanFile(file.name, file.data))
        else:
            before = len(parts.problems)
            document = parse(file.data, file.name)
            parts.documents[file.name] = document
            parts.problems.extend(document.diagnostics)
            if document.root is not None:
                _READERS[played[0]](parts, file, document, played[1] or "")
            if has_errors(tuple(parts.problems[before:])):
                parts.lost.add(played)
    return parts


def _refuse(parts: Parts, file: SourceFile) -> None:
    """Reports a file that has no place, and takes for lost what it would have been under its right name."""
    path = PurePosixPath(file.path)
    guess = _meant(path)
    parts.problems.append(_out_of_place(file, guess))
    meant = role(str(path.parent / guess)) if guess else None
    if meant is not None:
        parts.lost.add(meant)


def _meant(path: PurePosixPath) -> str | None:
    """The name that was probably meant."""
    if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
        return f"{path.stem}.yaml"
    return did_you_mean(path.name, ["policy.yaml", "rules.yaml"] if path.parent.name else [MANIFEST])


def _out_of_place(file: SourceFile, guess: str | None) -> Diagnostic:
    path = PurePosixPath(file.path)
    name, folder = path.name, path.parent.name
    if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
        help_ = f"rename it to `{guess}`"
    elif folder == SHARED and name == "policy.yaml":
        help_ = f"`{SHARED}` serves every area and has no clauses of its own"
    elif folder in (SUITES, CLEAN):
        help_ = (
            "here stand suites, named `….test.yaml`" if folder == SUITES else "here stand `….jsonl`, `baseline.yaml`"
        )
    elif guess and len(path.parts) < 3:
        help_ = f"did you mean `{guess}`?"
    else:
        help_ = "rulesets stand in the directory of their area, one level down"
    return diagnose(codes.UNKNOWN_FILE, f"`{file.name}` has no place in a policy set", help=help_)


def _fitted(parts: Parts, document: Document, model: type[M]) -> Placed[M] | None:
    assert document.root is not None
    value, problems = fit(document.root, model, document)
    parts.problems.extend(problems)
    return Placed(value, document, ()) if value is not None else None


def _read_manifest(parts: Parts, _file: SourceFile, document: Document, _area: str) -> None:
    if isinstance(document.root, Mapping) and document.root.get("layer") is not None:
        parts.layer = _fitted(parts, document, Layer)
    else:
        parts.manifest = _fitted(parts, document, Manifest)


def _read_policy(parts: Parts, _file: SourceFile, document: Document, area: str) -> None:
    placed = _fitted(parts, document, Area)
    if placed is not None:
        parts.areas[area] = placed


def _read_overlay(parts: Parts, _file: SourceFile, document: Document, name: str) -> None:
    placed = _fitted(parts, document, Overlay)
    if placed is not None:
        parts.overlays[name] = placed


def _read_statement(parts: Parts, file: SourceFile, document: Document, locale: str) -> None:
    placed = _fitted(parts, document, StatementWords)
    if placed is None:
        return
    if _tag(locale) != locale:
        tag = _tag(locale)
        message = f"`{file.name}` is not named after a locale"
        help_ = f"name it `{tag or 'ko'}.yaml`"
        parts.problems.append(diagnose(shape_codes.INVALID_LANGUAGE, message, placed.span(), help=help_))
        return
    parts.statements[locale] = placed


def _read_rules(parts: Parts, _file: SourceFile, document: Document, area: str) -> None:
    placed = _fitted(parts, document, Ruleset)
    if placed is None:
        return
    if placed.value.language is not None:
        message = "`rules.yaml` holds what is the same in every language, so it has no `language`"
        help_ = f"remove it, or move the language's part to `{placed.value.language}.yaml`"
        parts.problems.append(diagnose(codes.UNKNOWN_FILE, message, placed.span("language"), help=help_))
        return
    parts.rulesets.append(PlacedRuleset(area, placed))


def _read_language(parts: Parts, file: SourceFile, document: Document, area: str) -> None:
    stem = PurePosixPath(file.path).stem
    if _tag(stem) is None and did_you_mean(f"{stem}.yaml", ["policy.yaml", "rules.yaml"]):
        _refuse(parts, file)
        return
    if isinstance(document.root, Mapping) and document.root.get("suite") is not None:
        message = f"`{stem}.yaml` holds a suite and is not named like one"
        help_ = f"rename it to `{stem.removesuffix('test').rstrip('._-') or area}.test.yaml`"
        span = where(document, ("suite",), key=True)
        parts.problems.append(diagnose(codes.UNKNOWN_FILE, message, span, help=help_))
        return
    placed = _fitted(parts, document, Ruleset)
    if placed is None:
        return
    language = placed.value.language
    if language is None or language != _tag(stem):
        found = f"`language: {language}`" if language else "no `language`"
        message = f"the file is named `{stem}.yaml` and has {found}"
        help_ = f"name the file after its language, as in `{language or 'ko'}.yaml`, and say so inside"
        span = placed.span("language") if language else placed.span()
        parts.problems.append(diagnose(shape_codes.INVALID_LANGUAGE, message, span, help=help_))
        return
    parts.rulesets.append(PlacedRuleset(area, placed))


def _tag(stem: str) -> str | None:
    try:
        return canonical_language(stem)
    except ValueError:
        return None


def _read_suite(parts: Parts, _file: SourceFile, document: Document, area: str) -> None:
    placed = _fitted(parts, document, Suite)
    if placed is not None:
        parts.suites.append(SuiteEntry(area or None, placed))


def _read_baseline(parts: Parts, _file: SourceFile, document: Document, _area: str) -> None:
    parts.baseline = _fitted(parts, document, Baseline)


_READERS: dict[str, Callable[[Parts, SourceFile, Document, str], None]] = {
    "manifest": _read_manifest,
    "policy": _read_policy,
    "overlay": _read_overlay,
    "statement": _read_statement,
    "rules": _read_rules,
    "language": _read_language,
    "suite": _read_suite,
    "baseline": _read_baseline,
}
