"""A vendor's library behind the port of every reader: it may hang, crash, talk and litter.

The library is one of our own with the real names (`fake_vendor.c`); the helper process and its line protocol are
the real ones. On Windows nothing of this has run.
"""

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from windowdesk.devices import address, vendor_helper
from windowdesk.devices.card_text import encode_added_address, encode_text
from windowdesk.devices.pump import ReaderPump
from windowdesk.devices.sam_frames import sam_id_bytes
from windowdesk.devices.sam_reader import SamReader
from windowdesk.devices.simulated_people import OTHER_KINDS, PEOPLE
from windowdesk.devices.vendor_line import VendorLine, helper_command
from windowdesk.domain.device_news import CardRead, ReaderState
from windowdesk.errors import DeviceTrouble, InputRefused
from windowdesk.events import Bus

SOURCE = Path(__file__).with_name("fake_vendor.c")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vendor")

    def build(kind):
        path = folder / f"{kind}.so"
        if not path.exists():
            subprocess.run(["gcc", "-shared", "-fPIC", f"-D{kind}", "-o", path, SOURCE], check=True)
        return str(path)

    return build


class Counter:
    """What lies on the fake reader, as files that its library reads."""

    def __init__(self, folder):
        self.folder = folder
        self.does("none")

    def does(self, word):
        (self.folder / "do").write_text(word)

    def lay(self, card):
        (self.folder / "text").write_bytes(encode_text(card))
        (self.folder / "added").unlink(missing_ok=True)
        if card.added_address:
            (self.folder / "added").write_bytes(encode_added_address(card.added_address))
        self.does("card")

    def gives(self, **getters):
        for name, value in getters.items():
            (self.folder / name).write_bytes(value)


@pytest.fixture
def counter(tmp_path, monkeypatch):
    monkeypatch.setenv("FAKE_READER", str(tmp_path))
    return Counter(tmp_path)


def reader_of(binding, library, *more, call_seconds=1.0):
    command = [*helper_command(), "--binding", binding, "--library", library, *more]
    line = VendorLine(f"vendor:{binding}", command, call_seconds=call_seconds, open_seconds=5)
    return SamReader(f"vendor:{binding}", line, poll_seconds=0.01)


@pytest.fixture
def reader(built, counter):
    one = reader_of("sdtapi", built("SDT"))
    yield one
    one.close()


def code_of(reader, seconds=0.0):
    with pytest.raises(DeviceTrouble) as caught:
        reader.read(seconds)
    return caught.value.code


@pytest.mark.parametrize("card", [*PEOPLE, *OTHER_KINDS], ids=lambda card: card.number)
def test_every_card_is_read_through_sdtapi(counter, reader, card):
    counter.lay(card)
    assert reader.read(2) == card


def test_a_card_that_was_read_must_be_lifted(counter, reader):
    counter.lay(PEOPLE[0])
    reader.read(2)
    assert code_of(reader) == "R111"
    counter.does("none")
    assert code_of(reader) == "R102"
    counter.lay(PEOPLE[1])
    assert reader.read(2) == PEOPLE[1]


def test_the_number_of_the_module_is_told(counter, reader):
    counter.gives(samid=sam_id_bytes(5, 1, 20090101, 12345, 1234567890))
    reader.read_nothing = code_of(reader)
    assert reader.serial_number() == "05.01-20090101-0000012345-1234567890"


@pytest.mark.parametrize("word", ["hang", "crash"])
def test_a_library_that_hangs_or_crashes_is_ended_and_started_anew(counter, reader, word):
    assert code_of(reader) == "R102"
    counter.does(word)
    started = time.monotonic()
    assert code_of(reader, 30) == "R121"
    assert time.monotonic() - started < 4
    counter.lay(PEOPLE[0])
    assert reader.read(2) == PEOPLE[0]


def test_a_hanging_library_is_ended_with_the_reader(counter, built):
    reader = reader_of("sdtapi", built("SDT"), call_seconds=60)
    assert code_of(reader) == "R102"
    counter.does("hang")
    thread = threading.Thread(target=lambda: code_of(reader))
    thread.start()
    time.sleep(0.2)
    reader.close()
    thread.join(5)
    assert not thread.is_alive()


@pytest.mark.parametrize(("word", "code"), [("gone", "R101"), ("silent", "R106")])
def test_what_the_library_says_of_the_reader_is_told(counter, reader, word, code):
    assert code_of(reader) == "R102"
    counter.does(word)
    assert code_of(reader, 5) == code
    counter.lay(PEOPLE[0])
    assert reader.read(2) == PEOPLE[0]


def test_no_reader_at_any_port(counter, built):
    counter.does("gone")
    assert code_of(reader_of("sdtapi", built("SDT"))) == "R101"
    counter.does("none")
    assert code_of(reader_of("sdtapi", built("SDT"), "--port", "7")) == "R101"


def test_a_broken_security_module(counter, reader):
    counter.does("broken")
    assert code_of(reader) == "R107"


def test_what_is_no_library_or_another_vendors_is_told(counter, built, tmp_path):
    (tmp_path / "empty.dll").write_bytes(b"")
    assert code_of(reader_of("sdtapi", str(tmp_path / "empty.dll"))) == "R123"
    assert code_of(reader_of("termb", built("OTHER"))) == "R123"
    nowhere = VendorLine("vendor:sdtapi", [str(tmp_path / "no-python")])
    assert code_of(SamReader("vendor:sdtapi", nowhere)) == "R123"


def told_by_termb(card):
    date = "%Y.%m.%d"
    return {
        "GetPeopleNameU": card.name.encode("utf-16-le", "surrogatepass"),
        "GetPeopleSex": {"1": "男", "2": "女"}[card.sex.value].encode("gbk"),
        "GetNationCode": card.nation.encode(),
        "GetPeopleBirthday": f"{card.birth:%Y年%m月%d日}".encode("gbk"),
        "GetPeopleAddressU": card.address.encode("utf-16-le"),
        "GetPeopleIDCode": card.number.encode(),
        "GetDepartment": card.authority.encode("gbk"),
        "GetStartDate": f"{card.valid_from:{date}}".encode(),
        "GetEndDate": ("长期" if card.valid_to is None else f"{card.valid_to:{date}}").encode("gbk"),
        "GetCertType": card.kind.value.encode(),
        "GetPassCheckID": card.pass_number.encode(),
        "GetIssuesNum": card.issues.encode(),
        "GetNewAppMsgU": card.added_address.encode("utf-16-le"),
    }


@pytest.mark.parametrize("card", [*PEOPLE, OTHER_KINDS[0]], ids=lambda card: card.number)
def test_cards_are_read_through_termb_by_its_getters(counter, built, card):
    counter.gives(**told_by_termb(card))
    counter.does("card")
    reader = reader_of("termb", built("CVR"))
    assert reader.read(2) == card
    assert code_of(reader) == "R102"
    reader.close()


def test_a_foreigners_card_over_termb_is_left_to_the_clerk(counter, built):
    counter.gives(**{**told_by_termb(PEOPLE[0]), "GetCertType": b"I"})
    counter.does("card")
    reader = reader_of("termb", built("CVR"))
    assert code_of(reader, 1) == "R105"
    reader.close()


def test_a_getter_without_rare_characters_leaves_a_flag_not_a_question_mark(counter, built):
    counter.gives(**{**told_by_termb(PEOPLE[0]), "GetDepartment": "示范?公安局".encode("gbk")})
    counter.does("card")
    reader = reader_of("termb", built("CVR"))
    card = reader.read(2)
    assert (card.authority, card.doubtful) == ("示范\ufffd公安局", ("authority",))
    reader.close()


def test_files_that_the_library_leaves_are_gone_with_the_answer(counter, built):
    counter.gives(**told_by_termb(PEOPLE[0]))
    counter.does("card")
    reader = reader_of("termb", built("CVR"))
    reader.read(2)
    (folder,) = {Path(f"/proc/{pid}/cwd").readlink() for pid in children() if is_helper(pid)}
    assert list(folder.iterdir()) == []
    reader.close()
    assert not folder.exists()


def children():
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()


def is_helper(pid):
    return b"vendor_helper" in Path(f"/proc/{pid}/cmdline").read_bytes()


def test_behind_the_pump_a_hang_is_told_and_the_next_card_read(counter, built, until):
    bus, cards, states = Bus(), [], []
    bus.subscribe(CardRead, cards.append)
    bus.subscribe(ReaderState, states.append)
    pump = ReaderPump(reader_of("sdtapi", built("SDT")), bus, look_again_seconds=0.05)
    pump.start()
    try:
        until(lambda: states)
        counter.does("hang")
        until(lambda: states[-1].code == "R121")
        counter.lay(PEOPLE[0])
        until(lambda: cards)
    finally:
        pump.stop()
    assert cards[0].card == PEOPLE[0]


def test_a_name_with_half_a_character_is_flagged(counter, reader):
    half = encode_text(replace(PEOPLE[0], name="王" * 14 + "𬱖"))
    (counter.folder / "text").write_bytes(half)
    counter.does("card")
    assert reader.read(2).doubtful == ("name",)


def test_addresses_name_the_binding_and_an_absolute_path(built):
    reader = address.open_reader(f"vendor:sdtapi?path={built('SDT')}&port=1003&python={sys.executable}")
    assert reader.address.startswith("vendor:sdtapi")
    for wrong in ("vendor:", "vendor:sdtapi", "vendor:sdtapi?path=sdtapi.dll", "vendor:other?path=/x.dll"):
        with pytest.raises(InputRefused, match="N790"):
            address.open_reader(wrong)


def test_the_helper_is_one_file_that_needs_no_package(built, counter):
    command = [sys.executable, "-I", "-S", vendor_helper.__file__, "--binding", "sdtapi", "--library", built("SDT")]
    done = subprocess.run(command, input=b'{"id": 1, "do": "open"}\n', capture_output=True, check=True)
    assert done.stdout.splitlines() == [b'{"ready": "sdtapi"}', b'{"id": 1, "sw3": 144}']


def test_the_helper_is_started_as_told(monkeypatch):
    assert helper_command(python="/opt/python32") == ["/opt/python32", vendor_helper.__file__]
    assert helper_command(program="/opt/reader") == ["/opt/reader"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/desk/windowdesk.exe")
    assert helper_command() == ["/opt/desk/windowdesk.exe", "reader-library"]


def test_the_program_itself_can_be_the_helper(built, counter):
    command = [sys.executable, "-m", "windowdesk", "reader-library", "--binding", "sdtapi", "--library", built("SDT")]
    line = VendorLine("vendor:sdtapi", command)
    reader = SamReader("vendor:sdtapi", line)
    counter.lay(PEOPLE[0])
    assert reader.read(5) == PEOPLE[0]
    reader.close()
