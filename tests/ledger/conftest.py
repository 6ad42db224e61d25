"""A ledger to test with: a new file, and a new schema of a PostgreSQL database where one can be reached."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import create_engine, make_url

POSTGRES = "MUSNAD_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that is not there yet, in each database in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.ledger")
        return
    address = os.environ.get(POSTGRES)
    if not address:
        pytest.skip(f"set {POSTGRES} to the address of a PostgreSQL database, postgresql://user@host/name")
    yield from _schema(address)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a ledger that is not there yet."""
    return tmp_path / "news.ledger"


def _schema(address: str) -> Iterator[str]:
    url = make_url(address).set(drivername="postgresql+psycopg")
    name = f"musnad_test_{token_hex(6)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        yield url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()
