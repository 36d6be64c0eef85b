"""A service that screens metadata on upload, and takes up new rulesets without a restart.

POST /screen   an item in, its decision out; 422 and every problem for an item that cannot be judged
POST /reload   loads the rulesets anew, off to the side, and swaps; 422 and every diagnostic where they do not load
GET  /policy   which policy set decides at the moment
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

from fastapi import Body, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from policyengine import ContentError, PolicyEngine, RulesetError, shipped

Item = Annotated[dict[str, Any], Body()]
UNPROCESSABLE = 422


def from_environment() -> FastAPI:
    """The service over the directories in `RULESETS`, lowest layer first; without any, over the shipped rulesets."""
    named = os.environ.get("RULESETS", "")
    return create_app([Path(each) for each in named.split(os.pathsep) if each] or [shipped()])


def create_app(sources: Sequence[Path]) -> FastAPI:
    """The service over these directories. Raises `RulesetError` if they do not load: better now than at first use."""
    app = FastAPI(title="Screening on upload")
    app.state.engine = PolicyEngine.load(*sources)
    reloading = Lock()

    # Plain functions, not coroutines: FastAPI runs them in threads, and an engine may be used from many at once.

    @app.post("/screen")
    def screen(item: Item) -> Response:
        engine: PolicyEngine = app.state.engine
        try:
            decision = engine.evaluate(item)
        except ContentError as error:
            problems = [
                {"pointer": each.pointer, "message": each.message, "help": each.help} for each in error.problems
            ]
            return JSONResponse({"problems": problems}, UNPROCESSABLE)
        return Response(decision.to_json(), media_type="application/json")

    @app.post("/reload")
    def reload() -> Response:
        with reloading:
            try:
                engine = PolicyEngine.load(*sources)
            except RulesetError as error:
                return JSONResponse({"digest": app.state.engine.digest, "diagnostics": _told(error)}, UNPROCESSABLE)
            # Requests under way finish with the engine they took; the next ones take this one.
            app.state.engine = engine
        return JSONResponse(_policy(engine))

    @app.get("/policy")
    def policy() -> Response:
        return JSONResponse(_policy(app.state.engine))

    @app.exception_handler(RequestValidationError)
    def no_item(_request: Request, _error: RequestValidationError) -> Response:
        problem = {"pointer": "", "message": "the body is no JSON object", "help": None}
        return JSONResponse({"problems": [problem]}, UNPROCESSABLE)

    return app


def _policy(engine: PolicyEngine) -> dict[str, Any]:
    described = engine.describe()
    return {
        "name": described.name,
        "version": described.version,
        "digest": described.digest,
        "inference": described.inference,
        "inactive": {each.rule: each.reason for each in described.inactive},
    }


def _told(error: RulesetError) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "level": each.level,
            "message": each.message,
            "help": each.help,
            "file": each.span.file if each.span else None,
            "line": each.span.start.line if each.span else None,
        }
        for each in error.diagnostics
    ]
