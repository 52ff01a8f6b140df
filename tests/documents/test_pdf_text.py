import io
import re

import pypdfium2
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from windowdesk.documents.pdf_text import embedded, to_unicode_map

RARE = "䶮𫖯𬱖㛃𠅤王𬭚𠮷"


def test_characters_beyond_the_first_plane_are_written_as_surrogates():
    assert "<01> <D872DF7D>" not in to_unicode_map("X", [0, 0x41])
    assert "<01> <D873DC56>" in to_unicode_map("X", [0, 0x2CC56])
    assert "<01> <4DAE>" in to_unicode_map("X", [0, 0x4DAE])


def test_no_block_has_more_entries_than_the_standard_allows():
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", to_unicode_map("X", range(0x4E00, 0x4EFF)))]
    assert counts == [100, 100, 55]


def test_the_writer_uses_the_corrected_map():
    assert ttfonts.makeToUnicodeCMap is to_unicode_map


def test_text_in_every_installed_font_is_copied_back_right(installed_fonts):
    out = io.BytesIO()
    canvas = Canvas(out)
    for row, character in enumerate(RARE):
        canvas.setFont(embedded(installed_fonts.face_for(character)), 20)
        canvas.drawString(50, 700 - 30 * row, character)
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    layer = document[0].get_textpage()
    text = layer.get_text_bounded()
    layer.close()
    document.close()
    assert re.sub(r"\s", "", text) == RARE
