"""The reference county passes every check, on each database, over plain HTTP and TLS."""

import datetime
import ipaddress
import json

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from conformance.__main__ import main
from conformance.findings import Outcome
from conformance.report import lines_of
from county.listing import case_rows
from county.server import Address
from county_process import CountyProcess


def not_passed(findings):
    return [lines_of(one) for one in findings if one.outcome is not Outcome.PASSED]


def test_it_passes_every_check_and_nothing_open_is_left_behind(county, findings):
    found = findings()
    assert not_passed(found) == []
    assert len(found) > 60
    states = {row["state_words"] for row in case_rows(county)}
    assert states == {"撤回"}
    assert {row["provisional_number"][:4] for row in case_rows(county)} == {"LS99"}


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that is its own authority, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "region 99")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(key.private_bytes(*plain))
    return tuple(str(one) for one in files)


def test_it_passes_over_tls_with_the_certificate_named(county, serve, new_code, certificate, capsys):
    with serve(county, Address(certificate=certificate[0], key=certificate[1])) as url:
        assert main(["--url", url, "--code", new_code(), "--certificate", certificate[0], "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["conforms"], told["exit_status"], told["failed_clauses"]) == (True, 0, [])
        assert {one["outcome"] for one in told["checks"]} == {"passed"}
        assert all(one["clause_words"] for one in told["checks"])
        assert main(["--url", url, "--code", new_code(), "--patience", "0"]) == 2
        assert "certificate" in capsys.readouterr().err


class TestOnPostgres:
    @pytest.fixture
    def database(self, postgres_url):
        return postgres_url

    def test_it_passes_every_check(self, findings):
        assert not_passed(findings()) == []

    def test_it_passes_every_check_with_two_workers(self, county, database, new_code, capsys):
        with CountyProcess(county.data, database, workers=2) as process:
            assert main(["--url", process.url, "--code", new_code(), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["conforms"]
