import json

import pytest

from windowdesk import assets
from windowdesk.documents import slip_words
from windowdesk.errors import InputRefused


def changed(tmp_path, **entries):
    words = json.loads(assets.resource("documents", "slip.json").read_text("utf-8"))
    words.update(entries)
    file = tmp_path / "slip.json"
    file.write_text(json.dumps({name: text for name, text in words.items() if text is not None}), "utf-8")
    return file


def test_a_county_changes_the_words(tmp_path):
    assert slip_words.read(changed(tmp_path, seal="（业务专用章）")).seal == "（业务专用章）"


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ({"seal": None}, "seal"),
        ({"sael": "章"}, "sael"),
        ({"seal": "{who}"}, "seal"),
        ({"reprint": "补打"}, "reprint"),
        ({"reprint": "补打 {n} 次"}, "reprint"),
        ({"seal": "{"}, "{"),
    ],
)
def test_missing_unknown_and_misspelt_entries_are_refused(tmp_path, entries, named):
    with pytest.raises(InputRefused) as refused:
        slip_words.read(changed(tmp_path, **entries))
    assert refused.value.code == "D804"
    assert named in refused.value.happened


def test_a_file_that_is_no_json_is_refused(tmp_path):
    file = tmp_path / "slip.json"
    file.write_text("[", "utf-8")
    with pytest.raises(InputRefused):
        slip_words.read(file)


def test_chinese_punctuation_is_full_width():
    text = assets.resource("documents", "slip.json").read_text("utf-8")
    for one in json.loads(text).values():
        assert not set(one) & set(",;:()"), one
