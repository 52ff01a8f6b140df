"""The HTTP face of the contract: the only place that joins county, routes and guards.

The document of these calls is ``sync/contract/openapi.yaml``; the program makes none of its own,
and a test holds the two together.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp

from county import blob_routes, routes
from county.answers import problem_answer
from county.bell import Bell
from county.dropping import DropAfterCommit
from county.gate import Gate
from county.guard import EpochOnEveryAnswer
from county.place import County
from county.problems import Problem
from county.tokens import claimed

log = logging.getLogger(__name__)


def build(
    county: County, *, closing: Callable[[], bool] = lambda: False, at_once: int = 0, drop_every: int = 0
) -> ASGIApp:
    """The application of one county.

    ``closing`` tells long polls that the server goes down; ``at_once`` is how many calls are in hand at once (0: as usual);
    ``drop_every`` cuts every Nth storing call after its commit (0: never).
    """
    app = FastAPI(title="WindowDesk county", openapi_url=None, redirect_slashes=False)
    app.state.county = county
    app.state.bell = Bell(county, closing)
    app.include_router(blob_routes.router)
    app.include_router(routes.router)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _server)
    guarded: ASGIApp = EpochOnEveryAnswer(Gate(app, lambda scope: claimed(county, scope), at_once), county)
    return DropAfterCommit(guarded, drop_every) if drop_every else guarded


def _epoch(request: Request) -> str:
    return str(getattr(request.state, "epoch", ""))


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_answer(error, _epoch(request))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    where = [str(one["loc"][-1]) for one in error.errors()]
    unknown_pack = any(one["loc"][0] == "path" for one in error.errors())
    problem = Problem("not_found") if unknown_pack else Problem("request_invalid", detail=", ".join(where))
    return problem_answer(problem, _epoch(request))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method"}.get(error.status_code, "request_invalid")
    headers = dict(error.headers or {})
    if code == "method":
        headers["Allow"] = ", ".join(_methods_of(request))
    return problem_answer(Problem(code, status=error.status_code, headers=headers), _epoch(request))


def _methods_of(request: Request) -> list[str]:
    """All methods of the address that was called, not only those of the first route that has it (RFC 9110, 10.2.1).

    An address that is written out counts before one with a place in it.
    """
    known = [one for one in (*blob_routes.router.routes, *routes.router.routes) if isinstance(one, APIRoute)]
    routes_here = [one for one in known if one.matches(request.scope)[0] is not Match.NONE]
    written_out = [one for one in routes_here if one.path == request.scope["path"]]
    return sorted({verb for one in written_out or routes_here for verb in one.methods or ()})


async def _gone(_request: Request, _error: Exception) -> Response:
    log.info("a caller went away in the middle of its request")
    return Response(status_code=400)  # nobody is there to read it


async def _server(request: Request, _error: Exception) -> Response:
    return problem_answer(Problem("server"), _epoch(request))
