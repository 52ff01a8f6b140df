"""The county's own system: a test double that knows the front database and SQL, and nothing else."""

import datetime
import itertools
import sqlite3

import psycopg
from psycopg.rows import dict_row

NOW = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).replace(tzinfo=None, microsecond=0)

OUTGOING = (
    "wd_pro_event", "up_pro_accept", "up_pro_process", "up_pro_special_procedure", "up_pro_result", "up_pro_material",
)  # fmt: skip


class OwnSystem:
    """Reads ``up_*`` and ``wd_*``, writes ``dn_*``."""

    def __init__(self, where):
        """``where``: a file of SQLite, or the address of a PostgreSQL."""
        self.on_postgres = str(where).startswith("postgresql")
        if self.on_postgres:
            self.connection = psycopg.connect(where.replace("+psycopg", ""), autocommit=True, row_factory=dict_row)
        else:
            self.connection = sqlite3.connect(where, isolation_level=None, timeout=30)
            self.connection.row_factory = sqlite3.Row
        self._serial = itertools.count(1)

    def close(self):
        self.connection.close()

    def sql(self, text, *values):
        done = self.connection.execute(text.replace("?", "%s") if self.on_postgres else text, values)
        return [dict(row) for row in done] if done.description else []

    def rows(self, table):
        return self.sql(f"SELECT * FROM {table} ORDER BY cd_time, row_guid")

    def fetch(self):
        """Take everything that is new, as an exchange engine does."""
        for name in OUTGOING:
            self.sql(f"UPDATE {name} SET is_sync = '1' WHERE is_sync = '0'")

    def answer(self, table, **values):
        """Write one row; gives its identity."""
        serial = next(self._serial)
        guid = values.pop("row_guid", f"own-{serial}")
        told = {
            "row_guid": guid,
            "cd_operation": "I",
            "cd_time": str(NOW + datetime.timedelta(milliseconds=serial)),
            "cd_batch": f"OWN{serial}",
            "data_source": "900",
            **{name: str(value) if isinstance(value, datetime.datetime) else value for name, value in values.items()},
        }
        marks = ", ".join("?" * len(told))
        self.sql(f"INSERT INTO {table} ({', '.join(told)}) VALUES ({marks})", *told.values())
        return guid

    def register(self, provisional, official):
        return self.answer(
            "dn_pro_process",
            provisional_number=provisional,
            project_no=official,
            process_name="登记",
            event_name="通过",
            event_end_time=NOW,
        )

    def accept(self, official, at=NOW, **more):
        return self.answer("dn_pro_accept", **{"project_no": official, "accept_date": at, "accept_kind": "1", **more})

    def complete(self, official, at=NOW, **more):
        told = {"result_type": "1", "result_date": at, "result_cetr_name": "异地就医备案表", "result_cetr_no": "示1号"}
        return self.answer("dn_pro_result", **{"project_no": official, **told, **more})

    def process(self, official, stage, step, explain=""):
        return self.answer(
            "dn_pro_process",
            project_no=official,
            process_name=stage,
            event_name=step,
            handle_explain=explain,
            event_end_time=NOW,
        )

    def correct(self, official, document, *lines, count=None):
        """补正告知: ``lines`` are (material, name, defect, standard)."""
        return [
            self.answer(
                "dn_pro_correction",
                project_no=official,
                document_no=document,
                line_no=number,
                line_count=count or len(lines),
                material_code=material,
                material_name=name,
                defect=defect,
                standard=standard,
                due_date=NOW + datetime.timedelta(days=15),
                how="到原窗口补交",
                ask_time=NOW,
            )
            for number, (material, name, defect, standard) in enumerate(lines, 1)
        ]
