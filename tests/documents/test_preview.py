import io

import pytest
from PIL import Image

from windowdesk.documents import paper_values, papers
from windowdesk.documents.paper_kinds import PaperKind
from windowdesk.documents.preview import page_pictures


def test_each_page_is_a_picture_of_a_sheet_of_a4(slip):
    pages = page_pictures(papers.make(PaperKind.RECEIPT, paper_values.receipt(slip)), dpi=48)
    assert len(pages) == 1
    with Image.open(io.BytesIO(pages[0])) as picture:
        assert picture.format == "PNG"
        assert picture.size == (397, 562)


def test_anything_else_than_a_pdf_is_refused():
    with pytest.raises(ValueError, match="not a PDF"):
        page_pictures(b"hello")
