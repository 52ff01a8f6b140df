"""What every answer must look like: which statuses a call may have, which schema its body follows."""

from __future__ import annotations

import re

from conformance import contract
from conformance.line import Answer

_ANY = {429: "problem.json", 500: "problem.json"}
_WORK = {**_ANY, 401: "problem.json", 403: "problem.json"}
_TUS = {**_WORK, 404: "problem.json", 412: "problem.json"}


def _also(usual: dict[int, str], *statuses: int, **good: str) -> dict[int, str]:
    more = dict.fromkeys(statuses, "problem.json")
    return {**usual, **more, **{int(name[1:]): schema for name, schema in good.items()}}


CALLS: dict[tuple[str, str], dict[int, str]] = {
    ("GET", "/v1/health"): {200: "health.json", 500: "problem.json"},
    ("POST", "/v1/enrol"): _also(_ANY, 400, 403, 413, _200="enrol.answer.json", _201="enrol.answer.json"),
    ("POST", "/v1/token"): _also(_ANY, 400, 403, 413, _200="token.answer.json"),
    ("GET", "/v1/uplink"): _also(_WORK, 400, _200="marks.json"),
    ("POST", "/v1/uplink"): _also(_WORK, 400, 404, 409, 413, 422, _200="uplink.answer.json"),
    ("GET", "/v1/verdicts"): _also(_WORK, 400, _200="verdicts.answer.json"),
    ("GET", "/v1/feed"): _also(_WORK, 400, _200="feed.answer.json"),
    ("POST", "/v1/blobs/query"): _also(_WORK, 400, 413, _200="blobs.have.json"),
    ("OPTIONS", "/v1/blobs"): {204: "", 500: "problem.json"},
    ("POST", "/v1/blobs"): _also(_WORK, 400, 412, 413, _201=""),
    ("HEAD", "/v1/blobs/uploads/{upload}"): _also(_TUS, _200=""),
    ("PATCH", "/v1/blobs/uploads/{upload}"): _also(_TUS, 400, 409, 413, 415, 422, 423, 460, _204=""),
    ("DELETE", "/v1/blobs/uploads/{upload}"): _also(_TUS, _204=""),
    ("GET", "/v1/blobs/{digest}"): _also(_WORK, 404, 416, _200="", _206=""),
    ("POST", "/v1/relay"): _also(_WORK, 400, 404, 413, 422, _200="relay.answer.json"),
    ("GET", "/v1/packs/{what}/index"): _also(_WORK, 404, _200="pack.index.json"),
}
"""The calls of ``openapi.yaml``: for each status it documents, the schema of the body; empty: no JSON."""

HEADERS: dict[tuple[str, int], tuple[str, ...]] = {
    ("POST /v1/blobs", 201): ("Location", "Upload-Offset", "Tus-Resumable"),
    ("HEAD /v1/blobs/uploads/{upload}", 200): ("Upload-Offset", "Upload-Length", "Tus-Resumable"),
    ("PATCH /v1/blobs/uploads/{upload}", 204): ("Upload-Offset", "Tus-Resumable"),
    ("DELETE /v1/blobs/uploads/{upload}", 204): ("Tus-Resumable",),
}
"""Headers a call may not leave out, beside the epoch."""

_ALWAYS: dict[int, tuple[str, ...]] = {401: ("WWW-Authenticate",), 412: ("Tus-Version",), 429: ("Retry-After",)}


def template(answer: Answer) -> tuple[str, str] | None:
    """The documented call an answer belongs to; None: the contract has no such call."""
    best: tuple[str, str] | None = None
    for verb, path in CALLS:
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))
        if verb == answer.verb and re.fullmatch(pattern, answer.path) and (best is None or "{" in best[1]):
            best = (verb, path)
    return best


def break_of(answer: Answer) -> str:
    """What about an answer is not as ``openapi.yaml`` has it; empty: nothing. Problems are judged elsewhere."""
    call = template(answer)
    if call is None:
        return (
            "" if answer.status in (404, 405) else f"{answer}: the contract has no such call, 404 or 405 belongs here"
        )
    documented = CALLS[call]
    if answer.status not in documented:
        return f"{answer}: openapi.yaml documents only {', '.join(str(one) for one in sorted(documented))} there"
    wanted = (*HEADERS.get((" ".join(call), answer.status), ()), *_ALWAYS.get(answer.status, ()))
    absent = [name for name in wanted if name not in answer.headers]
    if absent:
        return f"{answer}: header {absent[0]} is missing"
    schema = documented[answer.status]
    return _body_break(answer, schema) if answer.status < 300 and schema else ""


def _body_break(answer: Answer, schema: str) -> str:
    if answer.media_type != "application/json" or not isinstance(answer.body, dict):
        return f"{answer}: Content-Type {answer.media_type or 'none'}, not a JSON object as application/json"
    # whether `epoch` is there is a clause of its own
    body = answer.body if schema == "pack.index.json" else {"epoch": "?", **answer.body}
    found = contract.fault(schema, body) or _feed_break(body, schema)
    return f"{answer}: {found}" if found else ""


def _feed_break(body: dict[str, object], schema: str) -> str:
    if schema != "feed.answer.json" or not isinstance(body["items"], list):
        return ""
    for item in body["items"]:
        own = f"feed.{item['type']}.json"
        if contract.knows(own) and (found := contract.fault(own, item["body"])):
            return found
    return ""
