"""Edges of words in scripts without spaces."""

from __future__ import annotations

import pytest

from policyengine.text.segments import REACH, on_segment_edges


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("りんご", "りんご", True),
        ("a りんご b", "りんご", True),
        ("伝えたい言葉", "言葉", True),
        ("覚えたようです", "えた", False),
        ("我操心孩子", "操心", True),
        ("我操心孩子", "操", False),
        ("吃蘋果了", "蘋果", True),
        ("อยู่บ้านทุกวัน", "บ้าน", True),
        ("อยู่บ้านทุกวัน", "บ้", False),
        ("spam", "pa", True),
    ],
)
def test_on_segment_edges(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert on_segment_edges(text, start, start + len(word)) is expected


def test_the_same_word_in_simplified_and_traditional_characters_has_the_same_edges() -> None:
    for text in ("我操心孩子", "我喜歡吃蘋果", "我喜欢吃苹果"):
        at = [on_segment_edges(text, start, start + 2) for start in range(len(text) - 1)]
        assert at == [on_segment_edges(f"{text}。", start, start + 2) for start in range(len(text) - 1)]
    assert on_segment_edges("我喜歡吃蘋果", 4, 6) == on_segment_edges("我喜欢吃苹果", 4, 6)


def test_what_is_far_away_changes_nothing() -> None:
    near = "の" * REACH + "りんご" + "の" * REACH
    edges = on_segment_edges(near, REACH, REACH + 3)
    for more in ("伝えたい", "の" * 500, "林檎"):
        far = f"{more}{near}{more}"
        assert on_segment_edges(far, len(more) + REACH, len(more) + REACH + 3) is edges
