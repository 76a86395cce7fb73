"""Servers of our own, thrown away at the end; what is missing of them, root on Debian gets on demand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql
import pytest
from conftest import TESTDATA

sys.path.append(str(TESTDATA / "capture"))
from server import ServerError, find_programs, throwaway  # noqa: E402

SHOP = """
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL, total numeric NOT NULL);
INSERT INTO customers SELECT g, 'customer ' || g FROM generate_series(1, 500) AS g;
INSERT INTO orders SELECT g, g % 500 + 1, CASE WHEN g % 400 = 0 THEN 'returned' ELSE 'shipped' END, g % 100
    FROM generate_series(1, 40000) AS g;
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
ANALYZE;
"""
MARIADB_SHOP = """
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status varchar(20) NOT NULL, total int NOT NULL,
    KEY orders_customer_id_idx (customer_id));
INSERT INTO orders SELECT seq, seq % 500 + 1, IF(seq % 400 = 0, 'returned', 'shipped'), seq % 100 FROM seq_1_to_40000;
ANALYZE TABLE orders;
"""


def installed(*packages: str) -> None:
    """Installs packages of Debian's; skips the test where that cannot be."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        pytest.skip(f"no server here: on Debian and Ubuntu, apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "--quiet", *command], capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            pytest.fail(f"apt-get {command[0]} failed, wanted: {' '.join(packages)}\n{done.stderr}")


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with the shop: the folder of its socket."""
    try:
        find_programs()
    except ServerError:
        installed("postgresql-15")
    with throwaway() as server:
        server.run(SHOP)
        yield server.environment["PGHOST"]


@contextmanager
def mariadb() -> Iterator[str]:
    """A MariaDB with the shop: its socket."""
    if not (shutil.which("mariadbd") and shutil.which("mariadb-install-db")):
        installed("mariadb-server-core")
    server = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
    # The path of a socket may not exceed some hundred bytes.
    home = Path(tempfile.mkdtemp(prefix="plansight-", dir="/tmp"))
    data, socket = home / "data", home / "socket"
    user = ["--user=root"] if os.geteuid() == 0 else []
    install = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal"]
    done = subprocess.run([*install, "--skip-test-db", *user], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.fail(f"mariadb-install-db failed\n{done.stdout}{done.stderr}")
    options = [f"--datadir={data}", f"--socket={socket}", "--skip-networking", "--innodb-flush-log-at-trx-commit=0"]
    with (home / "log").open("w") as log:
        process = subprocess.Popen([server, "--no-defaults", *options, *user], stdout=log, stderr=log)
    try:
        connection = _connected(str(socket), process, home / "log")
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE shop")
            cursor.execute("USE shop")
            for statement in filter(str.strip, MARIADB_SHOP.split(";")):
                cursor.execute(statement)
            connection.commit()
        yield str(socket)
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _connected(socket: str, process: subprocess.Popen[bytes], log: Path) -> pymysql.Connection:
    until = time.monotonic() + 120
    while True:
        try:
            return pymysql.connect(unix_socket=socket, user="root")
        except pymysql.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"MariaDB did not start\n{log.read_text()}")
            time.sleep(0.2)
