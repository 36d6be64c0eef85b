"""Promises about measures that a kind does not allow: they get milder only, and in the order of the ladder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyengine.model.content import KINDS
from policyengine.model.measures import Measure, stand_in

NAMES = ("allow", "fix", "label", "gate", "limit", "remove")


@st.composite
def ladders(draw: st.DrawFn) -> tuple[Measure, ...]:
    """A ladder in which every stand-in is the nearest milder measure that applies, as manifests must declare it."""
    made = [Measure(id="allow")]
    for rank, name in enumerate(NAMES[1:], start=1):
        kinds = draw(st.sets(st.sampled_from(KINDS)))
        restricted = 0 < len(kinds) < len(KINDS)
        made.append(
            Measure(
                id=name,
                kinds=tuple(sorted(kinds)) if restricted else (),
                otherwise=NAMES[rank - 1] if restricted else None,
            )
        )
    return tuple(made)


@given(ladders(), st.sampled_from(NAMES), st.sampled_from(KINDS))
def test_a_stand_in_applies_and_is_never_stricter(ladder: tuple[Measure, ...], asked: str, kind: str) -> None:
    taken = stand_in(ladder, asked, kind)
    assert NAMES.index(taken) <= NAMES.index(asked)
    assert ladder[NAMES.index(taken)].applies_to(kind)
    assert stand_in(ladder, taken, kind) == taken


@given(ladders(), st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(KINDS))
def test_a_milder_wish_never_comes_out_stricter(ladder: tuple[Measure, ...], one: str, other: str, kind: str) -> None:
    milder, stricter = sorted((one, other), key=NAMES.index)
    assert NAMES.index(stand_in(ladder, milder, kind)) <= NAMES.index(stand_in(ladder, stricter, kind))
