"""`explain` over real drivers on a real PostgreSQL: what it asks, and that it leaves everything as it was."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import asyncpg
import psycopg
import psycopg2
import psycopg2.extras
import pytest
import sqlalchemy as sa
from psycopg import ClientCursor
from psycopg.rows import dict_row
from sqlalchemy import orm
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

import plansight

SLOW = "SELECT * FROM orders WHERE status = 'returned'"
DELETE = "DELETE FROM orders WHERE status = 'returned'"
RETURNED = 100


class Base(orm.DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    customer_id: orm.Mapped[int]
    status: orm.Mapped[str]
    total: orm.Mapped[int]


@pytest.fixture
def observer(postgres: str) -> Iterator[Callable[[], int]]:
    """How many returned orders others see."""
    with psycopg.connect(host=postgres, user="postgres", autocommit=True) as connection:
        yield lambda: connection.execute("SELECT count(*) FROM orders WHERE status = 'returned'").fetchone()[0]  # type: ignore[index]


def check(analysis: plansight.Analysis, *, executed: bool, parsed: bool = False) -> None:
    (it,) = analysis.plans
    assert it.dialect == "postgres"
    assert (it.totals.execution_ms is not None) == executed
    assert not analysis.repairs, "text came as the server wrote it"
    # Parsed and written again it would have no such layout.
    assert str(analysis._source[0]).startswith('[\n  {\n    "Plan": {\n') != parsed


# --- psycopg 3


@pytest.fixture(params=[False, True], ids=["transaction", "autocommit"])
def connection(postgres: str, request: pytest.FixtureRequest) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(host=postgres, user="postgres", autocommit=request.param) as connection:
        yield connection


def test_psycopg(connection: psycopg.Connection[Any]) -> None:
    analysis = plansight.explain(connection, SLOW)
    check(analysis, executed=False)
    assert analysis.indexes and "status" in analysis.ddl()
    assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
    check(plansight.explain(connection, SLOW, analyze=True), executed=True)
    connection.row_factory = dict_row
    check(plansight.explain(connection, "SELECT * FROM orders WHERE id = %s", (5,)), executed=False)
    check(plansight.explain(connection, "SELECT * FROM orders WHERE id = %(id)s", {"id": 5}), executed=False)
    composed = psycopg.sql.SQL("SELECT * FROM {}").format(psycopg.sql.Identifier("orders"))
    check(plansight.explain(connection, composed), executed=False)
    check(plansight.explain(connection, SLOW.encode()), executed=False)
    connection.cursor_factory = ClientCursor
    check(plansight.explain(connection, "SELECT * FROM orders WHERE id = %s", (5,)), executed=False)


def test_parameters_count_as_the_values_they_have(connection: psycopg.Connection[Any]) -> None:
    rows = [
        plansight.explain(connection, "SELECT * FROM orders WHERE status = %s", (status,)).plans[0].root.estimated_rows
        for status in ("returned", "shipped")
    ]
    assert rows[0] is not None and rows[1] is not None and rows[0] * 50 < rows[1]


def test_what_analyze_wrote_is_undone(connection: psycopg.Connection[Any], observer: Callable[[], int]) -> None:
    analysis = plansight.explain(connection, DELETE, analyze=True)
    check(analysis, executed=True)
    assert analysis.plans[0].nodes[1].rows == RETURNED
    connection.commit()
    assert observer() == RETURNED


def test_a_transaction_of_the_callers_goes_on(connection: psycopg.Connection[Any], observer: Callable[[], int]) -> None:
    connection.execute("BEGIN")
    connection.execute("UPDATE orders SET status = 'returned' WHERE id = 1")
    check(plansight.explain(connection, DELETE, analyze=True), executed=True)
    with pytest.raises(psycopg.errors.UndefinedTable):
        plansight.explain(connection, "SELECT * FROM nowhere")
    counted = connection.execute("SELECT count(*) FROM orders WHERE status = 'returned'").fetchone()
    assert counted == (RETURNED + 1,) and observer() == RETURNED
    connection.execute("ROLLBACK")


def test_nothing_is_run_unless_asked(connection: psycopg.Connection[Any], observer: Callable[[], int]) -> None:
    check(plansight.explain(connection, DELETE), executed=False)
    assert observer() == RETURNED
    with pytest.raises(ValueError, match="a second: DELETE"):
        plansight.explain(connection, f"SELECT 1; {DELETE}; COMMIT")
    assert observer() == RETURNED
    with pytest.raises(psycopg.errors.SyntaxError):
        plansight.explain(connection, f"ANALYZE {DELETE}")


def test_psycopg_async(postgres: str, observer: Callable[[], int]) -> None:
    async def run() -> None:
        async with await psycopg.AsyncConnection.connect(host=postgres, user="postgres") as connection:
            check(await plansight.aexplain(connection, SLOW), executed=False)
            check(await plansight.aexplain(connection, DELETE, analyze=True), executed=True)
            with pytest.raises(TypeError, match="await aexplain"):
                plansight.explain(connection, SLOW)

    asyncio.run(run())
    assert observer() == RETURNED


# --- psycopg 2


@pytest.mark.parametrize("autocommit", [False, True])
def test_psycopg2(postgres: str, observer: Callable[[], int], autocommit: bool) -> None:
    connection = psycopg2.connect(host=postgres, user="postgres", cursor_factory=psycopg2.extras.RealDictCursor)
    connection.autocommit = autocommit
    try:
        check(plansight.explain(connection, SLOW), executed=False)
        check(plansight.explain(connection, "SELECT * FROM orders WHERE id = %s", (5,)), executed=False)
        check(plansight.explain(connection, DELETE, analyze=True), executed=True)
        assert connection.info.transaction_status == 0 and not connection.notices
        assert observer() == RETURNED
        with connection.cursor() as cursor:
            cursor.execute("BEGIN" if autocommit else "SELECT 1")
            cursor.execute("UPDATE orders SET status = 'returned' WHERE id = 1")
            check(plansight.explain(connection, DELETE, analyze=True), executed=True)
            cursor.execute("SELECT count(*) AS counted FROM orders WHERE status = 'returned'")
            assert cursor.fetchone()["counted"] == RETURNED + 1
            cursor.execute("ROLLBACK")
        assert observer() == RETURNED
    finally:
        connection.close()


# --- asyncpg


def test_asyncpg(postgres: str, observer: Callable[[], int]) -> None:
    async def run() -> None:
        async with asyncpg.create_pool(host=postgres, user="postgres", database="postgres", min_size=1) as pool:
            check(await plansight.aexplain(pool, SLOW), executed=False)
            async with pool.acquire() as connection:
                check(await plansight.aexplain(connection, "SELECT * FROM orders WHERE id = $1", [5]), executed=False)
                check(await plansight.aexplain(connection, DELETE, analyze=True), executed=True)
                assert not connection.is_in_transaction() and observer() == RETURNED
                transaction = connection.transaction()
                await transaction.start()
                await connection.execute("UPDATE orders SET status = 'returned' WHERE id = 1")
                check(await plansight.aexplain(connection, DELETE, analyze=True), executed=True)
                counted = await connection.fetchval("SELECT count(*) FROM orders WHERE status = 'returned'")
                assert counted == RETURNED + 1
                await transaction.rollback()
                with pytest.raises(TypeError, match="await aexplain"):
                    plansight.explain(connection, SLOW)

    asyncio.run(run())
    assert observer() == RETURNED


# --- SQLAlchemy


def url(driver: str, postgres: str) -> str:
    return f"postgresql+{driver}://postgres@/postgres?host={postgres}"


@pytest.mark.parametrize("autocommit", [False, True])
@pytest.mark.parametrize("driver", ["psycopg", "psycopg2"])
def test_sqlalchemy(postgres: str, observer: Callable[[], int], driver: str, autocommit: bool) -> None:
    engine = sa.create_engine(url(driver, postgres), **({"isolation_level": "AUTOCOMMIT"} if autocommit else {}))
    select = sa.select(Order.id, Order.total).where(Order.status == "returned", Order.customer_id.in_([1, 2, 3]))
    check(plansight.explain(engine, SLOW), executed=False)
    check(plansight.explain(engine, "SELECT * FROM orders WHERE id = :id", {"id": 5}), executed=False)
    check(plansight.explain(engine, select), executed=False)
    check(plansight.explain(engine, sa.select(Order), analyze=True), executed=True)
    delete = sa.delete(Order).where(Order.status == "returned")
    insert = sa.insert(Order).values(id=-1, customer_id=1, status="returned", total=1)
    with engine.connect() as connection:
        for statement in (delete, insert):
            check(plansight.explain(connection, statement, analyze=True), executed=True)
        assert not connection.in_transaction() and observer() == RETURNED
        if not autocommit:
            with connection.begin() as transaction:
                connection.execute(sa.update(Order).where(Order.id == 1).values(status="returned"))
                check(plansight.explain(connection, delete, analyze=True), executed=True)
                counted = sa.select(sa.func.count()).select_from(Order).where(Order.status == "returned")
                assert connection.execute(counted).scalar_one() == RETURNED + 1
                transaction.rollback()
    with orm.Session(engine) as session:
        check(plansight.explain(session, sa.select(Order).where(Order.status == "returned")), executed=False)
        assert not session.in_transaction()
        order = session.get_one(Order, 2)
        check(plansight.explain(session, delete, analyze=True), executed=True)
        assert session.in_transaction() and order.status == "shipped"
    assert observer() == RETURNED
    engine.dispose()


@pytest.mark.parametrize("driver", ["asyncpg", "psycopg_async"])
def test_sqlalchemy_async(postgres: str, observer: Callable[[], int], driver: str) -> None:
    # SQLAlchemy has asyncpg parse JSON.
    parsed = driver == "asyncpg"

    async def run() -> None:
        engine = create_async_engine(url(driver, postgres))
        check(await plansight.aexplain(engine, sa.select(Order).where(Order.status == "returned")), executed=False, parsed=parsed)
        async with engine.connect() as connection:
            check(await plansight.aexplain(connection, SLOW), executed=False, parsed=parsed)
            check(await plansight.aexplain(connection, DELETE, analyze=True), executed=True, parsed=parsed)
            assert not connection.in_transaction() and observer() == RETURNED
            async with connection.begin() as transaction:
                await connection.execute(sa.update(Order).where(Order.id == 1).values(status="returned"))
                check(await plansight.aexplain(connection, DELETE, analyze=True), executed=True, parsed=parsed)
                assert transaction.is_active
                await transaction.rollback()
        async with AsyncSession(engine) as session:
            check(await plansight.aexplain(session, sa.select(Order)), executed=False, parsed=parsed)
        with pytest.raises(TypeError, match="await aexplain"):
            plansight.explain(engine, SLOW)
        await engine.dispose()

    asyncio.run(run())
    assert observer() == RETURNED


TWO = [
    f"SELECT 1; {DELETE}; COMMIT",
    f"SELECT 'a\\'; {DELETE}; COMMIT --'",
    f"SELECT E'\\';' /* /* */ */;\n-- '\n{DELETE}; COMMIT",
    f"SELECT $a$;$$;$a$; {DELETE}; COMMIT",
]
ONE = ["SELECT ';';", "SELECT E'\\';', $$;$$ -- ;\n ; /* ; /* ; */ */", "SELECT 1 AS \";\""]


@pytest.mark.parametrize("driver", ["psycopg", "client", "psycopg2", "alchemy+psycopg", "alchemy+psycopg2"])
def test_a_second_statement_is_refused(postgres: str, observer: Callable[[], int], driver: str) -> None:
    opened: Any
    if driver.startswith("alchemy"):
        opened = sa.create_engine(f"postgresql+{driver.partition('+')[2]}://postgres@/postgres?host={postgres}").connect()
    else:
        opened = (psycopg2 if driver == "psycopg2" else psycopg).connect(host=postgres, user="postgres")
    with opened as connection:
        if driver == "client":
            connection.cursor_factory = ClientCursor
        for sql in TWO:
            given = sa.text(sql) if driver.startswith("alchemy") else sql
            with pytest.raises(ValueError, match="expected one statement, found a second: DELETE"):
                plansight.explain(connection, given)
        for sql in ONE:
            plansight.explain(connection, sa.text(sql) if driver.startswith("alchemy") else sql)
    assert observer() == RETURNED


def test_the_server_would_have_run_them(postgres: str) -> None:
    """What is refused above is no fear without ground: the same texts are several statements to the server."""
    with psycopg2.connect(host=postgres, user="postgres") as connection, connection.cursor() as cursor:
        for sql in TWO:
            cursor.execute("SET standard_conforming_strings = on; EXPLAIN " + sql.removesuffix("; COMMIT").replace("; COMMIT --", " --"))
            assert cursor.statusmessage.startswith("DELETE")
            connection.rollback()
        for sql in ONE:
            cursor.execute("EXPLAIN " + sql)
            assert cursor.statusmessage == "EXPLAIN"


def test_other_databases_and_objects_are_refused() -> None:
    with pytest.raises(TypeError, match="expected PostgreSQL, MySQL or MariaDB behind SQLAlchemy, found sqlite"):
        plansight.explain(sa.create_engine("sqlite://"), "SELECT 1")
    with pytest.raises(TypeError, match="expected a connection of psycopg, .* found str"):
        plansight.explain("postgresql://", "SELECT 1")


def test_a_catalog_of_the_same_database(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(plansight.catalog_sql("postgres")).fetchone()  # type: ignore[arg-type]
    assert row is not None
    catalog = plansight.Catalog(row[0])
    join = "SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.name = 'customer 5'"
    check(plansight.explain(connection, join, catalog=catalog), executed=False)
    assert plansight.explain(connection, SLOW, catalog=catalog).indexes


_: Callable[..., Awaitable[plansight.Analysis]] = plansight.aexplain
