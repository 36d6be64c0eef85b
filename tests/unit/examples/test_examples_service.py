"""The example service: decisions, problems with items, and reloading by swap."""

from __future__ import annotations

import asyncio
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from policyengine import Decision, RulesetError, shipped

ROOT = Path(__file__).parents[3]
SERVICE = ROOT / "examples" / "service"
LAYER = ROOT / "examples" / "own-layer"
OFFER = {"id": "e1", "kind": "episode", "title": "Episode 9", "description": "Free bets for you!", "markets": ["SG"]}


class Client:
    """Calls the service without a socket."""

    def __init__(self, app: FastAPI) -> None:
        self._transport = httpx.ASGITransport(app)

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(self._send("GET", path))

    def post(self, path: str, **body: Any) -> httpx.Response:
        return asyncio.run(self._send("POST", path, **body))

    async def _send(self, method: str, path: str, **body: Any) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://service.example") as client:
            return await client.request(method, path, **body)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(SERVICE))
    return import_module("screening_service")


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LAYER, tmp_path / "layer"))


def test_an_item_gets_its_decision(service: Any) -> None:
    client = Client(service.create_app([shipped()]))
    answer = client.post("/screen", json={"id": "t1", "kind": "track", "title": "Harbour Lights"})
    assert answer.status_code == 200
    decision = Decision.model_validate_json(answer.content)
    assert (decision.content_id, decision.action) == ("t1", "allow")


def test_an_item_that_cannot_be_judged_gets_every_problem(service: Any) -> None:
    client = Client(service.create_app([shipped()]))
    answer = client.post("/screen", json={"id": "t1", "kind": "song", "titel": "Harbour Lights"})
    assert answer.status_code == 422
    assert sorted(each["pointer"] for each in answer.json()["problems"]) == ["/kind", "/titel"]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"id"'])
def test_what_is_no_json_object_is_answered_alike(service: Any, body: bytes) -> None:
    client = Client(service.create_app([shipped()]))
    answer = client.post("/screen", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["problems"]] == [""]


def test_reload_takes_up_what_changed(service: Any, layer: Path) -> None:
    client = Client(service.create_app([shipped(), layer]))
    before = client.get("/policy").json()
    assert client.post("/screen", json=OFFER).json()["action"] == "remove"
    clauses = layer / "promo" / "policy.yaml"
    clauses.write_text(clauses.read_text(encoding="utf-8").replace("{action: remove, review", "{review"), "utf-8")
    after = client.post("/reload")
    assert after.status_code == 200
    assert after.json()["digest"] != before["digest"]
    assert client.post("/screen", json=OFFER).json()["action"] == "allow"


def test_a_reload_that_fails_tells_why_and_changes_nothing(service: Any, layer: Path) -> None:
    client = Client(service.create_app([shipped(), layer]))
    before = client.get("/policy").json()
    rules = layer / "promo" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("betting_offers", "beting_offers"), "utf-8")
    answer = client.post("/reload")
    assert answer.status_code == 422
    assert answer.json()["digest"] == before["digest"]
    first = answer.json()["diagnostics"][0]
    assert (first["level"], first["file"]) == ("error", str(rules))
    assert "betting_offers" in first["help"]
    assert client.get("/policy").json() == before
    assert client.post("/screen", json=OFFER).json()["action"] == "remove"


def test_rulesets_that_do_not_load_at_the_start_stop_it(service: Any, tmp_path: Path) -> None:
    with pytest.raises(RulesetError):
        service.create_app([tmp_path / "nothing"])


def test_the_environment_names_the_layers(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULESETS", f"{shipped()}:{LAYER}")
    client = Client(service.from_environment())
    assert client.get("/policy").json()["version"].endswith("+sunrise-radio@2026.11")
