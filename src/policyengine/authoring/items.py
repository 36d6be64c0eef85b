"""Items read from lines of JSON, each with its place, whatever is wrong with some of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from policyengine.errors import ContentError, ContentProblem
from policyengine.evaluation.intake import content_error
from policyengine.model.content import LIST_FIELDS, Content


@dataclass(frozen=True, slots=True)
class Remapping:
    """How keys of the input become fields of content. A key that maps to `None` is dropped."""

    fields: Mapping[str, str | None]
    markets: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the input is content as it stands."""
        return not self.fields and not self.markets

    def apply(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The item with its keys renamed; raises `ContentError` where two keys become one field."""
        mapped: dict[str, Any] = {}
        for key, value in item.items():
            target = self.fields.get(key, key)
            if target is None:
                continue
            if target in mapped:
                problem = ContentProblem(f"/{key}", f"two keys of the input become `{target}`", "drop one: `key=-`")
                raise ContentError([problem])
            one_of_many = key in self.fields and target in LIST_FIELDS and isinstance(value, str)
            mapped[target] = [value] if one_of_many else value
        if self.markets and not mapped.get("markets"):
            mapped["markets"] = list(self.markets)
        return mapped


def read_items(
    lines: Iterable[bytes], remapping: Remapping, first: int = 1
) -> Iterator[tuple[int, Content | ContentError]]:
    """Content or a `ContentError` for each line, with its number. Blank lines are passed over.

    `first` is the number of the first line, for lines that are a part of a file.
    """
    for number, line in enumerate(lines, first):
        stripped = line.strip()
        if number == 1:
            stripped = stripped.removeprefix(b"\xef\xbb\xbf")
        if stripped:
            yield number, _read(stripped, remapping)


def _read(line: bytes, remapping: Remapping) -> Content | ContentError:
    if remapping.changes_nothing:
        try:
            return Content.model_validate_json(line)
        except ValidationError as error:
            if not any(detail["type"] == "json_invalid" for detail in error.errors()):
                return content_error(error, None)
            # The parser of the standard library says more exactly where JSON ends to be JSON.
    try:
        item = json.loads(line.decode())  # decoded here, because `json` would guess UTF-16 and UTF-32 too
        if not isinstance(item, dict):
            return ContentError([ContentProblem("", "a line holds one item, as a JSON object")])
        return Content.model_validate(remapping.apply(item))
    except UnicodeDecodeError as error:
        return ContentError([ContentProblem("", f"this line is not UTF-8 at byte {error.start + 1}")])
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        return ContentError([ContentProblem("", f"this line is not JSON at column {error.colno}: {what}")])
    except RecursionError:
        return ContentError([ContentProblem("", "this line nests too deeply")])
    except ValidationError as error:
        return content_error(error, None)
    except ContentError as error:
        return error
    except ValueError:
        # What is left of what `json` raises: it takes no more than 4,300 digits.
        return ContentError([ContentProblem("", "a number in this line has too many digits")])
