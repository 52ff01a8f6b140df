"""Social security cards through the real smart card service and a virtual reader of its own."""

import sys
import threading
import time
from dataclasses import replace

import pytest

from card_service import CardService, why_not
from windowdesk.devices import address
from windowdesk.devices.pcsc_reader import PcscReader
from windowdesk.devices.pump import ReaderPump
from windowdesk.devices.simulated_people import SOCIAL_CARDS
from windowdesk.devices.simulated_social import SocialCardPlug
from windowdesk.devices.social_model import SocialModel
from windowdesk.domain.device_news import CardRead, ReaderCondition, ReaderState
from windowdesk.errors import DeviceTrouble
from windowdesk.events import Bus

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "runs")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    one = CardService(tmp_path_factory.mktemp("pcscd"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def slot(service):
    with SocialCardPlug(service.port) as one:
        yield one


@pytest.fixture
def reader(service):
    one = address.open_reader("pcsc:")
    yield one
    one.close()


def code_of(reader, seconds=0.0):
    with pytest.raises(DeviceTrouble) as caught:
        reader.read(seconds)
    return caught.value.code


@pytest.mark.parametrize("holds_back", [True, False], ids=["T=0", "T=1"])
@pytest.mark.parametrize("card", SOCIAL_CARDS[:2], ids=lambda card: card.version)
def test_a_card_is_read_through_the_real_service(slot, reader, card, holds_back):
    slot.insert(SocialModel(card, holds_back=holds_back))
    assert reader.read(5) == card


def test_a_card_that_comes_later_is_waited_for(slot, reader):
    threading.Timer(0.3, slot.insert, [SocialModel(SOCIAL_CARDS[1])]).start()
    started = time.monotonic()
    assert reader.read(10) == SOCIAL_CARDS[1]
    assert time.monotonic() - started < 3


def test_no_card_is_told_after_the_time_given(reader):
    assert code_of(reader, 0.2) == "R102"


def test_a_wait_can_be_broken_off(reader):
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    started = time.monotonic()
    with pytest.raises(DeviceTrouble, match="R102"):
        reader.read(30, stop)
    assert time.monotonic() - started < 3


def test_one_card_is_read_once_until_it_is_pulled_out_and_put_in_again(slot, reader):
    slot.insert(SocialModel(SOCIAL_CARDS[0]))
    assert reader.read(5) == SOCIAL_CARDS[0]
    assert code_of(reader, 0.6) == "R111"
    slot.insert(SocialModel(SOCIAL_CARDS[0]))
    assert reader.read(5) == SOCIAL_CARDS[0]


def test_a_card_pulled_out_half_way_is_told_and_read_whole_the_next_time(slot, reader):
    slot.insert(SocialModel(SOCIAL_CARDS[0]), dies_at="00B20900")
    assert code_of(reader, 5) in {"R103", "R122"}
    slot.insert(SocialModel(SOCIAL_CARDS[2]))
    assert reader.read(5) == SOCIAL_CARDS[2]


@pytest.mark.parametrize(("habit", "code"), [({"locked": True}, "R117"), ({"other_card": True}, "R116")], ids=str)
def test_a_card_that_cannot_be_read_is_told_once_and_not_tried_again(slot, reader, habit, code):
    model = SocialModel(SOCIAL_CARDS[0], **habit)
    slot.insert(model)
    assert code_of(reader, 5) == code
    asked = len(model.commands)
    assert code_of(reader, 0.6) == "R111"
    assert len(model.commands) == asked


def test_the_reader_may_be_named(service, slot):
    slot.insert(SocialModel(SOCIAL_CARDS[0]))
    second = PcscReader("pcsc:Desk 00 01", "desk 00 01")
    assert code_of(second, 0.3) == "R102"
    second.close()
    with SocialCardPlug(service.port + 1) as other:
        other.insert(SocialModel(SOCIAL_CARDS[1]))
        assert second.read(5) == SOCIAL_CARDS[1]
    second.close()


def test_a_reader_that_is_not_there(service):
    assert code_of(PcscReader("pcsc:Nobody", "Nobody")) == "R101"


def test_a_card_held_by_another_program_is_told(slot, reader, monkeypatch):
    from smartcard import scard

    monkeypatch.setattr("windowdesk.devices.pcsc_reader.SHARED_PATIENCE_SECONDS", 0.1)
    slot.insert(SocialModel(SOCIAL_CARDS[0]))
    context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)[1]
    name = "Desk 00 00"
    deadline = time.monotonic() + 5
    while True:
        code, card, _ = scard.SCardConnect(context, name, scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0)
        if code == 0:
            break
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert code_of(reader, 5) == "R109"
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)
    assert reader.read(5) == SOCIAL_CARDS[0]


def test_a_service_that_is_started_again_is_found_again(service, slot, reader):
    slot.insert(SocialModel(SOCIAL_CARDS[0]))
    assert reader.read(5) == SOCIAL_CARDS[0]
    slot.pull()
    service.stop()
    assert code_of(reader, 1) == "R115"
    assert code_of(reader, 1) == "R115"
    service.start(readers=False)
    assert code_of(reader) == "R101"
    service.stop()
    service.start()
    with SocialCardPlug(service.port) as plugged:
        plugged.insert(SocialModel(SOCIAL_CARDS[1]))
        assert reader.read(5) == SOCIAL_CARDS[1]


def test_behind_the_pump_it_is_one_reader_like_any_other(service, until):
    bus, cards, states = Bus(), [], []
    bus.subscribe(CardRead, cards.append)
    bus.subscribe(ReaderState, states.append)
    pump = ReaderPump(address.open_reader("pcsc:"), bus, look_again_seconds=0.05)
    pump.start()
    try:
        until(lambda: states and states[-1].condition is ReaderCondition.READY)
        with SocialCardPlug(service.port) as slot:
            for card in SOCIAL_CARDS[:2]:
                slot.insert(SocialModel(card))
                until(lambda card=card: cards and cards[-1].card == card)
            service.stop()
            until(lambda: states[-1].code == "R115")
            assert states[-1].condition is ReaderCondition.ABSENT
        service.start()
        until(lambda: states[-1].condition is ReaderCondition.READY)
        with SocialCardPlug(service.port) as slot:
            slot.insert(SocialModel(SOCIAL_CARDS[2]))
            until(lambda: cards[-1].card == SOCIAL_CARDS[2])
    finally:
        pump.stop()
    assert len(cards) == 3


def test_the_library_is_imported_with_the_first_read(service):
    sys.modules.pop("smartcard.scard", None)
    address.open_reader("pcsc:")
    assert "smartcard.scard" not in sys.modules


def test_a_long_name_in_both_halves_arrives_whole(slot, reader):
    long = replace(SOCIAL_CARDS[0], name="阿依古丽·买买提吐尔逊江哈力克")
    slot.insert(SocialModel(long))
    assert reader.read(5) == long
