"""Files of the platform (scans, parts of packs) as the hand-over reads them."""

from __future__ import annotations

from county.files import blob_name
from county.place import County


def content_of(county: County, digest: str) -> bytes:
    """The bytes of a file that is here whole.

    Raises:
        OSError: it is not.
    """
    name = blob_name(digest)
    size = county.files.size(name)
    if size is None:
        raise FileNotFoundError(name)
    return b"".join(county.files.read(name, 0, size - 1))
