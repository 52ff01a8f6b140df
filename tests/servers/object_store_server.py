"""A real S3 server on a free port: every test takes a bucket of its own."""

from __future__ import annotations

import logging
import uuid
from types import TracebackType

import requests
from moto.server import ThreadedMotoServer


class ObjectStoreServer:
    """The server, running inside ``with``."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to find it."""
        return {
            "AWS_ACCESS_KEY_ID": "county",
            "AWS_SECRET_ACCESS_KEY": "county-secret",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": self._address(),
            "AWS_ALLOW_HTTP": "true",
        }

    def new_bucket(self) -> str:
        """Make a bucket; gives its address with a prefix."""
        name = f"county-{uuid.uuid4().hex[:12]}"
        requests.put(f"{self._address()}/{name}", timeout=10).raise_for_status()
        return f"s3://{name}/files"

    def _address(self) -> str:
        host, port = self._server.get_host_and_port()
        return f"http://{host}:{port}"

    def __enter__(self) -> ObjectStoreServer:
        self._server.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._server.stop()
