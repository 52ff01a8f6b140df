"""A receipt printer of another make: turns a job into paper, written from the command tables alone.

It shares no code with the program: neither with what encodes receipts nor with the simulated printer
that ships. It is strict: a byte that no table explains ends the test.
"""

import functools
from dataclasses import dataclass, field
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

FONTS = ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
CELL = 24
TO_THE_BLADE = 160
"""Dots from the print head to the blade: 2 cm on the longest."""


class Misprint(AssertionError):
    """Something that would come out as rubbish."""


@dataclass
class Printed:
    """The paper."""

    width: int
    lines: list = field(default_factory=list)
    """Lines of the printer's own characters, in order."""
    pictures: list = field(default_factory=list)
    """Width and height of each picture, in order."""
    cuts: list = field(default_factory=list)
    """``full`` or ``partial``."""
    picture: Image.Image = None

    def codes(self):
        """What a phone or a scanner reads from the picture: kind to text."""
        grey = Image.new("L", (self.width + 64, self.picture.height + 64), 255)
        grey.paste(self.picture.convert("L"), (32, 32))
        return {found.format.name: found.text for found in zxingcpp.read_barcodes(grey)}


class OtherPrinter:
    """``hanzi``: whether it starts with Chinese switched on, as many do and some do not."""

    def __init__(self, width, *, hanzi=True, most_rows=255, charset="gbk"):
        self.width, self.hanzi, self.most_rows, self.charset = width, hanzi, most_rows, charset
        self.starts_with_hanzi = hanzi
        self.paper = Printed(width)
        self.strips = []
        self.line = []
        self.qr = {}
        self.white = 0
        self._initialise()

    def prints(self, job):
        """The paper of a whole job."""
        at = 0
        while at < len(job):
            at += self._one(job[at:])
        if self.line:
            raise Misprint("text without a line feed stays in the printer")
        height = sum(strip.height for strip in self.strips)
        self.paper.picture = Image.new("1", (self.width, max(height, 1)), 1)
        top = 0
        for strip in self.strips:
            self.paper.picture.paste(strip, (0, top))
            top += strip.height
        return self.paper

    def _initialise(self):
        self.size, self.bold, self.align, self.spacing = (1, 1), False, 0, 30
        self.hanzi = self.starts_with_hanzi
        self.line = []

    def _one(self, job):
        first = job[0]
        if first == 0x0A:
            self._feed_line()
            return 1
        if 0x20 <= first < 0x7F:
            self.line.append((chr(first), self.size, self.bold))
            return 1
        if first >= 0x81:
            return self._double_byte(job)
        pair = bytes(job[:2])
        commands = {
            b"\x1b@": (2, lambda _: self._initialise()),
            b"\x1bE": (3, lambda v: setattr(self, "bold", bool(v[0] & 1))),
            b"\x1ba": (3, lambda v: setattr(self, "align", v[0])),
            b"\x1b3": (3, lambda v: setattr(self, "spacing", v[0])),
            b"\x1bJ": (3, lambda v: self._white(v[0])),
            b"\x1bd": (3, lambda v: self._white(v[0] * self.spacing)),
            b"\x1bt": (3, lambda v: None),
            b"\x1c&": (2, lambda _: setattr(self, "hanzi", True)),
            b"\x1c.": (2, lambda _: setattr(self, "hanzi", False)),
            b"\x1d!": (3, lambda v: setattr(self, "size", (v[0] // 16 + 1, v[0] % 16 + 1))),
        }
        if commands.get(pair):
            length, act = commands[pair]
            act(job[2:length])
            return length
        if pair == b"\x1dV":
            return self._cut(job)
        if pair == b"\x1dv":
            return self._picture(job)
        if pair == b"\x1d(" and job[2:3] == b"k":
            return self._qr(job)
        raise Misprint(f"no command: {bytes(job[:8]).hex(' ')}")

    def _double_byte(self, job):
        if not self.hanzi:
            raise Misprint("a double byte while Hanzi are off")
        if 0x30 <= job[1] <= 0x39:
            raise Misprint("a four-byte code: two wrong characters come out")
        try:
            self.line.append((bytes(job[:2]).decode(self.charset), self.size, self.bold))
        except UnicodeDecodeError as absent:
            raise Misprint("not in this printer's font") from absent
        return 2

    def _feed_line(self):
        cells = [
            (character, (12 if character < "\x7f" else 24) * size[0], size, bold) for character, size, bold in self.line
        ]
        used = sum(cell for _, cell, _, _ in cells)
        if used > self.width:
            raise Misprint("the printer would wrap this line in the middle of a word")
        high = max([self.spacing, *(CELL * size[1] for _, _, size, _ in cells)])
        strip = Image.new("1", (self.width, high), 1)
        left = {0: 0, 1: (self.width - used) // 2, 2: self.width - used}[self.align]
        for character, cell, size, bold in cells:
            strip.paste(glyph(character, size, bold=bold), (left, high - CELL * size[1]))
            left += cell
        self.paper.lines.append("".join(character for character, *_ in cells))
        self.line = []
        self.strips.append(strip)
        self.white = 0 if cells else self.white + high

    def _white(self, dots):
        if self.line:
            self._feed_line()
        if dots:
            self.strips.append(Image.new("1", (self.width, dots), 1))
        self.white += dots

    def _cut(self, job):
        cuts = {0: ("full", False), 1: ("partial", False), 65: ("full", True), 66: ("partial", True)}
        if job[2] not in cuts:
            raise Misprint("no such cut")
        kind, feeds = cuts[job[2]]
        if self.white < TO_THE_BLADE and not feeds:
            raise Misprint("the last lines stay under the blade")
        self.paper.cuts.append(kind)
        return 4 if feeds else 3

    def _picture(self, job):
        if job[2] != 0x30 or job[3] != 0:
            raise Misprint("a picture in a mode that clones do not know")
        row = job[4] + 256 * job[5]
        rows = job[6] + 256 * job[7]
        if row * 8 > self.width:
            raise Misprint("the picture is wider than the paper")
        if rows > self.most_rows:
            raise Misprint("the picture overflows a small buffer")
        data = bytes(job[8 : 8 + row * rows])
        if len(data) < row * rows:
            raise Misprint("the picture is cut off: the printer waits for ever")
        if self.line:
            self._feed_line()
        # A set bit is black; Pillow's is white.
        ink = Image.frombytes("1", (row * 8, rows), bytes(byte ^ 0xFF for byte in data))
        self._place(ink)
        self.paper.pictures.append((row * 8, rows))
        return 8 + row * rows

    def _place(self, ink):
        strip = Image.new("1", (self.width, ink.height), 1)
        strip.paste(ink, ({0: 0, 1: (self.width - ink.width) // 2, 2: self.width - ink.width}[self.align], 0))
        self.strips.append(strip)
        self.white = 0

    def _qr(self, job):
        size = job[3] + 256 * job[4]
        body = bytes(job[5 : 5 + size])
        if len(body) < size or body[:1] != b"1":
            raise Misprint("a code that is cut off, or none that is known")
        function, values = body[1], body[2:]
        if function == 0x51:
            self._draw_qr()
        elif function in (0x41, 0x43, 0x45, 0x50):
            self.qr[function] = values
        else:
            raise Misprint("no such function of QR codes")
        return 5 + size

    def _draw_qr(self):
        if self.qr[0x41] != b"2\x00":
            raise Misprint("not model 2")
        level = {0x30: "L", 0x31: "M", 0x32: "Q", 0x33: "H"}[self.qr[0x45][0]]
        text = self.qr[0x50][1:].decode("utf-8")
        drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
        view = memoryview(drawn.to_image(scale=1, add_quiet_zones=False))
        high, wide = view.shape
        dots = self.qr[0x43][0]
        modules = Image.frombytes("L", (wide, high), view.tobytes()).convert("1")
        ink = modules.resize((wide * dots, high * dots), Image.Resampling.NEAREST)
        if ink.width > self.width:
            raise Misprint("the QR code is wider than the paper")
        self._place(ink)


@functools.cache
def font():
    return ImageFont.truetype(next(name for name in FONTS if Path(name).exists()), CELL - 2)


@functools.cache
def glyph(character, size, *, bold):
    """One character in its cell, each dot enlarged."""
    wide = 12 if character < "\x7f" else 24
    room = max(wide, round(font().getlength(character)) + 1)
    cell = Image.new("1", (room, CELL), 1)
    draw = ImageDraw.Draw(cell)
    draw.fontmode = "1"
    for shift in (0, 1) if bold else (0,):
        draw.text((room / 2 + shift, CELL - 5), character, font=font(), fill=0, anchor="ms")
    return cell.resize((wide * size[0], CELL * size[1]), Image.Resampling.NEAREST)
