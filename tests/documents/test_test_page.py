"""The test page of an A4 printer, read back from its PDF."""

import pypdfium2

from windowdesk.documents import papers, test_page


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return document[0].get_textpage().get_text_bounded().replace(" ", "")


def test_it_says_on_one_page_what_should_be_seen(installed_fonts):
    said = text_of(papers.write(test_page.filled(), fonts=installed_fonts))
    assert [words for words in ("测试页", "四条边", "䶮", "第1页，共1页", "不算任何办件") if words not in said] == []
    assert "演示" not in said


def test_in_training_it_is_marked(installed_fonts):
    assert "演示" in text_of(papers.write(test_page.filled(), fonts=installed_fonts, training=True))
