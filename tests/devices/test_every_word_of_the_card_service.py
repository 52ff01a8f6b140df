"""What no daemon here can be made to say: readers pulled out, statuses of Windows, a card face down.

The service itself is replaced, at the edge where pyscard's own module stands; its real self is met in
`test_social_cards_over_pcsc`.
"""

import pytest
import smartcard
from smartcard import scard

from windowdesk.devices.pcsc_reader import PcscReader
from windowdesk.devices.simulated_people import SOCIAL_CARDS
from windowdesk.devices.social_model import SocialModel
from windowdesk.errors import DeviceTrouble

PRESENT, EMPTY = scard.SCARD_STATE_PRESENT, scard.SCARD_STATE_EMPTY


class Service:
    """The functions that the driver calls, with pyscard's constants. ``says`` holds a status by function name."""

    def __init__(self, *, negative=False):
        self.readers = {"First": SocialModel(SOCIAL_CARDS[0]), "Second": None}
        self.inserted = dict.fromkeys(self.readers, 0)
        self.says = {}
        self.negative = negative
        self.contexts = 0

    def __getattr__(self, name):
        return getattr(scard, name)

    def code(self, function):
        code = self.says.get(function, 0)
        return code - 0x1_0000_0000 if self.negative and code > 0x7FFFFFFF else code

    def insert(self, reader, model):
        self.readers[reader] = model
        self.inserted[reader] += 1

    def SCardEstablishContext(self, scope):
        self.contexts += 1
        return self.code("establish"), self.contexts

    def SCardReleaseContext(self, context):
        return 0

    def SCardListReaders(self, context, groups):
        return self.code("list"), list(self.readers)

    def SCardGetStatusChange(self, context, milliseconds, asked):
        told = []
        for name, _ in asked:
            state = PRESENT if self.readers[name] is not None else EMPTY
            told.append((name, self.inserted[name] << 16 | state, []))
        return self.code("change"), told

    def SCardConnect(self, context, reader, share, protocols):
        return self.code("connect"), self.readers[reader], scard.SCARD_PROTOCOL_T0

    def SCardTransmit(self, card, protocol, command):
        answer = list(card.transmit(bytes(command)))
        return self.code("transmit"), [byte - 256 if self.negative and byte > 127 else byte for byte in answer]

    def SCardDisconnect(self, card, how):
        return 0


@pytest.fixture(params=[False, True], ids=["as pcscd", "as Windows"])
def service(request, monkeypatch):
    one = Service(negative=request.param)
    monkeypatch.setattr(smartcard, "scard", one)
    monkeypatch.setattr("windowdesk.devices.pcsc_reader.SHARED_PATIENCE_SECONDS", 0.0)
    return one


@pytest.fixture
def reader(service):
    one = PcscReader("pcsc:")
    yield one
    one.close()


def code_of(reader, seconds=0.0):
    with pytest.raises(DeviceTrouble) as caught:
        reader.read(seconds)
    return caught.value.code


@pytest.mark.parametrize(
    ("function", "status", "code"),
    [
        ("establish", 0x8010001D, "R115"),
        ("list", 0x8010002E, "R101"),
        ("list", 0x8010001E, "R115"),
        ("change", 0x80100017, "R101"),
        ("change", 0x80100009, "R101"),
        ("change", 0x80100013, "R115"),
        ("connect", 0x8010000B, "R109"),
        ("connect", 0x8010000C, "R103"),
        ("connect", 0x80100066, "R122"),
        ("connect", 0x80100017, "R101"),
        ("transmit", 0x80100069, "R103"),
        ("transmit", 0x80100016, "R103"),
        ("transmit", 0x8010001F, "R122"),
    ],
)
def test_every_status_is_a_known_trouble_and_the_next_read_works(service, reader, function, status, code):
    service.says[function] = status
    assert code_of(reader) == code
    service.says.clear()
    if function == "transmit" and code == "R122":
        # The card itself was at fault: it is tried again when it was pulled out.
        assert code_of(reader) == "R111"
        service.insert("First", SocialModel(SOCIAL_CARDS[0]))
    assert reader.read(0) == SOCIAL_CARDS[0]


def test_a_reader_that_is_pulled_out_and_comes_back_is_read_again(service, reader):
    assert reader.read(0) == SOCIAL_CARDS[0]
    first = service.readers.pop("First")
    assert code_of(reader) == "R102"
    service.readers["First"] = first
    assert reader.read(0) == SOCIAL_CARDS[0]


def test_all_readers_pulled_out_and_one_back(service, reader):
    assert reader.read(0) == SOCIAL_CARDS[0]
    kept, service.readers = service.readers, {}
    assert code_of(reader) == "R101"
    service.readers = kept
    assert reader.read(0) == SOCIAL_CARDS[0]


def test_two_readers_with_a_card_each_are_read_one_after_the_other(service, reader):
    service.insert("Second", SocialModel(SOCIAL_CARDS[1]))
    assert [reader.read(0), reader.read(0)] == [SOCIAL_CARDS[0], SOCIAL_CARDS[1]]
    assert code_of(reader) == "R111"
