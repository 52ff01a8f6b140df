"""Pages as a village room scans them, drawn: nobody's papers. A4 at 200 dpi, as the glass of a cheap scanner sees it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

DPI = 200
_GRAIN = 6
"""Spread of the sensor's noise, in grey levels of 256."""
A4 = (1654, 2339)
INK, PALE_INK, RED = (28, 28, 34), (70, 80, 130), (205, 38, 44)
_FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
_PEN = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
_LINES = (
    "申请人自愿参加城乡居民基本养老保险，所填内容真实有效，如有不实愿承担相应责任。",
    "根据《社会保险法》及有关规定，缴费档次一经选定，当年度内不再变更。",
    "本表一式两份，由便民服务室留存一份，报乡镇便民服务中心一份，保存期限为三十年。",
)
_FIELDS = (
    ("姓　　名", "张样例"),
    ("公民身份号码", "990101196203100025"),
    ("住　　址", "石桥镇石桥村四组三十七号"),
    ("联系电话", "19900000001"),
    ("缴费档次", "每年三百元"),
    ("待遇银行", "农村商业银行石桥支行"),
    ("家庭人口", "五人"),
    ("备　　注", "无"),
)


def typed_form() -> Image.Image:
    """A printed application form, filled in by machine, on copy paper laid a little askew."""
    page = _paper()
    _form(page)
    return _scanned(page, angle=1.4)


def handwritten() -> Image.Image:
    """The same form filled in with a blue pen, thick and thin strokes, and a signature."""
    page = _paper()
    draw = ImageDraw.Draw(page)
    _form(page, with_values=False)
    dice = random.Random(5)
    for row, (_, value) in enumerate(_FIELDS):
        _written(page, value, (560, 372 + row * 110), 58, dice)
    for row in range(9):
        _written(page, "情况属实同意申请本人自愿承诺所填无误"[row : row + 14], (220, 1330 + row * 86), 50, dice)
    for row in range(3):
        _stroke(draw, (900 + row * 12, 2130 + row * 26), 420, dice)
    return _scanned(page, angle=-2.1)


def stamped() -> Image.Image:
    """A typed certificate with the round red stamp of the village and a red heading."""
    page = _paper()
    draw = ImageDraw.Draw(page)
    draw.text((827, 190), "石桥镇石桥村村民委员会", fill=RED, font=_font(76), anchor="mm")
    draw.line((180, 260, 1474, 260), fill=RED, width=6)
    draw.text((827, 380), "证　　明", fill=INK, font=_font(70), anchor="mm")
    _paragraphs(draw, top=500, lines=15)
    draw.text((1050, 1930), "石桥村村民委员会", fill=INK, font=_font(42))
    draw.text((1090, 2000), "二〇二六年三月十二日", fill=INK, font=_font(42))
    _stamp(page, (1240, 1960))
    return _scanned(page, angle=0.8)


def identity_card() -> Image.Image:
    """Both sides of an identity card laid on the white glass, in colour."""
    page = _paper((244, 244, 240))
    for top, is_front in ((520, True), (1240, False)):
        card = _card(front=is_front)
        page.paste(card, (500, top), _rounded(card.size))
    return _scanned(page, angle=1.1)


def household_register() -> Image.Image:
    """A page of the register on greenish patterned paper with a small dark border from the open lid."""
    page = _paper((226, 236, 222))
    draw = ImageDraw.Draw(page)
    for y in range(0, A4[1], 14):
        draw.line([(x, y + 4 * math.sin(x / 30)) for x in range(0, A4[0], 12)], fill=(212, 226, 208), width=2)
    draw.text((827, 200), "常住人口登记卡", fill=INK, font=_font(64), anchor="mm")
    _table(draw, top=300, rows=14, height=120)
    for row in range(14):
        label, value = _FIELDS[row % len(_FIELDS)]
        draw.text((190, 330 + row * 120), label, fill=INK, font=_font(38))
        draw.text((560, 330 + row * 120), value, fill=INK, font=_font(42))
    _stamp(page, (1180, 1700))
    framed = Image.new("RGB", A4, (36, 34, 34))
    framed.paste(page.crop((0, 0, A4[0] - 60, A4[1] - 90)), (0, 0))
    return _scanned(framed, angle=0.0)


PAGES: dict[str, Callable[[], Image.Image]] = {
    "typed form": typed_form,
    "handwriting": handwritten,
    "stamped certificate": stamped,
    "identity card": identity_card,
    "household register": household_register,
}


def _paper(colour: tuple[int, int, int] = (247, 246, 242)) -> Image.Image:
    return Image.new("RGB", A4, colour)


def _font(size: int, file: str = _FONT) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


def _form(page: Image.Image, *, with_values: bool = True) -> None:
    draw = ImageDraw.Draw(page)
    draw.text((827, 210), "城乡居民基本养老保险参保登记表", fill=INK, font=_font(62), anchor="mm")
    _table(draw, top=340, rows=len(_FIELDS), height=110)
    for row, (label, value) in enumerate(_FIELDS):
        draw.text((190, 372 + row * 110), label, fill=INK, font=_font(38))
        if with_values:
            draw.text((560, 372 + row * 110), value, fill=INK, font=_font(40))
    if with_values:
        _paragraphs(draw, top=1320, lines=14)
    draw.text((220, 2150), "申请人签字：　　　　　　　　　　年　　月　　日", fill=INK, font=_font(38))


def _table(draw: ImageDraw.ImageDraw, *, top: int, rows: int, height: int) -> None:
    for row in range(rows + 1):
        draw.line((170, top + row * height, 1484, top + row * height), fill=INK, width=3)
    for x in (170, 520, 1484):
        draw.line((x, top, x, top + rows * height), fill=INK, width=3)


def _paragraphs(draw: ImageDraw.ImageDraw, *, top: int, lines: int) -> None:
    for row in range(lines):
        text = _LINES[row % len(_LINES)][:38]
        draw.text((190, top + row * 56), text, fill=INK, font=_font(33))


def _written(page: Image.Image, text: str, place: tuple[int, int], size: int, dice: random.Random) -> None:
    """Characters of a pen face, each a little turned, moved and of another pressure."""
    x, y = place
    for character in text:
        layer = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(layer).text((size, size), character, fill=255, font=_font(size, _PEN), anchor="mm")
        layer = layer.rotate(dice.uniform(-7, 7), Image.Resampling.BICUBIC)
        ink = tuple(one + dice.randrange(0, 46) for one in PALE_INK)
        page.paste(ink, (x - size // 2, y - size // 2 + dice.randrange(-6, 7)), layer)
        x += int(size * dice.uniform(0.86, 1.02))


def _stroke(draw: ImageDraw.ImageDraw, place: tuple[int, int], length: int, dice: random.Random) -> None:
    phase, high = dice.random() * 6, dice.uniform(10, 40)
    points = [
        (place[0] + step, place[1] + high * math.sin(phase + step / dice.uniform(26, 34)))
        for step in range(0, length, 4)
    ]
    draw.line(points, fill=PALE_INK, width=dice.randrange(3, 7), joint="curve")


def _stamp(page: Image.Image, middle: tuple[int, int]) -> None:
    size = 330
    layer = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(layer)
    draw.ellipse((6, 6, size - 6, size - 6), outline=255, width=11)
    half = size / 2
    star = [
        (half + r * math.sin(math.pi * k / 5), half - r * math.cos(math.pi * k / 5))
        for k in range(10)
        for r in [52 if k % 2 == 0 else 21]
    ]
    draw.polygon(star, fill=255)
    for number, character in enumerate("石桥镇石桥村村民委员会"):
        turn = -120 + number * 24
        letter = Image.new("L", (size, size), 0)
        ImageDraw.Draw(letter).text((half, 42), character, fill=255, font=_font(36), anchor="mm")
        layer = ImageChops.lighter(layer, letter.rotate(-turn, Image.Resampling.BICUBIC))
    worn = Image.effect_noise((size, size), 90).point(lambda value: 255 if value > 62 else 90)
    layer = ImageChops.multiply(layer, worn)
    page.paste(RED, (middle[0] - size // 2, middle[1] - size // 2), layer)


def _card(*, front: bool) -> Image.Image:
    card = Image.linear_gradient("L").resize((674, 425)).rotate(0)
    card = Image.merge("RGB", [card.point(lambda v, low=low: low + v // 12) for low in (196, 214, 226)])
    draw = ImageDraw.Draw(card)
    for line in range(0, 425, 9):
        draw.line([(x, line + 6 * math.sin(x / 23)) for x in range(0, 674, 8)], fill=(190, 208, 222), width=1)
    if not front:
        draw.text((370, 120), "中华人民共和国", fill=INK, font=_font(44), anchor="mm")
        draw.text((370, 190), "居民身份证（样例）", fill=INK, font=_font(48), anchor="mm")
        draw.text((150, 330), "签发机关　石桥县公安局", fill=INK, font=_font(26))
        draw.text((150, 372), "有效期限　2016.03.10-长期", fill=INK, font=_font(26))
        draw.ellipse((60, 60, 150, 160), fill=(196, 60, 60))
        return card
    for row, text in enumerate(("姓名　张样例", "性别　女　民族　汉", "出生　1962年3月10日", "住址　石桥镇石桥村四组")):
        draw.text((48, 52 + row * 62), text, fill=INK, font=_font(27))
    draw.text((48, 350), "公民身份号码　990101196203100025", fill=INK, font=_font(28))
    face = Image.radial_gradient("L").resize((190, 240))
    skin = Image.merge("RGB", [face.point(lambda v, low=low: max(20, low - v)) for low in (240, 205, 180)])
    ImageDraw.Draw(skin).ellipse((45, 40, 145, 170), fill=(226, 186, 158))
    card.paste(skin.filter(ImageFilter.GaussianBlur(3)), (440, 60))
    return card


def _rounded(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), 24, fill=255)
    return mask


def _scanned(page: Image.Image, *, angle: float) -> Image.Image:
    """What the glass makes of it: askew, a soft lens, a lamp that fades to one side, grain."""
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=page.getpixel((4, 4)))
    soft = turned.filter(ImageFilter.GaussianBlur(0.8))
    lamp = Image.linear_gradient("L").rotate(90).resize(A4).point(lambda value: 255 - value // 14)
    lit = ImageChops.multiply(soft, Image.merge("RGB", [lamp] * 3))
    grain = Image.merge("RGB", [Image.effect_noise(A4, _GRAIN) for _ in range(3)])
    return ImageChops.add(lit, grain, offset=-128)
