"""Sentences with places: what is filled in, and the particle that follows a Korean word."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from policyengine.model.sentences import OfClause, OfKind, Plain, filled, particle
from policyengine.statements.letter import unfolded


@pytest.mark.parametrize(
    ("word", "pair", "right"),
    [
        ("댓글", "을/를", "을"),
        ("플레이리스트", "을/를", "를"),
        ("곡", "이/가", "이"),
        ("에피소드", "이/가", "가"),
        ("앨범", "은/는", "은"),
        ("프로필", "과/와", "과"),
        ("프로필", "으로/로", "로"),
        ("곡", "으로/로", "으로"),
        ("페이지", "으로/로", "로"),
        ("대한민국, 일본 및 홍콩(중국 특별행정구)", "을/를", "을"),
        ("미국 (일부)", "을/를", "을"),
        ("Harbour", "을/를", "을(를)"),
        ("2026", "으로/로", "(으)로"),
        ("", "은/는", "은(는)"),
    ],
)
def test_particles(word: str, pair: str, right: str) -> None:
    assert particle(word, pair) == right


def test_places_are_filled_in() -> None:
    assert filled("{kind:을/를} 삭제했습니다. {kind} {title}", {"kind": "곡", "title": "{kind}"}) == (
        "곡을 삭제했습니다. 곡 {kind}"
    )


@pytest.mark.parametrize(
    ("sentence", "kind", "told"),
    [
        ("We removed your {kid}.", OfKind, "nothing is filled in for `{kid}`"),
        ("We removed it {where}.", Plain, "nothing is filled in for `{where}`"),
        ("We removed your {kind.", OfKind, "a brace stands alone"),
        ("We removed your {}.", OfKind, "nothing is filled in for `{}`"),
        ("We removed your {Kind}.", OfKind, "a brace stands alone"),
        ("회원님의 {kind:를/을} 삭제했습니다.", OfKind, "`를/을` is no pair of particles"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(sentence: str, kind: Any, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(sentence)
    assert told in str(caught.value)


def test_every_place_of_a_sentence_is_accepted() -> None:
    sentence = "{clause} “{title}” ({version}) {kind}"
    assert TypeAdapter(OfClause).validate_python(sentence) == sentence


@pytest.mark.parametrize(
    ("text", "locale", "told"),
    [
        ("暴力を 呼びかけたり、 脅したり", "ja", "暴力を呼びかけたり、脅したり"),
        ("IDを DM で", "ja", "IDを DM で"),
        ("해치자고 촉구하거나", "ko", "해치자고 촉구하거나"),
        ("暴力を 呼びかける", "en", "暴力を 呼びかける"),
    ],
)
def test_folded_lines_leave_no_space_where_the_script_has_none(text: str, locale: str, told: str) -> None:
    assert unfolded(text, locale) == told
