import hashlib

import pytest

from windowdesk.storage import audit, tables


@pytest.fixture
def log(store):
    for number in range(6):
        with store.unit("李代办") as unit:
            unit.audit.write("reveal", f"LS{number}", {"field": "id_number", "seconds": 30})
    return store


def tamper(store, *statements):
    """As somebody would who has the key and a tool: without the guards."""
    with store.unit() as unit:
        for name in ("audit_no_update", "audit_no_delete"):
            unit._work.sql(f"DROP TRIGGER {name}")
        for statement in statements:
            unit._work.sql(statement)
        for statement in tables.AUDIT_GUARDS:
            unit._work.sql(statement)


def test_a_row_says_who_did_what_to_which_when(log, clock):
    with log.reading() as view:
        row = view.audit.latest(1)[0]
    assert (row.seq, row.actor, row.action, row.object) == (6, "李代办", "reveal", "LS5")
    assert row.at == clock.now()
    assert row.detail == {"field": "id_number", "seconds": 30}
    assert log.verify_audit() == audit.AuditProof(6, ())


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET actor = 'x'", "DELETE FROM audit WHERE seq = 3", "INSERT OR REPLACE INTO audit(seq) VALUES (3)"],
)
def test_the_database_itself_refuses_to_change_the_log(log, statement):
    with pytest.raises(Exception, match="append-only"), log.unit() as unit:
        unit._work.sql(statement)
    assert log.verify_audit().faults == ()


@pytest.mark.parametrize("column", ["at", "actor", "action", "object", "detail", "prev", "digest"])
def test_an_altered_row_is_found(log, column):
    tamper(log, f"UPDATE audit SET {column} = 'altered' WHERE seq = 3")
    assert any("3" in fault or "4" in fault for fault in log.verify_audit().faults)


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_deleted_row_is_found_also_the_last(log, seq):
    tamper(log, f"DELETE FROM audit WHERE seq = {seq}")
    assert log.verify_audit().faults


def test_rows_cut_off_at_the_end_together_with_the_head_are_found_by_the_second_copy(log):
    tamper(
        log,
        "DELETE FROM audit WHERE seq > 4",
        "UPDATE heads SET audit_seq = 4, audit_digest = (SELECT digest FROM audit WHERE seq = 4)",
    )
    assert log.verify_audit().faults == ("the second copy has rows up to 6",)


def test_a_row_forged_with_a_right_digest_breaks_the_chain_behind_it(log):
    with log.reading() as view:
        row = dict(view._work.sql("SELECT * FROM audit WHERE seq = 3").mappings().one())
    row["actor"] = "别人"
    digest = audit._digest(row)
    tamper(log, f"UPDATE audit SET actor = '别人', digest = '{digest}' WHERE seq = 3")
    assert log.verify_audit().faults == ("row 4 does not follow from the one before",)


def test_sm3_is_the_national_one():
    """Example 1 of GB/T 32905-2016, annex A."""
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert audit.sm3(b"abc") == expected


def test_sm3_is_the_same_where_the_system_has_none(monkeypatch):
    monkeypatch.setattr(hashlib, "algorithms_available", set())
    assert audit.sm3(b"abc").startswith("66c7f0f4")
