"""Files that are no page: refused by name, nothing of the draft is lost, the next good page is taken."""

import pytest

MEGABYTE = 1_000_000


def not_an_image(file):
    file.write_text("这不是图片\n" * 100, "utf-8")


def empty(file):
    file.touch()


def enormous(file):
    with file.open("wb") as stream:
        stream.write(b"\xff\xd8\xff\xe0")
        stream.truncate(200 * MEGABYTE)


def cut_off(file):
    from PIL import Image

    Image.effect_noise((200, 200), 80).save(file, "PNG")
    file.write_bytes(file.read_bytes()[:-4000])


@pytest.mark.parametrize(
    ("make", "code"), [(not_an_image, "S207"), (empty, "S208"), (enormous, "S209"), (cut_off, "S210")]
)
def test_a_file_that_is_no_page_is_named_and_the_draft_goes_on_with_a_good_one(room, make, code):
    draft = room.draft()
    before = room.prepares("intake", "--draft", draft, "--stop-before-save").json["checklist"]
    material = before[0]["material"]
    bad = room.folder / "from the camera.jpg"
    make(bad)
    told = room.does("intake", "--draft", draft, "--material", f"{material}={bad}", "--no-print")
    told.is_trouble(code, 3)
    assert bad.exists()
    assert room.numbers() == []
    after = room.prepares("intake", "--draft", draft, "--stop-before-save").json["checklist"]
    assert after == before
    good = room.page("good.png", 77)
    assert room.prepares("intake", "--draft", draft, "--material", f"{material}={good}", "--no-print").exit == 0
    assert len(room.numbers()) == 1


@pytest.mark.parametrize(
    ("make", "code"), [(not_an_image, "S207"), pytest.param(empty, "S208", marks=pytest.mark.slow), (enormous, "S209")]
)
def test_a_bad_file_in_the_scan_folder_is_named_and_put_aside(room, make, code):
    draft = room.draft()
    folder = room.folder / "scans"
    folder.mkdir()
    bad = folder / "IMG_0001.jpg"
    make(bad)
    room.stage.scanner_address = f"folder:{folder}"
    material = room.prepares("intake", "--draft", draft, "--stop-before-save").json["checklist"][0]["material"]
    told = room.does("scan", "--draft", draft, "--material", material)
    told.is_trouble(code, 3)
    assert len(list((folder / "不能用的文件").iterdir())) == 1
    assert room.drafts() == [draft]


def test_a_scanner_that_is_gone_is_named_and_the_draft_stays(room):
    draft = room.draft()
    room.stage.scanner_address = f"sane:test:7?config={room.stage.scanner_folder}"
    material = room.prepares("intake", "--draft", draft, "--stop-before-save").json["checklist"][0]["material"]
    room.does("scan", "--draft", draft, "--material", material).is_trouble("S201", 4)
    assert room.prepares("intake", "--draft", draft, "--no-print").exit == 0
