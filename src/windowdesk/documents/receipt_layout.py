"""The receipt 收件凭证 as lines for a paper roll: what stands where, how large. No printer in it.

Content by the national rules for receipts: licensing law article 32, the wording elements of a
收件凭证, only masked numbers (rule G05). Made for old eyes (H05, H11): a 24-dot character is
3 mm, 8.5 pt, so everything is printed at double height (17 pt), number, date, next step's heading
and phone bold or at double size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from windowdesk.documents import cells, code128
from windowdesk.documents.line_breaks import clean, longest_piece
from windowdesk.documents.slip_words import SlipWords
from windowdesk.domain.receipt import Receipt, ReceiptLine, chinese_day


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, already short enough; ``scale`` is (across, down)."""

    text: str
    scale: tuple[int, int] = (1, 2)
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """QR code."""

    text: str


@dataclass(frozen=True, slots=True)
class BarCodeAndSeal:
    """Code 128 of the number (none when empty) and an empty frame for the stamp, with its caption."""

    number: str
    caption: str


Block = Line | Rule | QrCode | BarCodeAndSeal


def layout(receipt: Receipt, words: SlipWords, columns: int) -> list[Block]:
    """The receipt from top to bottom for ``columns`` half-width cells a line."""
    slip = _Slip(receipt, words, columns)
    parts = (slip.head, slip.subject, slip.materials, slip.next_step, slip.contact, slip.codes)
    blocks: list[Block] = []
    for part in parts:
        blocks += [*part(), Rule()]
    return [*blocks[:-1], *slip.foot()]


@dataclass(frozen=True, slots=True)
class _Slip:
    receipt: Receipt
    words: SlipWords
    columns: int

    def head(self) -> Iterator[Block]:
        """Training mark, title, agency, reprint mark, number, date."""
        receipt, words = self.receipt, self.words
        yield from self._training()
        yield from self._large(receipt.title)
        yield from self._centred(receipt.agency)
        if receipt.reprint:
            yield from self._centred(words.reprint.format(count=receipt.reprint), bold=True)
        yield from self._centred(words.provisional_number if receipt.provisional else words.official_number)
        yield from self._centred(receipt.number, bold=True)
        yield from self._large(f"{chinese_day(receipt.received_at)} {receipt.received_at:%H:%M}")
        if receipt.provisional:
            yield from self._text(words.provisional_note)
        elif receipt.provisional_number:
            yield from self._text(words.earlier_number.format(number=receipt.provisional_number))

    def subject(self) -> Iterator[Block]:
        """What was applied for, by whom."""
        receipt, words = self.receipt, self.words
        yield from self._entry(words.item, receipt.item_name, bold=True)
        yield from self._entry(words.item_code, receipt.item_code)
        yield from self._entry(words.applicant, receipt.applicant, bold=True)
        yield from self._entry(words.id, receipt.id_masked)
        yield from self._entry(words.phone, receipt.phone_masked)
        yield from self._entry(words.mode, receipt.mode)
        if receipt.other_numbers:
            yield from self._text(words.other_numbers)
            for number in receipt.other_numbers:
                yield from self._text(number)

    def materials(self) -> Iterator[Block]:
        """What was handed in, what is still missing."""
        receipt, words = self.receipt, self.words
        if receipt.materials:
            yield from self._list(words.materials, receipt.materials)
        else:
            yield from self._text(words.no_materials)
        if receipt.missing:
            yield from self._list(words.missing, receipt.missing)

    def next_step(self) -> Iterator[Block]:
        """What happens now, until when."""
        receipt, words = self.receipt, self.words
        yield from self._text(words.next_step + receipt.next_step, bold=True)
        yield from self._text(receipt.legal_note)
        yield from self._entry(words.promised, receipt.promised)
        if receipt.due is not None:
            day = chinese_day(receipt.due)
            shown = words.due_provisional.format(date=day) if receipt.due_provisional else day
            yield from self._entry(words.due, shown)

    def contact(self) -> Iterator[Block]:
        """Who took it in, where to ask, where to complain."""
        receipt, words = self.receipt, self.words
        yield from self._entry(words.clerk, words.clerk_value.format(clerk=receipt.clerk, badge=receipt.badge))
        yield from self._entry(words.place, words.place_value.format(site=receipt.site, window=receipt.window))
        yield from self._entry(words.query, receipt.query_ways)
        yield from self._entry(words.entrance, receipt.entrance)
        if receipt.hotline:
            yield from self._large(words.hotline + receipt.hotline)

    def codes(self) -> Iterator[Block]:
        """QR code, the number as a bar code, place for the stamp."""
        receipt, words = self.receipt, self.words
        yield from self._training()
        yield QrCode(receipt.code or receipt.number)
        yield from self._centred(words.scan_signed if receipt.code else words.scan_plain)
        yield BarCodeAndSeal(receipt.number if code128.can_encode(receipt.number) else "", words.seal)

    def foot(self) -> Iterator[Block]:
        """The last words."""
        yield from self._centred(self.words.keep)
        yield from self._training()

    def _training(self) -> Iterator[Block]:
        if self.receipt.training:
            yield from self._centred(self.words.training, bold=True)

    def _list(self, heading: str, lines: tuple[ReceiptLine, ...]) -> Iterator[Block]:
        yield from self._text(heading.format(count=len(lines)), bold=True)
        for place, line in enumerate(lines, start=1):
            name, how = f"{place}. {line.name}", line.how
            gap = self.columns - cells.width(name) - cells.width(how)
            if gap >= 2:
                yield Line(clean(name + " " * gap + how))
                continue
            yield from (Line(text) for text in cells.wrap(name, self.columns, hanging=3))
            for text in cells.wrap(how, self.columns - 3):
                yield Line(" " * (self.columns - cells.width(text)) + text)

    def _entry(self, label: str, value: str, *, bold: bool = False) -> Iterator[Block]:
        """A label with its value; a receipt has no line for what does not apply.

        The value stands beside the label, or below it when that keeps an address or code whole.
        """
        if not value:
            return
        beside = min(cells.width(label), self.columns // 2)
        if self.columns - beside < longest_piece(value, cells.width) <= self.columns:
            lines = [label, *cells.wrap(value, self.columns)]
        else:
            lines = cells.wrap(label + value, self.columns, hanging=beside)
        yield from (Line(text, bold=bold) for text in lines)

    def _text(self, text: str, *, bold: bool = False) -> Iterator[Block]:
        yield from (Line(one, bold=bold) for one in cells.wrap(text, self.columns))

    def _centred(self, text: str, *, bold: bool = False) -> Iterator[Block]:
        yield from (Line(one, bold=bold, centred=True) for one in cells.wrap(text, self.columns))

    def _large(self, text: str) -> Iterator[Block]:
        lines = cells.wrap(text, self.columns // 2)
        yield from (Line(one.strip(), scale=(2, 2), bold=True, centred=True) for one in lines)
