"""Demo and live databases are kept apart for ever."""

from sqlalchemy import Connection, inspect, select, update

from engine.settings import Mode
from engine.store.metadata import stamp


class WrongModeError(RuntimeError):
    """The database was made for the other mode; the message says what to change."""


class WrongKeyStoreError(RuntimeError):
    """KETENMOTOR_KEYS_URL names another key store than this database was written with: set the right one."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


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
        raise WrongKeyStoreError


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
