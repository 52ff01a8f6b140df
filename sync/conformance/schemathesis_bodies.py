"""How schemathesis writes the body of an upload: bytes as they are (``schemathesis.toml`` names this file)."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/offset+octet-stream")
def as_bytes(_context: Any, value: Any) -> bytes:
    """The bytes of a chunk; whatever else was thought of, as text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
