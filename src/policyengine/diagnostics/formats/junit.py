"""JUnit XML, as test reporters read it: one suite, one test case for each finding, and one that passed if none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.render import pretty

_no_xml = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(findings: Iterable[Diagnostic]) -> str:
    """The document, without a final line end."""
    known = tuple(findings)
    root = Element("testsuites", name="policyengine check", tests=str(len(known) or 1), failures=str(len(known)))
    suite = SubElement(root, "testsuite", name="check", tests=str(len(known) or 1), failures=str(len(known)))
    if not known:
        SubElement(suite, "testcase", classname="check", name="no findings")
    for each in known:
        where = {} if each.span is None else {"file": each.span.file, "line": str(each.span.start.line)}
        case = SubElement(suite, "testcase", {"classname": each.code, "name": _clean(_name(each)), **where})
        SubElement(case, "failure", type=each.level, message=_clean(each.message)).text = _clean(pretty(each))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _name(finding: Diagnostic) -> str:
    if finding.span is None:
        return finding.message
    return f"{finding.span.file}:{finding.span.start.line}:{finding.span.start.column} {finding.message}"


def _clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _no_xml.sub("\ufffd", text)
