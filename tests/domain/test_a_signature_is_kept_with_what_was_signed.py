"""A signature by hand: its file survives, and it holds for exactly the sheet that was signed."""

import dataclasses
import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from windowdesk import assets
from windowdesk.domain import handwriting, signed_sheet
from windowdesk.domain.case import Authority, BlobRef, Mode, WrittenSignature
from windowdesk.domain.draft import DraftMaterial, Entry
from windowdesk.domain.handwriting import Ink, Line, Point, Sheet, Signed
from windowdesk.domain.intake import choose_item
from windowdesk.errors import InputRefused

FILE = BlobRef("c" * 64, handwriting.MEDIA_TYPE, 700)
AT = datetime(2026, 11, 20, 1, 2, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@st.composite
def inks(draw):
    width, height = draw(st.integers(1, 65535)), draw(st.integers(1, 65535))
    presses, at, strokes = draw(st.booleans()), 0, []
    for _ in range(draw(st.integers(1, 4))):
        stroke = []
        for _ in range(draw(st.integers(1, 6))):
            at += draw(st.integers(0, 500))
            hard = draw(st.integers(0, 1000)) if presses else None
            stroke.append(Point(draw(st.integers(0, width)), draw(st.integers(0, height)), at, hard))
        strokes.append(tuple(stroke))
    return Ink(width, height, tuple(strokes))


@st.composite
def signed_ones(draw):
    lines = tuple(Line(label, value) for label, value in draw(st.lists(st.tuples(texts, texts), max_size=5)))
    sheet = Sheet(draw(st.sampled_from(sorted(handwriting.DOCUMENTS))), lines, draw(texts))
    return Signed(draw(st.sampled_from(sorted(handwriting.SIGNERS))), sheet, draw(inks()))


@given(signed_ones())
def test_there_and_back_gives_the_same_signature_and_the_same_bytes(signed):
    content = handwriting.encode(signed)
    assert handwriting.decode(content) == signed
    assert handwriting.encode(handwriting.decode(content)) == content
    assert handwriting.decode_ink(content) == signed.ink


@given(signed_ones())
def test_the_digest_of_the_sheet_can_be_made_from_the_file_alone(signed):
    sheet = json.loads(handwriting.encode(signed))["sheet"]
    plain = json.dumps(sheet, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(plain).hexdigest() == signed.sheet.digest()


@given(st.one_of(st.binary(max_size=200), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["format", "version", "signer", "sheet", "width", "height", "strokes", "document", "lines"]), inner, max_size=6),
    max_leaves=12,
).map(lambda data: json.dumps(data).encode())))  # fmt: skip
@example(b"[" * 100_000)
@example(b'{"format":"windowdesk/signature","version":1,"width":10,"height":10,"strokes":[[[1,1,5]],[[1,1,4]]]}')
@example(b'{"format":"windowdesk/signature","version":1,"width":10,"height":10,"strokes":[[[11,1,5]]]}')
@example(b'{"format":"windowdesk/signature","version":1,"width":10,"height":10,"strokes":[[[1,true,5]]]}')
@example(b'{"format":"windowdesk/signature","version":1,"width":10,"height":10,"strokes":[[]]}')
def test_whatever_is_no_signature_is_refused_in_words(content):
    for read in (handwriting.decode, handwriting.decode_ink):
        with pytest.raises(InputRefused) as refused:
            read(content)
        assert refused.value.code == "N741"


def test_a_file_of_a_newer_program_says_so():
    with pytest.raises(InputRefused, match="新版"):
        handwriting.decode_ink(b'{"format":"windowdesk/signature","version":2}')


def test_a_dot_is_no_name():
    dot = Ink(600, 200, ((Point(10, 10, 0), Point(12, 10, 5)),))
    with pytest.raises(InputRefused) as refused:
        handwriting.check_written(dot)
    assert refused.value.code == "N740"
    handwriting.check_written(Ink(600, 200, ((Point(10, 10, 0), Point(90, 10, 50)),)))


def test_half_a_character_of_a_faulty_chip_makes_no_unreadable_file():
    sheet = Sheet("application", (Line("申请人", "王\ud872"),), "")
    signed = Signed("applicant", sheet, Ink(10, 10, ((Point(1, 1, 0),),)))
    again = handwriting.decode(handwriting.encode(signed))
    assert again.sheet.lines[0].value == "王\ufffd"
    assert again.sheet.digest() == sheet.digest()


# what holds


def signed_by(draft, item, document="application", signer="applicant"):
    sheet = next(one for one in signed_sheet.sheets(draft, item) if one.document == document)
    one = WrittenSignature(document, signer, sheet.digest(), AT, FILE)
    return replace(draft, signatures=(*draft.signatures, one))


@pytest.fixture
def signed(whole, items):
    return signed_by(whole, items["10"])


def test_a_signature_holds_as_long_as_nothing_is_changed(signed, items):
    assert signed_sheet.holding(signed, items["10"]) == signed.signatures
    assert signed_sheet.with_holding_only(signed, items["10"]) == signed
    walked_on = replace(signed, step=signed.step, confirmed=True, notice_at=AT, duplicate_reason="再办")
    assert signed_sheet.holding(walked_on, items["10"])


def other_bank_digit(draft):
    return replace(draft, applicant=replace(draft.applicant, entries={
        **draft.applicant.entries, "mobile": Entry("19900010001")}))  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        other_bank_digit,
        lambda draft: replace(draft, form={**draft.form, "loss": 20001}),
        lambda draft: replace(draft, form={name: one for name, one in draft.form.items() if name != "event"}),
        lambda draft: replace(draft, mode=Mode.APPOINTMENT),
        lambda draft: replace(draft, materials=draft.materials[1:]),
        lambda draft: replace(
            draft,
            materials=(
                replace(draft.materials[0], pages=(BlobRef("b" * 64, "image/jpeg", 1000),)),
                *draft.materials[1:],
            ),
        ),
        lambda draft: replace(draft, materials=(replace(draft.materials[0], paper=True), *draft.materials[1:])),
    ],
    ids=["a masked digit", "a number", "a field taken out", "the way", "a material less", "another scan", "paper too"],
)
def test_whatever_was_changed_afterwards_makes_the_signature_void(signed, items, change):
    changed = change(signed)
    assert signed_sheet.holding(changed, items["10"]) == ()
    assert signed_sheet.with_holding_only(changed, items["10"]).signatures == ()


def test_a_change_taken_back_is_no_change(signed, items):
    changed = replace(signed, form={**signed.form, "loss": 1})
    assert signed_sheet.holding(replace(changed, form=signed.form), items["10"])


def test_another_version_of_the_item_is_another_sheet(signed, items):
    newer = dataclasses.replace(items["10"], version=items["10"].version + 1)
    assert signed_sheet.holding(signed, newer) == ()


def test_another_item_begins_without_signatures(signed, items):
    assert choose_item(signed, items["10"]).signatures
    assert choose_item(signed, items["07"]).signatures == ()


def test_what_is_masked_on_the_screen_is_signed_in_full(whole, items):
    sheet = signed_sheet.application(whole, items["10"])
    number = whole.applicant.text("id_number")
    assert not any(number in line.shown for line in sheet.lines)
    assert any(number in line.value for line in sheet.lines)


def test_a_signature_kept_in_the_store_still_holds(signed, items):
    from windowdesk.storage import codec

    again = codec.loads(type(signed), codec.dumps(signed))
    assert signed_sheet.holding(again, items["10"]) == signed.signatures


def test_what_is_declared_stands_on_the_shipped_papers():
    for document, words in signed_sheet.DECLARATIONS.items():
        text = assets.resource("documents", f"{document}.json").read_text("utf-8")
        assert words in text


# the authority


@pytest.fixture
def proxy(whole):
    agent = replace(whole.applicant, entries={**whole.applicant.entries, "name": Entry("李样例")})
    return replace(whole, mode=Mode.PROXY, agent=agent)


def test_who_may_sign_what(whole, proxy, items):
    assert [one.document for one in signed_sheet.sheets(whole, items["10"])] == ["application"]
    assert signed_sheet.signers(whole) == ("applicant",)
    assert [one.document for one in signed_sheet.sheets(proxy, items["10"])] == ["authority", "application"]
    assert signed_sheet.signers(proxy) == ("applicant", "agent")


def test_an_authority_that_the_applicant_signed_by_hand_is_signed(proxy, items):
    assert signed_sheet.with_holding_only(proxy, items["10"]).authority is None
    by_agent = signed_by(proxy, items["10"], "authority", "agent")
    assert signed_sheet.with_holding_only(by_agent, items["10"]).authority is None
    by_hand = signed_sheet.with_holding_only(signed_by(proxy, items["10"], "authority"), items["10"])
    assert by_hand.authority == Authority(signed=True)


def test_a_changed_term_voids_the_authority_and_leaves_the_application(proxy, items):
    both = signed_by(signed_by(proxy, items["10"], "authority"), items["10"], "application", "agent")
    longer = replace(both, authority=Authority(until=date(2027, 12, 31)))
    assert [one.document for one in signed_sheet.holding(longer, items["10"])] == ["application"]
    assert not signed_sheet.with_holding_only(longer, items["10"]).authority.signed


def test_nobody_signs_for_an_agent_who_has_gone(proxy, items):
    signed = signed_by(proxy, items["10"], "application", "agent")
    alone = replace(signed, mode=Mode.WINDOW, agent=None)
    assert signed_sheet.holding(alone, items["10"]) == ()


def test_a_deferred_material_is_signed_with_its_day(whole, items):
    def with_day(day):
        material = DraftMaterial("bank_card", deferred_until=date(2026, 12, day), undertaking=True)
        return replace(whole, materials=(*whole.materials[:3], material))

    signed = signed_by(with_day(4), items["10"])
    assert signed_sheet.holding(signed, items["10"])
    assert not signed_sheet.holding(replace(signed, materials=with_day(5).materials), items["10"])
