"""A test page for an A4 printer: each part says what should be seen, drawn as the papers of the counter are.

The words are ``resources/documents/test_page.json``.
"""

from __future__ import annotations

import json

from windowdesk import assets
from windowdesk.documents import templates
from windowdesk.documents.paper_filling import FilledPaper, Part
from windowdesk.documents.paper_kinds import PaperKind
from windowdesk.errors import TEMPLATE_WRONG, InputRefused

FILE = "test_page.json"


def filled() -> FilledPaper:
    """The page before it is drawn.

    Raises:
        InputRefused: D804, the words cannot be used.
    """
    try:
        words = json.loads(assets.resource("documents", FILE).read_text("utf-8"))
        rows = ((words["label"], words["hanzi"]), (words["rare_label"], words["rare"]))
        return FilledPaper(
            title=words["title"],
            serial="",
            number=words["code"],
            code=words["code"],
            parts=(
                Part("paragraph", words["whole"]),
                Part("paragraph", words["table"]),
                Part("facts", rows=rows),
                Part("note", words["note"]),
            ),
            date="",
            copies="",
            foot=words["foot"],
            reprint="",
            common=templates.shipped(PaperKind.NOTICE).common,
        )
    except (ValueError, TypeError, KeyError) as trouble:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=str(trouble)) from trouble
