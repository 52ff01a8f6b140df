"""What the screen says of the card readers: one line, however many there are."""

from __future__ import annotations

from windowdesk.domain.device_news import ReaderCondition, ReaderState

SILENT = ("plain", "读卡器：没有消息")
_FOREMOST = (
    ReaderCondition.READING,
    ReaderCondition.TROUBLE,
    ReaderCondition.READY,
    ReaderCondition.BUSY,
    ReaderCondition.ABSENT,
)
"""The first of these that holds for any reader is shown: while one can read, a missing other one is no matter."""


class ReaderWords:
    """Remembers how each reader is."""

    def __init__(self) -> None:
        self._states: dict[str, ReaderState] = {}

    def told(self, news: ReaderState) -> tuple[str, str]:
        """Take the news of one reader; returns look and words for all of them."""
        # The latest trouble comes first among several.
        self._states.pop(news.reader, None)
        if news.condition is not ReaderCondition.LET_GO:
            self._states[news.reader] = news
        for condition in _FOREMOST:
            for state in reversed(self._states.values()):
                if state.condition is condition:
                    return _said(state)
        return SILENT


def _said(state: ReaderState) -> tuple[str, str]:
    words = {
        ReaderCondition.READY: ("good", "读卡器正常，请放证件"),
        ReaderCondition.READING: ("info", "正在读卡，请不要拿开"),
        ReaderCondition.ABSENT: ("note", "没有找到读卡器，请手工填写"),
    }
    return words.get(state.condition, ("note", state.happened))
