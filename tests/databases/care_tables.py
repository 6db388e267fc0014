"""Tables about care in a database, and what is read of them."""

from pathlib import Path

import sqlalchemy as sa

from insight.databases import Wanted, address


def filled(database, *statements):
    """Run statements on a database; give its address as a definition's."""
    engine = sa.create_engine(database)
    with engine.begin() as line:
        for one in statements:
            line.exec_driver_sql(one.replace("%", "%%") if "postgresql" in database else one)
    engine.dispose()
    return at(database)


def at(database, **about):
    return address(database, where="params/sources/care.yml", below=Path("/"), **about)


def wanted(table="care", columns=("code", "seen"), schema=None, where=None, numbers=None):
    return Wanted(table, schema, columns, where or {}, numbers or {}, "params/sources/care.yml")
