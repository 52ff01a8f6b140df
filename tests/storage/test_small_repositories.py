import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from windowdesk import errors
from windowdesk.clock import local_date_time
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import BlobRef
from windowdesk.domain.catalogue import Guide, Item, ItemState, ItemType, Limit, LimitUnit, Package, ProxyRule, Step
from windowdesk.domain.intake import Draft, DraftPerson, Entry
from windowdesk.domain.page_set import PageEdit, PageSet
from windowdesk.storage.prints import PrintEntry


def test_a_draft_is_as_it_was_kept_last(store, opened, clock):
    draft = Draft("d1", clock.now(), item_code="X")
    for letter in "张三丰":
        draft = replace(draft, applicant=DraftPerson({"name": Entry(draft.applicant.text("name") + letter)}))
        with store.unit() as unit:
            unit.drafts.keep(draft)
    with opened().reading() as view:
        assert view.drafts.get("d1") == draft


def test_a_supplement_is_as_it_was_kept_last_also_after_a_new_start(store, opened):
    page = BlobRef("a" * 64, "image/png", 7)
    edit = PageEdit(BlobRef("b" * 64, "image/png", 9), turns=1)
    brought = Brought("c1").with_pages("m", PageSet((page,), {page.digest: edit}))
    with store.unit() as unit:
        unit.supplements.keep(brought)
    brought = brought.with_paper("n", held=True).with_field("bank", "行")
    with store.unit() as unit:
        unit.supplements.keep(brought)
    with opened().reading() as view:
        assert view.supplements.get("c1") == brought
        assert view.supplements.get("c2") == Brought("c2")


def test_a_supplement_with_nothing_in_it_leaves_no_row(store):
    with store.unit() as unit:
        unit.supplements.keep(Brought("c1").with_paper("n", held=True))
        unit.supplements.keep(Brought("c1"))
        assert unit.row_counts()["supplements"] == 0


def test_drafts_are_listed_with_the_one_touched_last_first(store, clock):
    with store.unit() as unit:
        for name in ("a", "b", "c", "a"):
            clock.move(timedelta(seconds=1))
            unit.drafts.keep(Draft(name, clock.now()))
        unit.drafts.discard("b")
        assert [draft.id for draft in unit.drafts.list()] == ["a", "c"]


def test_a_draft_that_became_a_case_can_no_more_be_kept_or_opened_or_discarded(store, clock):
    draft = Draft("d", clock.now())
    with store.unit() as unit:
        unit.drafts.keep(draft)
        unit.drafts.close("d", "case", "LS1")
        unit.drafts.discard("d")
        assert unit.drafts.list() == []
        assert unit.drafts.closed_as("d") == "LS1"
        for act in (
            lambda: unit.drafts.keep(draft),
            lambda: unit.drafts.get("d"),
            lambda: unit.drafts.close("d", "x", "LS2"),
        ):
            with pytest.raises(errors.StoreTrouble) as told:
                act()
            assert told.value.code == errors.DRAFT_SAVED_ELSEWHERE.code
            assert "LS1" in told.value.happened


def test_an_unknown_draft_is_told(store):
    with store.reading() as view:
        assert view.drafts.closed_as("none") == ""
        with pytest.raises(KeyError):
            view.drafts.get("none")


def test_the_print_journal_keeps_every_attempt_and_asks_for_the_doubtful_ones(store, clock):
    def entry(name, copy):
        return PrintEntry(name, "case", "receipt", "LS1", copy, clock.now(), "tcp://printer:9100")

    with store.unit() as unit:
        assert unit.prints.next_copy("case", "receipt") == 0
        unit.prints.put(entry("p1", 0))
        assert [one.id for one in unit.prints.open()] == ["p1"]
        unit.prints.settle("p1", "failed", code="P302")
        assert unit.prints.next_copy("case", "receipt") == 0
        clock.move(timedelta(seconds=1))
        unit.prints.put(entry("p2", 0))
        unit.prints.settle("p2", "doubtful", code="P305")
        assert [one.id for one in unit.prints.open()] == ["p2"]
        assert unit.prints.settle("p2", "printed", answered_by="李代办").state == "printed"
        assert unit.prints.open() == []
        assert unit.prints.next_copy("case", "receipt") == 1
        assert unit.prints.next_copy("case", "notice") == 0
        assert [(one.id, one.state, one.code) for one in unit.prints.of_case("case")] == [
            ("p1", "failed", "P302"),
            ("p2", "printed", ""),
        ]
        with pytest.raises(KeyError):
            unit.prints.get("p9")


def test_serials_count_each_day_by_itself(store):
    with store.unit() as unit:
        one, two = date(2026, 11, 22), date(2026, 11, 23)
        assert [unit.serials.next(day) for day in (one, one, two, one, two)] == [1, 2, 1, 3, 2]


def test_small_values_are_kept_as_json(store):
    with store.unit() as unit:
        unit.state.set("a", {"字": [1, None, True]})
        unit.state.set("a", {"字": [2]})
        assert unit.state.get("a") == {"字": [2]}
        unit.state.drop("a")
        assert unit.state.get("a", "none") == "none"


GUIDE = Guide(*["x"] * 10)


def item(code, name, version=1, **values):
    fixed = {
        "catalog_code": "c", "task_code": "t", "type": ItemType.PUBLIC_SERVICE, "state": ItemState.ACTIVE,
        "agency": "a", "agency_code": "a", "agency_type": "1", "level": "6", "power_source": "1",
        "handling": "promised", "served": ("1",), "theme": "社会保障", "group": "社保",
        "statutory": Limit(20, LimitUnit.WORKING_DAYS), "promised": Limit(5, LimitUnit.WORKING_DAYS), "visits": 1,
        "area": "5", "ways": ("window",), "proxy": ProxyRule.ALLOWED, "guide": GUIDE, "form": {}, "questions": (),
        "materials": (), "faq": (),
    }  # fmt: skip
    return Item(code=code, name=name, version=version, **(fixed | values))


@pytest.fixture
def stocked(opened):
    initials = {"城乡居民养老保险参保登记": ("cxjmylbxcbdj",), "高龄津贴申领": ("gljtsl", "gljtsn")}
    store = opened(initials=lambda text: initials.get(text, ()))
    package = Package("P1", "我要退休", 1, (Step("A"), Step("B", ("A",))), "", Limit(5, LimitUnit.WORKING_DAYS))
    with store.unit() as unit:
        items = [item("A", "城乡居民养老保险参保登记"), item("B", "高龄津贴申领", theme="养老服务", group="民政")]
        unit.catalogue.replace({"version": 3}, items, [package])
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("养老", ["A", "B"]),
        ("高龄", ["B"]),
        ("CBDJ", ["A"]),
        ("gljtsn", ["B"]),
        ("社保 登记", ["A"]),
        ("b", ["B", "A"]),
        ("没有的", []),
        ("", ["B", "A"]),
    ],
)
def test_an_item_is_found_by_any_part_of_name_theme_group_code_or_initials(stocked, typed, found):
    with stocked.reading() as view:
        assert sorted(row.code for row in view.catalogue.search(typed)) == sorted(found)


def test_a_new_catalogue_replaces_the_old_but_cases_keep_their_version(stocked):
    with stocked.unit() as unit:
        old = unit.catalogue.item("A")
        unit.catalogue.replace({"version": 4}, [item("A", "养老保险参保", 2, state=ItemState.PAUSED)], [])
    with stocked.reading() as view:
        assert view.catalogue.version() == 4
        assert [(row.code, row.version, row.state) for row in view.catalogue.items()] == [("A", 2, ItemState.PAUSED)]
        assert view.catalogue.item("A").name == "养老保险参保"
        assert view.catalogue.item("A", 1) == old
        assert view.catalogue.item("B") is None
        assert view.catalogue.item("B", 1) is not None
        assert view.catalogue.packages() == []


def test_a_version_published_ahead_counts_from_its_day_at_every_look_up(stocked, clock):
    day = local_date_time(clock.now()).date() + timedelta(days=2)
    ahead = item("A", "养老保险参保（新）", 2, effective=day)
    package = Package("P1", "我要退休（新）", 2, (Step("A"),), "", Limit(5, LimitUnit.WORKING_DAYS), effective=day)
    with stocked.unit() as unit:
        unit.catalogue.replace({"version": 4}, [ahead], [package])

    def counts():
        with stocked.reading() as view:
            (row,), (found,) = view.catalogue.items(), view.catalogue.packages()
            named = [one.version for one in view.catalogue.search("养老")]
            assert view.catalogue.newest("A").version == view.catalogue.newest_package("P1").version == 2
            return [row.version, view.catalogue.item("A").version, *named, found.version]

    assert counts() == [1, 1, 1, 1]
    clock.move(timedelta(days=2))
    assert counts() == [2, 2, 2, 2]


def test_a_version_taken_back_before_its_day_never_counts(stocked, clock):
    day = local_date_time(clock.now()).date() + timedelta(days=2)
    old = item("A", "城乡居民养老保险参保登记")
    with stocked.unit() as unit:
        unit.catalogue.replace({"version": 4}, [item("A", "养老保险参保（新）", 2, effective=day)], [])
        unit.catalogue.replace({"version": 5}, [old], [])
    clock.move(timedelta(days=3))
    with stocked.reading() as view:
        assert view.catalogue.item("A") == old


def test_an_earlier_version_is_there_for_its_cases_but_brings_no_item_back(stocked):
    with stocked.unit() as unit:
        unit.catalogue.replace(
            {"version": 4}, [item("A", "养老保险参保", 3)], [], [item("A", "旧名", 2), item("C", "停", 1)]
        )
    with stocked.reading() as view:
        assert [(row.code, row.version) for row in view.catalogue.items()] == [("A", 3)]
        assert view.catalogue.item("A", 2).name == "旧名"
        assert view.catalogue.item("C", 1) is not None


def test_packages_come_back_whole(stocked):
    with stocked.reading() as view:
        assert view.catalogue.package("P1").steps == (Step("A"), Step("B", ("A",)))
        assert view.catalogue.package("P2") is None


def test_the_calendar_pack_comes_back_as_it_was_given(store):
    with store.unit() as unit:
        assert unit.calendar.get() is None
        unit.calendar.replace({"region": "99", "off": ["2026-10-01"]})
        assert unit.calendar.get() == {"region": "99", "off": ["2026-10-01"]}
        assert json.dumps(unit.calendar.get())
