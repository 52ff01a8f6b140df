"""Answers: JSON as it stands in the contract, problems as RFC 9457."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from county.problems import Problem


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return Response(content, status, headers, "application/json")


def problem_answer(problem: Problem, epoch: str = "") -> Response:
    """A problem as an answer; with the epoch where it is known."""
    body = {**problem.body, "epoch": epoch} if epoch else problem.body
    content = json.dumps(body, ensure_ascii=False).encode("utf-8")
    return Response(content, problem.status, problem.headers, "application/problem+json")
