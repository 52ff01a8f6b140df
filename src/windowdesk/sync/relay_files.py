"""What can be seen of a bundle from outside, and what is remembered of those that were written."""

from __future__ import annotations

from windowdesk.domain.check_words import check_words
from windowdesk.domain.relay import Carried
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Bundle

FILES_CARRIED_NAME = "relay.files_carried"
"""Files that went into a bundle and are not proved yet: digest to number of the newest such bundle."""


def seen_outside(whole: Bundle) -> Carried:
    """What anybody who carries the bundle can see."""
    label = whole.label
    count = label.last - label.first if label.what == bundle.DOWN else label.texts
    size = whole.file.stat().st_size
    return Carried(
        whole.file.name, label.what, label.station, label.number, count, label.files, size, check_words(whole.digest)
    )
