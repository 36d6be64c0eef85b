"""The language of a text by letter statistics: slow, loaded when first needed, and the same in every process."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

_MIN_PROBABILITY = 0.8


@lru_cache(maxsize=1024)
def likeliest_language(text: str) -> str | None:
    """The primary subtag of the language that a text is most like, of all that have a profile; None if unsure."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _profiles().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()
    except LangDetectException:  # no letter sequence that any profile knows
        return None
    if not best or best[0].prob < _MIN_PROBABILITY:
        return None
    return str(best[0].lang).split("-")[0]


_loading = Lock()


def _profiles() -> DetectorFactory:
    with _loading:
        return _load_profiles()


@cache
def _load_profiles() -> DetectorFactory:
    """langdetect's profiles, in an order that no file system decides, with a seed that each call starts from."""
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    directory = Path(detector_factory.PROFILES_DIRECTORY)
    files = sorted(path for path in directory.iterdir() if path.is_file() and not path.name.startswith("."))
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in files])
    factory.set_seed(0)
    return factory
