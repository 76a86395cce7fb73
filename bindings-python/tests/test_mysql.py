"""`explain` over PyMySQL, alone and under SQLAlchemy, on a real MariaDB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymysql
import pytest
import sqlalchemy as sa

import plansight

SLOW = "SELECT * FROM orders WHERE status = 'returned'"
DELETE = "DELETE FROM orders WHERE status = 'returned'"
COUNT = "SELECT count(*) FROM orders WHERE status = 'returned'"
RETURNED = 100


@pytest.fixture(params=[False, True], ids=["transaction", "autocommit"])
def connection(mariadb: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    with pymysql.connect(unix_socket=mariadb, user="root", database="shop", autocommit=request.param) as connection:
        yield connection


def counted(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


def test_pymysql(connection: Any, mariadb: str) -> None:
    analysis = plansight.explain(connection, SLOW)
    assert analysis.plans[0].dialect == "mariadb" and "status" in analysis.ddl()
    assert analysis.plans[0].totals.execution_ms is None
    ran = plansight.explain(connection, "SELECT * FROM orders WHERE customer_id = %s", (5,), analyze=True)
    assert ran.plans[0].totals.execution_ms is not None
    connection.cursorclass = pymysql.cursors.DictCursor
    assert plansight.explain(connection, SLOW).plans == analysis.plans


def test_what_analyze_wrote_is_undone(connection: Any, mariadb: str) -> None:
    assert plansight.explain(connection, DELETE, analyze=True).plans[0].totals.execution_ms is not None
    with pymysql.connect(unix_socket=mariadb, user="root", database="shop") as other:
        assert counted(other) == counted(connection) == RETURNED


def test_a_transaction_of_the_callers_goes_on(connection: Any, mariadb: str) -> None:
    connection.begin()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orders SET status = 'returned' WHERE id = 1")
    plansight.explain(connection, DELETE, analyze=True)
    with pytest.raises(pymysql.err.ProgrammingError):
        plansight.explain(connection, "SELECT * FROM nowhere")
    assert counted(connection) == RETURNED + 1
    connection.rollback()
    assert counted(connection) == RETURNED


@pytest.mark.parametrize("alchemy", [False, True])
def test_a_second_statement_is_refused(mariadb: str, alchemy: bool) -> None:
    flag = pymysql.constants.CLIENT.MULTI_STATEMENTS
    options = {"unix_socket": mariadb, "user": "root", "database": "shop", "client_flag": flag}
    two = [f"SELECT 1; {DELETE}", f"SELECT 'a\\'; {DELETE} -- '", f"SELECT `;` # ' \n ; {DELETE}"]
    with pymysql.connect(**options) as connection:
        given: Any = sa.create_engine("mysql+pymysql://", creator=lambda: connection) if alchemy else connection
        for sql in two:
            with pytest.raises(ValueError, match="expected one statement, found a second: "):
                plansight.explain(given, sa.text(sql.replace(":", r"\:")) if alchemy else sql)
        for sql in ("SELECT ';' FROM orders; -- ;", 'SELECT "it\'s;"', "SELECT 1 /*!99999 FROM nowhere */ FROM orders"):
            assert plansight.explain(given, sa.text(sql) if alchemy else sql).plans
    with pymysql.connect(**options) as connection:
        assert counted(connection) == RETURNED
        # The driver and the server would have run it.
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN " + two[0])
            assert cursor.nextset() and cursor.rowcount == RETURNED
        connection.rollback()


@pytest.mark.parametrize("autocommit", [False, True])
def test_sqlalchemy(mariadb: str, autocommit: bool) -> None:
    options = {"isolation_level": "AUTOCOMMIT"} if autocommit else {}
    engine = sa.create_engine(f"mysql+pymysql://root@/shop?unix_socket={mariadb}", **options)
    orders = sa.Table("orders", sa.MetaData(), autoload_with=engine)
    assert plansight.explain(engine, sa.select(orders).where(orders.c.status == "returned")).plans[0].dialect == "mariadb"
    with engine.connect() as connection:
        delete = sa.delete(orders).where(orders.c.status == "returned")
        assert plansight.explain(connection, delete, analyze=True).plans[0].totals.execution_ms is not None
        assert connection.execute(sa.text(COUNT)).scalar_one() == RETURNED
    engine.dispose()


def test_a_catalog_of_the_same_database(connection: Any, mariadb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(plansight.catalog_sql("mariadb"))
        catalog = plansight.Catalog(cursor.fetchone()[0])
    assert plansight.explain(connection, SLOW, catalog=catalog).indexes
