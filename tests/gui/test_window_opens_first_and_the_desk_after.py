import gc

from windowdesk.errors import KEY_MISSING, STORE_NEWER, StoreTrouble


def test_home_stands_after_the_desk_is_open(window):
    home = window.page("home")
    assert home.ui.title.text() == "李代办，您好"
    assert window.ui.network.words() == "网络：还没有试"
    assert window.ui.waiting.words() == "全部已上报"
    assert window.ui.safe.words() == "已保存，可以关机"


def test_a_store_that_cannot_open_gets_a_whole_page(show, counter, qtbot):
    counter.opening_trouble = [StoreTrouble(STORE_NEWER, found=9, known=1)]
    window = show(waits=False)
    qtbot.waitUntil(lambda: window.front == "trouble")
    page = window.page("trouble")
    assert "T501" in page.ui.code.text()
    assert "请安装新版程序" in page.ui.toDo.plain()
    assert not page.ui.ask.isVisible()
    page.ui.again.click()
    qtbot.waitUntil(lambda: window.front == "home")


def test_a_missing_key_asks_for_the_passphrase(show, counter, qtbot):
    counter.opening_trouble = [StoreTrouble(KEY_MISSING)]
    window = show(waits=False)
    qtbot.waitUntil(lambda: window.front == "trouble")
    page = window.page("trouble")
    assert page.ui.ask.isVisible()
    qtbot.keyClicks(page.ui.secret, "opensesame")
    page.ui.again.click()
    qtbot.waitUntil(lambda: window.front == "home")
    assert counter.passphrases == [None, "opensesame"]


def test_what_stands_once_all_pages_are_built_is_looked_through_for_rubbish_no_more(window, qtbot):
    frozen = gc.get_freeze_count()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > frozen, timeout=60_000)
    window.close()
    assert gc.get_freeze_count() == 0
