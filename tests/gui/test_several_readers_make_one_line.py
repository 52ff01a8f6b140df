"""However many card readers there are, the screen says one thing: can a card be read now?"""

import pytest

from windowdesk.domain.device_news import ReaderCondition, ReaderState
from windowdesk.gui.reader_words import SILENT, ReaderWords

ID, SOCIAL = "serial:/dev/ttyUSB0", "pcsc:"


def state(reader, condition, happened=""):
    return ReaderState(reader, condition, "R1" if happened else "", happened)


@pytest.fixture
def words():
    return ReaderWords()


def test_one_that_works_is_enough(words):
    words.told(state(SOCIAL, ReaderCondition.ABSENT, "没有"))
    assert words.told(state(ID, ReaderCondition.READY))[0] == "good"
    assert words.told(state(SOCIAL, ReaderCondition.ABSENT, "没有"))[0] == "good"


def test_a_card_being_read_comes_before_everything(words):
    words.told(state(ID, ReaderCondition.TROUBLE, "读不出来"))
    assert words.told(state(SOCIAL, ReaderCondition.READING))[1] == "正在读卡，请不要拿开"
    assert words.told(state(SOCIAL, ReaderCondition.READY))[1] == "读不出来"


def test_all_absent_says_type_by_hand(words):
    words.told(state(ID, ReaderCondition.ABSENT, "没有"))
    assert words.told(state(SOCIAL, ReaderCondition.ABSENT, "没有")) == ("note", "没有找到读卡器，请手工填写")


def test_a_reader_taken_out_of_the_settings_is_forgotten(words):
    words.told(state(ID, ReaderCondition.READY))
    assert words.told(state(ID, ReaderCondition.LET_GO)) == SILENT
