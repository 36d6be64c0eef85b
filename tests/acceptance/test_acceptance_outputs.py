"""What the verbs print, as accepted in tests/golden/cli.

`pytest tests/acceptance/test_acceptance_outputs.py --update-golden` accepts what is printed now.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from command_line import GOLDEN, copied_base, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")

FOLDER = GOLDEN / "cli"
NEWS = '{"id": "1", "kind": "track", "title": "news of cheap followers"}'
QUOTED = '{"id": "1", "kind": "track", "title": "[b]cheap followers[/b] \\u001b[31m", "account": {"age_days": 3}}'
LISTED = '{"id": "1", "kind": "track", "title": "like Aurora Kestrel", "markets": ["KR", "TH"]}'
LAW = "content_classes: {privacy: a violation of privacy}\nservice: {kr: {provider: true, large: false}}\n"
COMMANDS = {
    "check-clean": "check set",
    "explain-clause": "explain PRO-1 -r set",
    "explain-clause-in-korean": "explain PRO-2 -r set --locale ko",
    "explain-clause-in-a-locale-it-lacks": "explain PRO-2 -r set --locale ja",
    "explain-code": "explain pe111",
    "explain-duty": "explain kr/answer -r set --locale ko",
    "explain-duty-of-an-order": "explain kr/order -r set --locale ja",
    "explain-item": f"explain {shlex.quote(NEWS)} -r set --at 2026-03-01",
    "explain-item-that-waits": f"explain {shlex.quote(LISTED)} -r set --list partners=partners.txt --at 2026-03-01",
    "explain-item-that-would-disturb-a-terminal": f"explain {shlex.quote(QUOTED)} -r set --at 2026-03-01",
    "explain-rule": "explain promo/followers_for_sale@ko -r set",
    "explain-rule-without-its-list": "explain promo/borrowed_name -r set",
    "explain-rule-with-its-list": "explain promo/borrowed_name -r set --list partners=partners.txt",
    "screen-table": "screen items.jsonl -r set --at 2026-03-01T09:00:00+09:00",
    "screen-table-for-two-markets": "screen items.jsonl -r set --at 2026-03-01 --market KR --market JP --locale ko",
    "test-coverage": "test set --coverage",
    "test-coverage-too-low": "test set -k 'not pass' --min 99.5",
    "test-expression-that-cannot-be-read": "test set -k 'a and'",
    "test-failing": "test set",
    "test-failing-as-json": "test set --format json -k '다른 or 시간대'",
    "test-failing-as-junit": "test set --format junit -k '틀린 or song'",
    "test-failing-update": "test set --update -k '틀린'",
    "test-failing-one": "test set -k 다른",
    "test-passing": "test set",
}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_what_is_printed_is_what_was_accepted(name: str, golden: Any) -> None:
    copied_base(Path())
    shutil.copy(FOLDER / "items.jsonl", Path())
    Path("partners.txt").write_text("Aurora Kestrel\n\n새벽기차\n", encoding="utf-8")
    if name.startswith("test-failing"):
        shutil.copytree(FOLDER / "failing_tests" / "set", Path("set"), dirs_exist_ok=True)
    if name.startswith("explain-duty"):
        shutil.copytree(FOLDER / "law" / "set", Path("set"), dirs_exist_ok=True)
        with Path("set/policyengine.yaml").open("a", encoding="utf-8") as manifest:
            manifest.write(LAW)
    outcome = policyengine(*shlex.split(COMMANDS[name]))
    # Tables fill lines with spaces, which editors take away.
    printed = "".join(f"{line.rstrip()}\n" for line in f"{outcome.out}{outcome.err}".splitlines())
    golden.check(FOLDER / f"{name}.txt", f"{printed}exit {outcome.code}\n")


def test_every_accepted_output_belongs_to_a_command() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(COMMANDS)
