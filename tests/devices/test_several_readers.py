"""Several readers, one card: whichever has it is read."""

import threading

import pytest

from windowdesk.devices import address
from windowdesk.devices.sam_reader import serial_reader
from windowdesk.devices.several_readers import SeveralReaders
from windowdesk.devices.simulated_people import PEOPLE, SOCIAL_CARDS
from windowdesk.devices.simulated_social import SimulatedSocialReader
from windowdesk.errors import SOCIAL_CARD_LOCKED, DeviceTrouble, InputRefused


class Locked:
    """A reader in which a card of the third generation is."""

    address = "pcsc:locked"
    closed = False

    def read(self, timeout, cancelled=None):
        raise DeviceTrouble(SOCIAL_CARD_LOCKED)

    def close(self):
        self.closed = True


@pytest.fixture
def missing(tmp_path):
    return serial_reader("serial:gone", str(tmp_path / "gone"))


def test_the_social_card_is_read_while_no_id_card_lies_there(reader):
    several = SeveralReaders([reader, SimulatedSocialReader("simulated:?card=social")])
    assert several.read(5) == SOCIAL_CARDS[0]
    several.close()


def test_a_missing_reader_does_not_keep_the_other_from_reading(missing, reader, sam):
    several = SeveralReaders([missing, reader])
    threading.Timer(0.1, sam.place, [PEOPLE[0]]).start()
    assert several.read(10) == PEOPLE[0]
    several.close()


def test_all_missing_is_told_at_once(missing):
    with pytest.raises(DeviceTrouble, match="R101"):
        SeveralReaders([missing, missing]).read(30)


def test_nothing_lies_anywhere(missing, reader):
    several = SeveralReaders([missing, reader])
    with pytest.raises(DeviceTrouble, match="R102"):
        several.read(0.05)
    several.close()


def test_trouble_with_a_card_is_told_at_once(reader):
    locked = Locked()
    several = SeveralReaders([reader, locked])
    with pytest.raises(DeviceTrouble, match="R117"):
        several.read(30)
    several.close()
    assert locked.closed


def test_addresses_are_parted_by_semicolons_of_either_width():
    readers = address.open_readers("serial:/dev/ttyUSB0； pcsc:ACS ACR39U 00 00;simulated:?card=social")
    assert [one.address for one in readers] == [
        "serial:/dev/ttyUSB0",
        "pcsc:ACS ACR39U 00 00",
        "simulated:?card=social",
    ]
    with pytest.raises(InputRefused, match="N790"):
        address.open_readers(" ; ")


def test_the_simulated_social_card_lies_until_it_is_exchanged():
    reader = SimulatedSocialReader("simulated:?card=social")
    assert reader.read(0) == SOCIAL_CARDS[0]
    with pytest.raises(DeviceTrouble, match="R111"):
        reader.read(0)
    changing = address.open_reader("simulated:?card=social&person=1&every=1")
    assert [changing.read(3), changing.read(3)] == [SOCIAL_CARDS[1], SOCIAL_CARDS[2]]
