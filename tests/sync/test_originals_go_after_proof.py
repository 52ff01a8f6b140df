"""The scan behind a small page stays until the county's proof covers the page, and then goes by itself."""

from windowdesk.domain.case import BlobRef
from windowdesk.domain.draft import Draft, DraftMaterial

SCAN, PAGE = b"the scan as it came " * 5000, b"the small page made of it"


def keep(station):
    """As the desk does it: both files, the page tied to its scan; then a case with the page."""
    scan = station.blobs.put(SCAN, "image/jpeg")
    page = station.blobs.put(PAGE, "image/png")
    with station.store.unit("001") as unit:
        unit.blobs.add(scan)
        unit.blobs.add(page, original=scan.digest)
    return scan, page


def test_it_stays_while_the_page_waits_and_goes_with_the_proof(station, line):
    scan, page = keep(station)
    station.file(PAGE)
    line.cut()
    station.sync()
    assert station.blobs.has(scan)
    line.open()
    station.sync()
    station.sync()
    assert not station.blobs.has(scan)
    assert station.blobs.read(page) == PAGE
    assert station.look(lambda view: view.blobs.get(scan.digest)) is None


def test_it_is_never_sent(station, county):
    scan, page = keep(station)
    station.file(PAGE)
    station.sync()
    known = {row["digest"] for row in county.rows("blobs")}
    assert page.digest in known
    assert scan.digest not in known


def test_a_county_that_has_the_page_but_not_beyond_one_machine_leaves_it(station):
    scan, page = keep(station)
    station.file(PAGE)
    station.sync()
    again = station.blobs.put(SCAN, "image/jpeg")
    with station.store.unit("001") as unit:
        unit.blobs.add(again)
        unit.blobs.add(BlobRef(page.digest, page.media_type, page.size), original=scan.digest)
        marks = unit.outbox.marks()
        unit.outbox.set_marks(marks.received_to, 0, marks.epoch)
        assert not station.blobs.forget_original(page, unit.blobs)
    assert station.blobs.has(scan)


def test_a_scan_that_an_event_names_itself_stays(station, county):
    scan, _ = keep(station)
    station.file(PAGE, SCAN)
    station.sync()
    station.sync()
    assert station.blobs.has(scan)


def test_a_scan_stays_that_is_itself_a_page_of_a_draft_nobody_has_saved_yet(station):
    scan, _ = keep(station)
    station.file(PAGE)
    draft = Draft(
        "another-villager",
        station.clock.now(),
        materials=(DraftMaterial(material="household_register", pages=(scan,)),),
    )
    with station.store.unit("001") as unit:
        unit.drafts.keep(draft)
    station.sync()
    station.sync()
    assert station.blobs.read(scan) == SCAN


def test_a_scan_stays_till_the_last_page_made_of_it_is_proved(station, line):
    scan, _ = keep(station)
    other = station.blobs.put(b"cut out of the same scan", "image/png")
    with station.store.unit("001") as unit:
        unit.blobs.add(other, original=scan.digest)
    station.file(PAGE)
    station.sync()
    station.sync()
    assert station.blobs.has(scan)
    station.file(b"cut out of the same scan")
    station.sync()
    station.sync()
    assert not station.blobs.has(scan)
