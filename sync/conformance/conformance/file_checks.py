"""Files: asked for, sent by tus with resume and checksum, kept only when whole, read by range."""

from __future__ import annotations

import os

from conformance.desk import Desk
from conformance.file_calls import TUS, begin, create, has, kept, offset_of, patch, patch_headers, upload
from conformance.findings import Chapter, Failed, Needs, expect
from conformance.line import CutBody, patiently
from conformance.sealing import sha256

FILES = Chapter("Files", Needs.TOKEN)
SMALL = 3_000
LARGE = 600_000
CUT_AT = 400_000


@FILES.check("B1", "The platform tells which files it has")
def files_can_be_asked_for(desk: Desk) -> None:
    """One it has, one nobody has."""
    here, nowhere = upload(desk, os.urandom(SMALL)), sha256(os.urandom(8))
    told = has(desk, here, nowhere)
    expect(told == [here], f"have: {here[:12]}… alone", told)


@FILES.check("B2", "tus 1.0.0 with creation, checksum and termination")
def tus_is_spoken(desk: Desk) -> None:
    """Told by OPTIONS; other versions refused; an upload can be given up."""
    able = desk.line.call("OPTIONS", "/v1/blobs")
    told = {one.strip() for one in able.headers.get("Tus-Extension", "").split(",")}
    expect({"creation", "checksum", "termination"} <= told, "Tus-Extension creation,checksum,termination", told)
    named = able.headers.get("Tus-Checksum-Algorithm", "")
    expect("sha256" in named.split(","), "Tus-Checksum-Algorithm sha256", named or "none")
    place = begin(desk, os.urandom(SMALL))
    desk.call("HEAD", place, headers={"Tus-Resumable": "0.2.2"}).must_refuse(412)
    gone = desk.call("DELETE", place, headers=TUS)
    expect(gone.status == 204, "HTTP 204", gone)
    desk.call("HEAD", place, headers=TUS).must_refuse(404)


@FILES.check("B3", "Asking twice to send a file gives the same upload and where it stands")
def an_upload_is_found_again(desk: Desk) -> None:
    """The station lost the Location in a power cut. A whole file stands at its end."""
    content = os.urandom(SMALL)
    place = begin(desk, content)
    kept(desk, place, 0, content[:1000])
    again = create(desk, content)
    expect(desk.line.resolve(again.headers.get("Location", "")) == place, f"Location {place}", again.headers)
    expect(again.headers.get("Upload-Offset") == "1000", "Upload-Offset 1000", again.headers.get("Upload-Offset"))
    expect(offset_of(desk, place) == 1000, "Upload-Offset 1000 by HEAD", offset_of(desk, place))
    kept(desk, place, 1000, content[1000:])
    stands = create(desk, content).headers.get("Upload-Offset")
    expect(stands == str(SMALL), f"Upload-Offset {SMALL} for a file that is here", stands)


@FILES.check("X5", "A chunk that does not begin where the upload stands is refused")
def a_wrong_offset_is_refused(desk: Desk) -> None:
    """Before and behind the right place."""
    content = os.urandom(SMALL)
    place = begin(desk, content)
    patch(desk, place, 5, content[5:100]).must_refuse(409, "offset")
    kept(desk, place, 0, content[:1000])
    patch(desk, place, 0, content[:100]).must_refuse(409, "offset")


@FILES.check("B4", "A chunk that was damaged on the way is not kept")
def a_damaged_chunk_is_not_kept(desk: Desk) -> None:
    """The offset stays, and the right bytes are taken there."""
    content = os.urandom(SMALL)
    place = begin(desk, content)
    kept(desk, place, 0, content[:1000], content[:1000])
    damaged = bytes(1000)
    patch(desk, place, 1000, damaged, content[1000:2000]).must_refuse(460, "checksum")
    stands = offset_of(desk, place)
    expect(stands == 1000, "Upload-Offset 1000 still", stands)
    kept(desk, place, 1000, content[1000:], content[1000:])


@FILES.check("B5", "What arrived before the line broke is kept; the upload goes on at that byte")
def a_cut_upload_goes_on(desk: Desk) -> None:
    """A proxy that hoards whole requests breaks this promise: switch its request buffering off."""
    content = os.urandom(LARGE)
    place = begin(desk, content)
    desk.line.cut("PATCH", place, CutBody(content, CUT_AT), token=desk.token, headers=patch_headers(0))
    stands = 0
    for _ in patiently(desk.patience):
        stands = offset_of(desk, place)
        if stands:
            break
    expect(0 < stands <= CUT_AT, f"an Upload-Offset of 1 to {CUT_AT} after {CUT_AT} bytes were sent", stands)
    for _ in patiently(desk.patience):
        stands = offset_of(desk, place)
        answer = patch(desk, place, stands, content[stands:])
        if answer.status not in (409, 423):  # the platform may still be busy with the broken line
            break
    expect(answer.status == 204, "HTTP 204 for the rest", answer)
    whole = desk.call("GET", f"/v1/blobs/{sha256(content)}")
    expect(whole.content == content, f"the {LARGE} bytes that were sent", f"{whole}, {len(whole.content)} bytes")


@FILES.check("B6", "Bytes that are not the declared file are dropped")
def a_wrong_file_is_dropped(desk: Desk) -> None:
    """The upload is gone and the file is not here."""
    declared = sha256(os.urandom(8))
    content = os.urandom(SMALL)
    place = begin(desk, content, digest=declared)
    patch(desk, place, 0, content).must_refuse(422, "digest")
    desk.call("HEAD", place, headers=TUS).must_refuse(404)
    expect(not has(desk, declared), "the file is not here", "blobs/query says it is")


@FILES.check("B7", "Half a file does not count as here")
def half_a_file_is_not_here(desk: Desk) -> None:
    """Neither to be asked for nor to be read."""
    content = os.urandom(SMALL)
    kept(desk, begin(desk, content), 0, content[:1000])
    expect(not has(desk, sha256(content)), "the file is not here", "blobs/query says it is")
    desk.call("GET", f"/v1/blobs/{sha256(content)}").must_refuse(404, "not_found")


@FILES.check("B8", "A download goes on with Range")
def downloads_go_on(desk: Desk) -> None:
    """From a byte on, a piece, the end, and behind the end."""
    content = os.urandom(SMALL)
    path = f"/v1/blobs/{upload(desk, content)}"
    whole = desk.call("GET", path)
    if whole.status != 200 or whole.content != content:
        raise Failed("HTTP 200 with the bytes that were sent", f"{whole}, {len(whole.content)} bytes")
    wanted = {"bytes=1000-": content[1000:], "bytes=0-9": content[:10], "bytes=-7": content[-7:]}
    for header, piece in wanted.items():
        answer = desk.call("GET", path, headers={"Range": header})
        came = f"{answer}, {len(answer.content)} bytes"
        expect(answer.status == 206 and answer.content == piece, f"HTTP 206 with {len(piece)} bytes for {header}", came)
        expect(f"/{SMALL}" in answer.headers.get("Content-Range", ""), f"Content-Range …/{SMALL}", answer.headers)
    desk.call("GET", path, headers={"Range": f"bytes={SMALL}-"}).must_refuse(416, "range")
