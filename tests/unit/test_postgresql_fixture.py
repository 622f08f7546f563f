"""The PostgreSQL of the tests is private, shared by the run, and gone afterwards."""

import os
import stat
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.postgresql import Server, shared_server


def test_the_server_listens_on_no_network_and_its_folder_is_private(postgresql: Server) -> None:
    with create_engine(postgresql.url("postgres"), poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("show listen_addresses")) == ""
    assert stat.S_IMODE(postgresql.home.stat().st_mode) == 0o700
    assert len(os.fsencode(postgresql.home / ".s.PGSQL.5432")) < 107


def test_a_clone_does_not_touch_what_it_was_made_from(postgresql: Server) -> None:
    postgresql.execute("create database {}", "origin")
    postgresql.clone("origin", "copy")
    with create_engine(postgresql.url("copy"), poolclass=NullPool).begin() as connection:
        connection.execute(text("create table only_here (id int)"))

    with create_engine(postgresql.url("origin"), poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("select to_regclass('only_here')")) is None
    postgresql.drop("copy")
    postgresql.drop("origin")


def test_two_users_share_one_server_and_the_last_one_stops_it(tmp_path: Path) -> None:
    prepared: list[Server] = []

    with shared_server(tmp_path, prepared.append) as first:
        with shared_server(tmp_path, prepared.append) as second:
            assert second == first
        assert first.has("postgres")

    assert prepared == [first]
    assert not first.home.exists()
