"""The support bundle: everything a technician needs, and of no person anything, in whatever disguise.

People are planted wherever the program keeps or meets them: in cases and drafts, in the settings, in the names of
folders and devices, and in the texts of exceptions that reach the log; then the bytes of the bundle are searched.
"""

import base64
import io
import json
import logging
import urllib.parse
import zipfile
from dataclasses import replace

import pytest

from windowdesk.casework import doctor, receipts, reveal, support_bundle
from windowdesk.casework.doctor import Health, Probes
from windowdesk.casework.support_settings import reduced, reduced_address
from windowdesk.cli import log_file
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import BUG, SCANNER_ABSENT, DeviceTrouble, InputRefused, Message, StoreTrouble
from windowdesk.settings import Devices, Settings, Site

MOBILE = "13800001234"
CLERK, BADGE = "赵小梅", "40917"
BANK = "6217000099990000123"
LATIN = "Zhao Xiaomei"
EMAIL = "zhaoxiaomei@example.cn"
SITE = Site(
    name="青溪镇柳树村便民服务室",
    region="990101001001",
    agency="青溪镇便民服务中心",
    hotline="0999-8765432",
    window="石阶旁三号窗",
    entrance="https://county.example/liushu",
    query_ways="到柳树村找赵小梅",
)


def secrets():
    """Everything that may be in no bundle."""
    found = {MOBILE, CLERK, BADGE, BANK, LATIN, EMAIL, "192.0.2.77", "liushu-printer", "赵小梅的电脑", "赵小梅的打印机"}
    found |= {SITE.name, SITE.region, SITE.agency, SITE.hotline, SITE.window, SITE.entrance, SITE.query_ways}
    for person in PEOPLE[:5]:
        found |= {person.name, person.number, person.address, person.number[:14], person.number[6:14]}
    return sorted(one for one in found if one)


def disguises(text):
    """The bytes a text may hide behind."""
    for coding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        raw = text.encode(coding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        yield urllib.parse.quote(raw).encode()
        for before in range(3):
            # The letters that do not depend on what stands around the text.
            coded = base64.b64encode(b"\0" * before + raw + b"\0" * ((-before - len(raw)) % 3))
            first, last = -(-before * 4 // 3), len(coded) - 4 if (before + len(raw)) % 3 else len(coded)
            if last - first >= 8:
                yield coded[first:last]
    yield json.dumps(text)[1:-1].encode()
    yield repr(text.encode())[2:-1].encode()
    yield text[::-1].encode()


def everything(raw):
    """All bytes of a bundle: the file, names and comments of its entries, and what each unpacks to."""
    yield raw
    with zipfile.ZipFile(io.BytesIO(raw)) as whole:
        assert whole.comment == b""
        for entry in whole.infolist():
            yield entry.filename.encode() + entry.comment + entry.extra
            content = whole.read(entry)
            yield content
            if entry.filename.endswith(".json"):
                yield json.dumps(json.loads(content), ensure_ascii=False).encode()


@pytest.fixture
def settings():
    devices = Devices(
        reader="serial:/dev/ttyUSB0?baud=9600;vendor:sdtapi?path=/home/desk/赵小梅/sdtapi.so",
        scanner="folder:/home/desk/赵小梅的电脑/扫描",
        printer="tcp://192.0.2.77:9100?model=generic-80",
    )
    return Settings(
        site=SITE,
        devices=devices,
        station="ST0001",
        device="07",
        clerk=CLERK,
        badge=BADGE,
        county="https://county.example/liushu",
        county_certificate="/home/desk/赵小梅/county.pem",
        second_copy="/media/赵小梅的电脑",
        second_copy_hint="问赵小梅要优盘",
    )


FOUND = (
    FoundDevice(DeviceKind.PRINTER, "赵小梅的打印机", "在 liushu-printer。", "cups:liushu-printer"),
    FoundDevice(DeviceKind.READER, "读卡器", "USB", "usb:0400:C35A", code="R114"),
    FoundDevice(DeviceKind.SCANNER, "扫描仪", "赵小梅", "folder:/home/desk/赵小梅的电脑/扫描", code=CLERK),
)


def plant_in_log(home):
    """Exceptions of every kind that carry a person, and lines that no program of ours wrote."""
    handler = log_file.start(home)
    try:
        for name in ("windowdesk.casework.receive", f"windowdesk.{LATIN}", f"windowdesk.{CLERK}"):
            logger = logging.getLogger(name)
            for secret in secrets():
                for hidden in (secret, *(one.decode("latin-1") for one in disguises(secret))):
                    plant_one(logger, hidden)
    finally:
        log_file.stop(handler)
    log = home / log_file.FOLDER / log_file.FILE_NAME
    rubbish = [*secrets(), *(json.dumps({"name": one}) for one in secrets()), "[]", '"x"', "null"]
    line = {"time": "2026-03-02T01:00:00.000+00:00", "level": "info", "logger": "windowdesk"}
    forged = [
        json.dumps({**line, name: one})
        for one in secrets()
        for name in ("event", "kind", "where", "logger", "level", "time", "codes")
        if not (name == "event" and one in {LATIN, EMAIL, BADGE, SITE.entrance, "192.0.2.77", "liushu-printer"})
    ]
    (log.parent / f"{log.name}.1").write_text("\n".join([*rubbish, *forged]) + "\n", "utf-8")
    return log


def plant_one(logger, hidden):
    logger.warning("the paper could not be made: %s", hidden)
    try:
        try:
            raise ValueError(f"no such person: {hidden}\n{hidden}Error: {hidden}")
        except ValueError as first:
            raise type("Trouble", (RuntimeError,), {})({"parameters": (hidden, [hidden])}) from first
    except RuntimeError:
        logger.exception("a bug in %s", "intake")


@pytest.fixture
def quick_log(monkeypatch):
    """One file holds it all, so that nothing planted rolls away."""
    monkeypatch.setattr(log_file, "LARGEST", 1 << 30)
    monkeypatch.setattr(support_bundle, "MOST_LOG_LINES", 1 << 30)


def of_desk(desk):
    rows = doctor.report(
        desk,
        Probes(
            reader=lambda: f"{CLERK}的读卡器正常。",
            scanner=raises(SCANNER_ABSENT, address="/home/desk/赵小梅的电脑/扫描"),
            printer=raises(Message(CLERK, CLERK, CLERK)),
        ),
    )
    held = support_bundle.inside(desk)
    return support_bundle.made(desk.home, desk.settings, rows, FOUND, held, ("1366x768",))


def raises(message, **facts):
    def probe():
        raise DeviceTrouble(message, **facts)

    return probe


@pytest.fixture
def lived_in(desk, received, filled, printer):
    """A desk that has met people: cases, a draft, prints, a look at a full number."""
    for person in PEOPLE[:4]:
        case = received(card=person)
        receipts.print_receipt(desk, case.id, printer)
        reveal.reveal(desk, case.id)
    filled(card=PEOPLE[4])
    return desk


def test_no_field_of_any_person_or_place_is_in_the_bundle(lived_in, quick_log):
    log = plant_in_log(lived_in.home)
    assert LATIN.encode() in log.read_bytes(), "what was planted stands in the log of this PC"
    raw = of_desk(lived_in).zipped()
    haystack = b"\n".join(everything(raw))
    found = [(secret, hidden) for secret in secrets() for hidden in disguises(secret) if hidden in haystack]
    assert found == []


def test_what_helps_is_there(lived_in):
    handler = log_file.start(lived_in.home)
    try:
        raise KeyError("secret")
    except KeyError:
        logging.getLogger("windowdesk.casework").exception("a bug in %s", "intake")
    finally:
        log_file.stop(handler)
    parts = {part.name: part.text for part in of_desk(lived_in).parts}
    store = json.loads(parts["store.json"])
    assert (store["rows"]["cases"], store["rows"]["drafts"] >= 1, store["audit"]["faults"]) == (4, True, 0)
    assert store["data_version"].isdigit()
    report = {row["part"]: row for row in json.loads(parts["report.json"])}
    assert (report["scanner"]["code"], report["scanner"]["happened"]) == ("S201", SCANNER_ABSENT.happened)
    assert report["store"]["health"] == Health.GOOD.value
    assert [one["code"] for one in json.loads(parts["devices.json"])] == ["", "R114", ""]
    system = json.loads(parts["system.json"])
    assert system["screens"] == ["1366x768"]
    assert system["memory_mb"]["whole"] > 100
    assert "URO" in system["fonts"]
    assert json.loads(parts["versions.json"])["libraries"]["sqlalchemy"]
    line = json.loads(parts["log.jsonl"].splitlines()[-1])
    assert (line["event"], line["kind"]) == ("a bug in %s", "KeyError")
    assert line["where"][-1].endswith("test_what_helps_is_there")


def test_codes_in_the_log_are_kept(empty_desk):
    handler = log_file.start(empty_desk.home)
    logging.getLogger("windowdesk.cli.command").warning("%s ended with %s", "intake", "P302")
    log_file.stop(handler)
    (line,) = support_bundle.log_lines(empty_desk.home)
    assert (line["codes"], line["event"]) == (["P302"], "%s ended with %s")


def test_the_same_contents_are_the_same_bytes_in_the_same_order(lived_in, monkeypatch):
    monkeypatch.setattr("windowdesk.casework.system_facts.system", lambda home, screens: {})
    first, again = of_desk(lived_in).zipped(), of_desk(lived_in).zipped()
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as whole:
        assert whole.namelist() == [
            "README.txt", "versions.json", "report.json", "devices.json", "settings.json", "store.json",
            "exchange.json", "system.json", "log.jsonl",
        ]  # fmt: skip
        assert all(name in (support_bundle.__doc__ or "") for name in whole.namelist())
        assert whole.testzip() is None


def test_the_clerk_reads_what_is_inside(lived_in):
    whole = of_desk(lived_in)
    assert all(part.title for part in whole.parts)
    assert all(part.name in whole.readme() for part in whole.parts)


def test_there_is_no_database_and_no_key(lived_in):
    raw = of_desk(lived_in).zipped()
    key = lived_in.station_key.private_bytes_raw()
    haystack = b"\n".join(everything(raw))
    assert b"SQLite" not in haystack
    assert not [hidden for hidden in (key, key.hex().encode(), base64.b64encode(key)) if hidden in haystack]


def test_a_store_that_does_not_open_has_a_bundle_all_the_same(tmp_path, settings):
    rows = [doctor.trouble_row("store", "数据", StoreTrouble(Message(BUG.code, "坏", "修")))]
    whole = support_bundle.made(tmp_path, settings, rows, (), support_bundle.NO_STORE)
    assert json.loads(next(part.text for part in whole.parts if part.name == "store.json")) == {"open": False}


def test_a_store_in_trouble_says_its_code(desk, monkeypatch):
    def fails():
        raise StoreTrouble(Message("T520", "坏", "修"))

    monkeypatch.setattr(desk.store, "verify_audit", fails)
    assert support_bundle.inside(desk).store == {"open": True, "code": "T520"}


def test_a_place_that_cannot_be_written_is_told(tmp_path, settings):
    whole = support_bundle.made(tmp_path, settings, [], (), support_bundle.NO_STORE)
    with pytest.raises(StoreTrouble, match="T522"):
        support_bundle.save(whole, tmp_path / "nowhere" / "x.zip")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("", ""),
        ("usb:", "usb:"),
        ("usb:0416:5011", "usb:0416:5011"),
        ("usb:0416:5011:SERIAL9", "usb:…"),
        ("serial:/dev/ttyUSB0?baud=9600", "serial:/dev/ttyUSB0?baud=9600"),
        ("serial:/home/desk/x/tty", "serial:…"),
        ("tcp://192.0.2.7:9100?model=generic-80&token=x", "tcp:…?model=generic-80"),
        ("vendor:termb?path=/home/desk/x", "vendor:…"),
        ("pcsc:Reader of somebody", "pcsc:…"),
        ("赵小梅", "…"),
    ],
)
def test_an_address_keeps_its_driver_and_loses_its_place(address, shown):
    assert reduced_address(address) == shown


def test_a_setting_nobody_decided_about_stays_out(settings):
    changed = replace(settings, text_size="赵小梅", scans="赵小梅", station="赵小梅")
    assert {changed.text_size, "青溪镇"}.isdisjoint(str(one) for one in reduced(changed).values())


def test_known_troubles_of_input_never_reach_the_bundle_with_their_facts(empty_desk):
    trouble = InputRefused(Message("N701", "还没有填“{field}”。", "补。"), field=CLERK)
    row = doctor.trouble_row("reader", "读卡器", trouble)
    whole = support_bundle.made(empty_desk.home, empty_desk.settings, [row], (), support_bundle.NO_STORE)
    assert CLERK not in "".join(part.text for part in whole.parts)
