"""What may follow a Korean noun inside its word: particles, the copula, and forms of 하다, 같다 and 스럽다.

The table was written from the grammar of the written and the colloquial language. It is a small automaton: each
state lists its pieces and the state after each. It ignores whether the noun ends in a consonant (은 or 는), which
people often get wrong. Nouns that form compounds are left out, including those that insult.
"""

from __future__ import annotations

from policyengine.text.languages.endings import Endings

_PLURAL = "들"
_CASE = (
    "에 에서 에서부터 에게 에게서 한테 한테서 께 께서 로 으로 로서 으로서 로써 으로써 로부터 "
    "으로부터 와 과 랑 이랑 하고 보다 처럼 같이 마다 만큼 대로 더러 보고 부터 까지 뿐 만 치고 끼리 "
    "이라고 라고 이라는 라는 이란 란"
)
_TOPIC = (
    "은 는 이 가 을 를 의 도 만 부터 까지 보다 처럼 조차 마저 밖에 나 이나 라도 이라도 든지 이든지 "
    "든 이든 야 아 여 이여 야말로 이야말로 커녕 은커녕 는커녕 요 이요 두"
)
_COPULA = (
    "이다 다 입니다 입니까 입니당 이에요 에요 예요 이예요 이야 야 이네 네 이네요 네요 이냐 냐 이니 "
    "니 인 인가 인가요 인데 인데요 인지 임 이었다 였다 이었어 였어 이었어요 였어요 이었던 였던 "
    "이었는데 였는데 이었고 였고 이었지 였지 이라 라 이라서 라서 이라면 라면 이면 면 이며 며 이고 고 "
    "이지 지 이지만 지만 이죠 죠 이니까 니까 일 일까 일까요 일지 이구나 구나 이군 군 이군요 군요 "
    "이거나 거나 이래 래 이래요 래요 이자 인듯 인가봐 인줄 인척 아니다 아님 아니야"
)
_HADA = (
    "하다 해 해요 해서 해도 해야 해라 했다 했어 했어요 했네 했네요 했음 했던 했는데 했고 했지 했지만 "
    "했으면 했습니다 했냐 했니 하는 하는데 하는지 한 한다 한다고 한다는 한다면 할 할까 할게 할지 함 "
    "하고 하며 하면 하면서 하네 하네요 하냐 하니 하니까 하지 하지만 하지마 하죠 하자 하라 하라고 "
    "하게 하기 하기는 하길 하려고 하려는 하더라 하거나 하던 하든 하구나 하군 합니다 합니까 합시다 "
    "하세요 하십시오 하신 하시는 하셨 해주세요 해줘"
)
_LIKE = (
    "같다 같은 같은데 같아 같아요 같네 같네요 같음 같고 같지 같지만 같았다 같던 같습니다 같애 같냐 "
    "같으면 같으니 스럽다 스러운 스러워 스러워서 스럽네 스럽게 스럽고 스러움 스러웠다 스럽습니다"
)

_AFTER_PLURAL, _AFTER_CASE, _END = range(1, 4)


def _table(*groups: tuple[str, int]) -> dict[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for words, state in groups:
        for word in words.split():
            table[word] = (*table.get(word, ()), state)
    return table


ENDINGS = Endings(
    (
        _table(
            (_PLURAL, _AFTER_PLURAL),
            (_CASE, _AFTER_CASE),
            (_TOPIC, _END),
            (_COPULA, _END),
            (_HADA, _END),
            (_LIKE, _END),
        ),
        _table((_CASE, _AFTER_CASE), (_TOPIC, _END), (_COPULA, _END), (_LIKE, _END)),
        _table((_CASE, _AFTER_CASE), (_TOPIC, _END), (_COPULA, _END)),
        _table(("요", _END)),
    ),
    longest=12,
)
