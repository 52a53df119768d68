"""The one place that decides which SQLite the program uses: SQLCipher's, under sqlite-utils."""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite-utils prefers a module of this name over Python's own sqlite3.  Without it sqlite-utils
# catches the wrong OperationalError, and half of what it does fails on an encrypted file.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402  must come after the two lines above
from sqlite_utils import Database, Migrations  # noqa: E402  the same
from sqlite_utils.utils import sqlite3 as chosen  # type: ignore[attr-defined]  # its own import  # noqa: E402  the same

if chosen is not sqlcipher3:
    raise ImportError("sqlite_utils was imported before camp_desk.storage.driver")

Connection = sqlcipher3.dbapi2.Connection
DatabaseError = sqlcipher3.dbapi2.DatabaseError
IntegrityError = sqlcipher3.dbapi2.IntegrityError
OperationalError = sqlcipher3.dbapi2.OperationalError

__all__ = [
    "Connection",
    "Database",
    "DatabaseError",
    "IntegrityError",
    "Migrations",
    "OperationalError",
    "connect",
    "sqlite_utils",
]


def connect(path: str, key: bytes) -> Database:
    """Return a connection to an encrypted file, made if absent, that waits for no passphrase.

    Transactions are begun and ended by the caller: nothing is opened behind its back.

    Args:
        path: The file.
        key: 32 random bytes, used as they are.

    Raises:
        DatabaseError: The file is no database, or the key is not its key.
    """
    connection = sqlcipher3.connect(path, isolation_level=None, cached_statements=512)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("SELECT count(*) FROM sqlite_master")
    db = Database(connection, execute_plugins=False)
    # Otherwise the first upsert makes and drops a probe table, and all other connections
    # prepare their statements again.
    db._supports_on_conflict = True  # noqa: SLF001  pinned by the version range and a test
    return db
