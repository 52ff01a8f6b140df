"""The platform and the front database on PostgreSQL: the whole way there and back, and many at once."""

import threading

import pytest
from own_system import NOW, OwnSystem

from county.connectors.front_database import FrontDatabase
from county.connectors.handover import hand_over
from county.connectors.reconcile import reconcile
from county.connectors.settings import Settings, keep
from county.place import open_county

SECONDS = 60


@pytest.fixture
def county(data, postgres_url):
    place = open_county(data, postgres_url)
    yield place
    place.close()


@pytest.fixture
def connected(county, cluster):
    url = cluster.new_database()
    made = Settings("front", "front-database", "133", "5-best", url=url)
    front = FrontDatabase(made)
    front.prepare(made.lists())
    front.close()
    keep(county, made)
    system = OwnSystem(url)
    yield made, system
    system.close()
    cluster.drop(url)


def test_a_case_goes_there_and_back(filed, own, go, county, station, settings, rows, more):
    number = filed()
    go()
    own.accept("99010120261127000010", NOW, provisional_number=number, promise_date=NOW)
    own.complete("99010120261127000010")
    own.process("99010120261127000010", "预审", "通过")  # too late: it is refused and jams nothing
    done = go()
    assert (done.answers, done.refused) == (2, 1)
    assert rows("cases")[0]["state"] == "S80"
    assert [one["type"] for one in station.feed()][-3:] == ["registered", "status", "result"]
    own.fetch()
    assert go().fetched == len(own.rows("wd_pro_event") + own.rows("up_pro_process") + own.rows("up_pro_material"))
    own.sql("DELETE FROM dn_pro_process")
    own.sql("DELETE FROM up_pro_material WHERE is_sync = '1'")
    assert go().written == 0
    report = reconcile(county, [settings], county.today())
    assert report["equal"], report["differences"]
    assert report["fronts"][0]["cleaned"] == 2


def test_the_words_of_the_columns_stand_in_the_database(own):
    told = own.sql("SELECT col_description('up_pro_accept'::regclass, 25) AS words")
    assert told == [{"words": "受理时间"}]


def test_many_hand_overs_beside_reporting_stations_write_each_row_once(new_station, own, county, settings, catalogue):
    troubles = []

    def work(task):
        try:
            task()
        except Exception as error:
            troubles.append(error)

    stations = [new_station() for _ in range(3)]

    def report(station, first):
        for number in range(5):
            provisional = f"LS99010100100126112201{first + number:04d}K"
            station.send(station.case(provisional_number=provisional))

    tasks = [lambda s=one, n=place * 100: report(s, n) for place, one in enumerate(stations)]
    tasks += [lambda: [hand_over(county, settings) for _ in range(3)] for _ in range(3)]
    crowd = [threading.Thread(target=work, args=(task,)) for task in tasks]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(SECONDS)
    hand_over(county, settings)
    assert troubles == []
    assert len(own.rows("wd_pro_event")) == 15
    assert len({row["cd_time"] for row in own.rows("wd_pro_event")}) == 15
