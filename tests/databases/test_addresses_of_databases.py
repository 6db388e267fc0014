"""An address names who asks and where, and no password, which is never told."""

from pathlib import Path

import pytest

from insight.databases import address
from insight.databases.address import connect_arguments
from insight.errors import BadDefinition, MissingInput, MissingLibrary, UnsafeAddress

HUSH = "hu/sh?1"
WITH_ONE = [
    f"postgresql+psycopg://ann:{HUSH}@db.nhs.uk/audits",
    "postgresql://ann:hu%2Fsh%3F1@db.nhs.uk/audits",
    "postgresql://ann@db.nhs.uk/audits?password=hu%2Fsh%3F1",
    "postgresql://ann@db.nhs.uk/audits?sslmode=require&sslpassword=hush",
    "mssql+pyodbc:///?odbc_connect=Server%3Dx%3BPWD%3Dhush",
    "postgresql+psycopg://ann:@db.nhs.uk/audits",
]


def made(written, **about):
    return address(written, where="care.yml", below=Path("/srv"), **about)


@pytest.mark.parametrize("written", WITH_ONE)
def test_an_address_with_a_password_is_refused_and_the_password_not_told(written):
    with pytest.raises(BadDefinition, match="holds a password") as refused:
        made(written)
    assert "hu" not in str(refused.value).replace("which", "").split("holds a password")[0].split("//")[1]
    assert "hush" not in str(refused.value) and HUSH not in str(refused.value)
    assert "environment variable" in str(refused.value)


@pytest.mark.parametrize(
    "written", ["audits", "http//x", "sqlite://", "sqlite:///:memory:", "mysql+foo://x/y"]
)
def test_what_is_no_address_of_a_database_is_refused(written):
    with pytest.raises(BadDefinition, match="care.yml"):
        made(written)


def test_a_driver_that_is_not_there_is_named():
    with pytest.raises(MissingLibrary, match="pyodbc"):
        made("mssql+pyodbc://ann@db.nhs.uk/audits")


def test_the_password_comes_from_the_environment_and_is_told_nowhere(monkeypatch):
    found = made("postgresql://ann@db.nhs.uk/audits", variable="WAREHOUSE_PASSWORD")
    with pytest.raises(MissingInput, match="WAREHOUSE_PASSWORD, which is not set"):
        found.unlocked()
    monkeypatch.setenv("WAREHOUSE_PASSWORD", HUSH)
    assert found.unlocked().password == HUSH
    assert HUSH not in f"{found} {found!r} {found.unlocked()} {found.unlocked()!r}"


def test_an_sqlite_file_lies_below_the_project():
    assert made("sqlite:///care.db").file == Path("/srv/care.db")
    assert made("sqlite:////data/care.db").file == Path("/data/care.db")


LINES = {
    # where the database is: whether its line must be private
    "postgresql://ann@db.nhs.uk/audits": True,
    "postgresql://ann@db.nhs.uk/audits?sslmode=disable": False,
    "postgresql://ann@localhost/audits": False,
    "postgresql://ann@127.0.0.1/audits": False,
    "postgresql:///audits?host=/run/postgresql": False,
    "postgresql:///audits": False,
    "postgresql://ann@[::1]/audits": False,
    "postgresql://ann@127.evil.example/audits": True,
    "postgresql://ann@localhost/audits?hostaddr=10.1.2.3": True,
    "postgresql:///audits?host=localhost,db.nhs.uk": True,
}


@pytest.mark.parametrize("written, private", LINES.items())
def test_a_password_crosses_a_network_only_under_tls(written, private, monkeypatch):
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)
    url = made(written).url
    assert (connect_arguments(url, 15, 60).get("sslmode") == "require") is private
    monkeypatch.setenv("PGSSLMODE", "verify-full")  # whoever set it knows better
    assert "sslmode" not in connect_arguments(url, 15, 60)


def test_another_machine_named_in_the_environment_counts_as_another_machine(monkeypatch):
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.setenv("PGHOST", "db.nhs.uk")
    assert connect_arguments(made("postgresql:///audits").url, 15, 60)["sslmode"] == "require"


def test_no_other_driver_of_the_same_database_is_used():
    with pytest.raises(BadDefinition, match=r"Write postgresql\+psycopg:// instead"):
        made("postgresql+asyncpg://ann@db.nhs.uk/audits")


def test_a_service_must_have_its_line_told_in_the_address(monkeypatch):
    for name in ("PGHOST", "PGSSLMODE", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)
    url = made("postgresql:///?service=audits").url
    with pytest.raises(UnsafeAddress, match="verify-full"):
        connect_arguments(url, 15, 60)
    assert "sslmode" not in connect_arguments(made(f"{url}&sslmode=verify-full").url, 15, 60)
    monkeypatch.setenv("PGSERVICE", "audits")
    with pytest.raises(UnsafeAddress, match="Nothing was sent"):
        connect_arguments(made("postgresql:///audits").url, 15, 60)


def test_a_number_of_another_machine_in_the_environment_counts_as_another_machine(monkeypatch):
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.setenv("PGHOSTADDR", "10.1.2.3")
    assert connect_arguments(made("postgresql://localhost/audits").url, 15, 60)["sslmode"] == "require"
