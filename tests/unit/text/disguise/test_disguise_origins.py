"""The way back from a skeleton piece by piece is the one that tracing the whole text gives."""

from __future__ import annotations

import pytest

from policyengine.text.disguise import origins
from policyengine.text.disguise.origins import Origins
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, SIGNS_AS_I, SIGNS_AS_L, Table, Trace, skeleton, trace
from policyengine.text.folding.fold import flat

LINES = {
    "latin": "Ham, a.p.p.le  and - - éggs; sssp4m!! ",
    "hangul": "나아알 바.나.나 과일 나아 ",
    "kana": "バナーナ。ばばナ、がガ ",
    "thai": "สแกน ก็ เเกง ",
    "cyrillic": "спам и яйца ",
}


@pytest.mark.parametrize("table", [LETTERS, CLOSE, SIGNS_AS_I, SIGNS_AS_L])
@pytest.mark.parametrize("script", LINES)
def test_every_character_of_a_skeleton_knows_its_origin(script: str, table: Table) -> None:
    text = flat(LINES[script] * 60)
    whole, pieces = trace(text, table), Origins(text, table)
    places = range(len(skeleton(text, table)))
    assert [pieces.start(index) for index in places] == whole.starts
    assert [pieces.end(index) for index in places] == whole.ends


def test_only_what_is_asked_for_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    traced: list[int] = []

    def counted(text: str, table: Table) -> Trace:
        traced.append(len(text))
        return trace(text, table)

    monkeypatch.setattr(origins, "trace", counted)
    pieces = Origins("green eggs and ham " * 500, LETTERS)
    assert pieces.start(5000) < pieces.end(5003)
    assert sum(traced) < 500
