"""Demo and live databases are kept apart for ever."""

from sqlalchemy import Connection, Engine, inspect, select, update

from engine.settings import Mode
from engine.store.metadata import stamp


class WrongModeError(RuntimeError):
    """The database was made for the other mode; the message says what to change."""


class WrongKeyStoreError(RuntimeError):
    """The key store is not the one of this database, or lies in it; the message says what to change."""


def check_apart(keys: Engine) -> None:
    """Refuse a key store that lies in a main database, whatever its address looks like.

    Raises:
        WrongKeyStoreError: our tables are there, in some schema.
    """
    seen = inspect(keys)
    if any(seen.has_table(stamp.name, schema=schema) for schema in seen.get_schema_names()):
        keys.dispose()
        raise WrongKeyStoreError(
            "KETENMOTOR_KEYS_URL names a database that holds our tables: "
            "keys never lie beside what they open; name another database."
        )


def check_key_store(connection: Connection, name: str) -> None:
    """Let a database remember its key store, and refuse every other one from then on.

    Args:
        connection: a transaction that writes.
        name: of the key store.

    Raises:
        WrongKeyStoreError: the database remembers another one.
    """
    connection.execute(update(stamp).where(stamp.c.key_store.is_(None)).values(key_store=name))
    if connection.scalar(select(stamp.c.key_store)) != name:
        raise WrongKeyStoreError(
            "KETENMOTOR_KEYS_URL names another key store than this database was written with: "
            "set the right one."
        )


def check_stamp(connection: Connection, mode: Mode) -> None:
    """Refuse a database that was made for the other mode.

    Raises:
        WrongModeError: the stamp differs, or there is none.
    """
    stamped = inspect(connection).has_table(stamp.name)
    found = connection.scalar(select(stamp.c.mode)) if stamped else None
    if found == mode:
        return
    if found is None:
        raise WrongModeError("The database holds nothing of ours yet: run `ketenmotor migrate` first.")
    remedy = "unset KETENMOTOR_DEMO" if mode is Mode.DEMO else "set KETENMOTOR_DEMO=1"
    raise WrongModeError(
        f"The database is stamped {found} for ever, and this is a {mode} start: "
        f"{remedy}, or name another database in DATABASE_URL."
    )
