"""What people are told: in which words, where, of what, and when nothing can be told."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from typing import Any

import pytest
from policy_sets import AT, Files, clause, exception, layer, load, policy_set, rule, track
from statement_words import FILES as WORDS

from policyengine import PolicyEngine, Statement, StatementError
from policyengine.model.statement import Decider

LAW = """\
law: {title: Act, called: {ko: 법률}, source: gazette, as_of: "2026-01-01", verified: primary}
territory: [KR]
"""
OVERLAY = """\
jurisdiction: KR
title: {en: Korean law}
owner: legal
time_zone: Asia/Seoul
laws: {act: {title: Act, source: gazette, as_of: "2026-01-01", verified: primary}}
redress: {en: You can ask the commission., ko: 위원회에 요청하실 수 있습니다.}
"""
ACCOUNTS = "side_actions: {suspension: {why: a test, confirm: true}}"
STRIKES = """\
strikes:
  expires: 90d
  from_action: limit_reach
  points: {low: 1, medium: 1, high: 1}
  steps: [{points: 1, measure: suspension}]
"""
CLOSED = "account_measures: {suspension: Your account is closed.}\n"
RULES = [
    rule("a", "text: {lexicon: alpha}", clause="DEM-1"),
    rule("b", "text: {lexicon: beta}", clause="DEM-2"),
    rule("c", "text: {lexicon: gamma}", clause="DEM-3"),
    rule("d", "account: {age_days: {below: 7}}", clause="DEM-4"),
]
CLAUSES = [
    clause("DEM-1", also=f"exceptions: [{exception('news', 'text: {lexicon: delta}', 'advisory')}]"),
    clause("DEM-2", "{recommend: remove}"),
    clause("DEM-3", "{action: age_gate}", also=LAW),
    clause("DEM-4", "{action: limit_reach}"),
]
SET = policy_set(RULES, CLAUSES, manifest=ACCOUNTS, files=WORDS)


def stated(
    item: dict[str, Any],
    *layers: Files,
    decided_by: Decider = "automatic",
    locale: str = "en",
    at_locale: str = "en",
    **options: Any,
) -> Statement | None:
    engine = load(*(layers or (SET,)))
    decision = engine.evaluate(item, at=AT, locale=at_locale)
    return engine.statement(decision, item, decided_by=decided_by, locale=locale, **options)


def told(item: dict[str, Any], *layers: Files, **options: Any) -> Statement:
    statement = stated(item, *layers, **options)
    assert statement is not None
    return statement


def refused(item: dict[str, Any], *layers: Files, **options: Any) -> str:
    with pytest.raises(StatementError) as caught:
        stated(item, *layers, **options)
    return str(caught.value)


def test_the_parts_of_a_statement() -> None:
    statement = told(track("an alpha song", markets=["KR", "JP"]))
    assert (statement.locale, statement.content_id, statement.origin) == ("en", "t1", "own")
    assert (statement.decided_by, statement.automated_detection) == ("automatic", True)
    (measure,) = statement.measures
    assert (measure.measure, measure.on, measure.markets, measure.everywhere) == (
        "remove",
        "content",
        ("JP", "KR"),
        True,
    )
    (reason,) = statement.reasons
    assert (reason.clause, reason.version, reason.title, reason.accused) == ("DEM-1", 1, "Title of DEM-1", True)
    assert [(each.field, each.quotes) for each in statement.facts] == [("title", ("alpha",))]


def test_a_statement_is_read_again_from_its_json() -> None:
    statement = told(track("an alpha song"))
    assert Statement.model_validate_json(statement.to_json()) == statement


def test_none_where_nothing_was_restricted() -> None:
    assert stated(track("harmless")) is None
    assert stated(track("beta")) is None
    assert stated(track("beta"), decided_by="confirmed") is not None


def test_a_clause_for_which_none_is_owed_is_told_all_the_same() -> None:
    """The law asks for none; the person still learns what was done."""
    exempt = policy_set([RULES[0]], [clause("DEM-1", also="statement: false")], files=WORDS)
    assert stated(track("alpha"), exempt) is not None


@pytest.mark.parametrize(
    ("markets", "title", "line"),
    [
        (None, "alpha", "Where this applies: everywhere"),
        (["KR"], "alpha", "Where this applies: everywhere"),
        (["JP", "KR"], "gamma", "Where this applies: South Korea only"),
        (["KR"], "gamma", "Where this applies: South Korea only"),
    ],
)
def test_where_it_applies(markets: list[str] | None, title: str, line: str) -> None:
    item = track(title) if markets is None else track(title, markets=markets)
    assert line in told(item).text.splitlines()


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "Where this applies: everywhere except Japan"),
        ("ko", "적용 지역: 일본을 제외한 모든 국가 및 지역"),
    ],
)
def test_the_countries_in_which_it_does_not_apply_are_told_where_they_are_fewer(locale: str, line: str) -> None:
    earlier = {"action": "allow", "at": "2026-02-01T00:00:00Z", "markets": ["JP"]}
    item = track("alpha", markets=["JP", "KR", "TH"], earlier=earlier)
    assert line in told(item, locale=locale).text.splitlines()


def test_until_when() -> None:
    assert "Until: April 1, 2026" in told(track("alpha"), until=date(2026, 4, 1)).text
    assert "종료일: 2026년 4월 1일" in told(track("alpha"), until=date(2026, 4, 1), locale="ko").text


def test_the_clause_is_told_in_the_language_of_the_person() -> None:
    (reason,) = told(track("alpha"), locale="ko").reasons
    assert (reason.title, reason.text, reason.locale) == ("제목 DEM-1", "본문 DEM-1", "ko")


def test_a_clause_that_reads_otherwise_today_is_told_as_it_was_applied() -> None:
    item = track("alpha")
    decision = load(SET).evaluate(item, at=AT)
    newer = [clause("DEM-1").replace("version: 1", "version: 2"), *CLAUSES[1:]]
    engine = load(policy_set(RULES, newer, manifest=ACCOUNTS, files=WORDS))
    statement = engine.statement(decision, item, decided_by="automatic", locale="ko")
    assert statement is not None
    assert [(each.version, each.title, each.locale) for each in statement.reasons] == [(1, "Title of DEM-1", "en")]


def test_a_law_is_told_by_its_name_in_the_language_of_the_person() -> None:
    item = track("gamma", markets=["KR"])
    english, korean = told(item).reasons[0].law, told(item, locale="ko").reasons[0].law
    assert english is not None
    assert korean is not None
    assert (english.title, korean.title) == ("Act", "법률")
    assert "이 조항은 현지 법률에 근거합니다: 법률, 2026년 1월 1일 기준" in told(item, locale="ko").text


def test_what_an_exception_softened_accuses_nobody() -> None:
    statement = told(track("alpha delta"))
    assert [(each.exceptions, each.accused) for each in statement.reasons] == [(("news",), False)]
    assert "It touches on DEM-1" in statement.text
    assert "milder than it would otherwise be" in statement.text


def test_what_an_exception_takes_into_account_is_told_if_there_are_words_for_it() -> None:
    ours = layer(files={"statements/en.yaml": "exceptions: {news: It is part of a report.}\n"})
    assert "It is part of a report." in told(track("alpha delta"), SET, ours).text


def test_facts_are_named_and_never_told() -> None:
    statement = told(track("Harbour Lights", account={"age_days": 3}))
    assert [(each.field, each.quotes, each.masked) for each in statement.facts] == [("account", (), False)]
    assert "- Your account\n" in statement.text


@pytest.mark.parametrize("mode", ["masked", "offsets"])
def test_words_that_evidence_does_not_quote_are_not_repeated(mode: Any) -> None:
    engine = load(SET, evidence=mode)
    item = track("an alpha song")
    statement = engine.statement(engine.evaluate(item, at=AT), item, decided_by="automatic")
    assert statement is not None
    assert "alpha" not in statement.text
    assert "- Title (we do not repeat the words here)" in statement.text


def test_the_title_is_told_unless_words_in_it_are_masked() -> None:
    assert "This is about your track “an alpha song”." in told(track("an alpha song")).text
    assert "an alpha song" in told(track("an alpha song", account={"age_days": 3})).text


def test_quotations_are_few_and_short() -> None:
    long = f"alpha {'word ' * 100}"
    statement = told(track(long))
    assert max(len(quote) for fact in statement.facts for quote in fact.quotes) <= 200
    assert "word…”." in statement.text


def test_how_it_came_to_be_looked_at() -> None:
    case = {"trigger": "notice", "received_at": "2026-02-28T09:00:00Z"}
    statement = told(track("alpha", case=case))
    assert statement.origin == "notice"
    assert "We received a notice about this track." in statement.text


def test_an_account_measure() -> None:
    ours = layer(files={"statements/en.yaml": "account_measures: {suspension: Your account is closed.}\n"})
    earlier = {"action": "allow", "at": "2026-02-01T00:00:00Z"}
    statement = told(track("alpha", earlier=earlier), SET, ours, decided_by="person", account_measure="suspension")
    assert [(each.measure, each.on, each.markets) for each in statement.measures] == [("suspension", "account", ())]
    assert "Your account is closed.\n" in statement.text
    assert "Where this applies" not in statement.text
    assert [each.clause for each in statement.reasons] == ["DEM-1"]


def test_redress_of_the_law_where_it_applies() -> None:
    overlaid = {**SET, "overlays/kr.yaml": OVERLAY}
    assert told(track("alpha"), overlaid).redress[1:] == ("You can ask the commission.",)
    assert told(track("alpha", markets=["JP"]), overlaid).redress[1:] == ()
    assert "위원회에 요청하실 수 있습니다." in told(track("alpha"), overlaid, locale="ko").text


def test_a_layer_replaces_single_words() -> None:
    ours = layer(files={"statements/en.yaml": "greeting: Dear artist,\nmeasures:\n  remove: Your {kind} is gone.\n"})
    text = told(track("alpha"), SET, ours).text
    assert text.startswith("Dear artist,\n")
    assert "Your track is gone." in text
    assert "If you disagree" in text


def test_a_locale_is_spoken_in_the_words_of_its_language() -> None:
    assert told(track("alpha"), locale="ko-KR").locale == "ko"


@pytest.mark.parametrize(
    ("layers", "options", "why"),
    [
        ((SET,), {"locale": "fr"}, "statements have no words in `fr`: add `statements/fr.yaml`; there are: en, ko"),
        ((policy_set(RULES, CLAUSES),), {}, "this policy set has none at all"),
        ((SET,), {"decided_by": "person"}, "the decision does not say what the person decided"),
        (
            (SET,),
            {"decided_by": "confirmed", "account_measure": "suspension"},
            "statements in `en` have no words for the account measure `suspension`; there are: none",
        ),
        ((SET,), {"account_measure": "ban"}, "no side action `ban`"),
    ],
)
def test_what_cannot_be_told_says_why(layers: tuple[Files, ...], options: dict[str, Any], why: str) -> None:
    assert why in refused(track("alpha"), *layers, **options)


def test_what_no_finding_explains_is_not_told() -> None:
    earlier = {"action": "remove", "at": "2026-02-01T00:00:00Z"}
    assert "no finding says why" in refused(track("harmless", earlier=earlier), decided_by="person")


def test_an_order_is_reason_enough() -> None:
    case = {"trigger": "order", "received_at": "2026-02-01T00:00:00Z", "by": "court"}
    earlier = {"action": "remove", "at": "2026-02-01T02:00:00Z", "markets": ["TH"]}
    statement = told(track("harmless", markets=["JP", "TH"], case=case, earlier=earlier), decided_by="person")
    assert (statement.reasons, statement.facts, statement.automated_detection) == ((), (), False)
    assert "Why\nThis follows an order of a court or an authority." in statement.text
    assert "No automated means were used." in statement.text
    assert "Automated means were used to find it." not in statement.text


def test_an_order_is_not_put_down_to_a_clause_that_asks_for_something_else() -> None:
    case = {"trigger": "order", "received_at": "2026-02-01T00:00:00Z", "by": "court"}
    earlier = {"action": "remove", "at": "2026-02-01T02:00:00Z", "markets": ["TH"]}
    young = {"age_days": 3}
    here = track("harmless", markets=["TH"], case=case, earlier=earlier, account=young)
    assert told(here, decided_by="person").reasons == ()
    both = told({**here, "markets": ["JP", "TH"]}, decided_by="person")
    assert (both.ordered, [each.clause for each in both.reasons]) == (True, ["DEM-4"])
    assert "Why\nThis follows an order of a court or an authority." in both.text


@pytest.mark.parametrize(("history", "repeated"), [((), False), (({"at": "2026-02-01T00:00:00Z"},), True)])
def test_an_account_measure_says_that_strikes_of_the_past_count(history: Any, repeated: bool) -> None:
    ours = layer(files={f"statements/{each}.yaml": CLOSED for each in ("en", "ko")})
    counting = policy_set(RULES, CLAUSES, manifest=f"{ACCOUNTS}\n{STRIKES}", files=WORDS)
    item = track("alpha", account={"history": list(history)})
    statement = told(item, counting, ours, decided_by="confirmed", account_measure="suspension")
    assert ("Your account is closed.\nEarlier violations were counted as well." in statement.text) is repeated


def test_without_babel_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "babel", None)
    assert "pip install 'content-policyengine[statements]'" in refused(track("alpha"))


def test_an_engine_that_was_pickled_tells_the_same() -> None:
    item = track("alpha")
    engine = load(SET)
    copy: PolicyEngine = pickle.loads(pickle.dumps(engine))
    decision = engine.evaluate(item, at=AT)
    told_by = [each.statement(decision, item, decided_by="automatic") for each in (engine, copy)]
    assert told_by[0] == told_by[1]


def test_words_decide_nothing() -> None:
    """The digest covers what can change a decision."""
    ours = layer()
    spoken = layer(files={"statements/en.yaml": "greeting: Dear artist,\n"})
    assert load(SET, ours).digest == load(SET, spoken).digest
