"""Whoever takes the laptop or the stick reads nothing; and screens read, but cannot write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from camp_desk.actions import arrivals, camps, lists, sticks
from camp_desk.domain.registration import Registration
from camp_desk.storage import slots
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import read_body
from camp_desk.storage.database import CampIsDamaged, open_for_reading, open_for_writing
from camp_desk.storage.driver import Database, DatabaseError
from camp_desk.storage.packed import inflate
from camp_desk.storage.slots import WrongPassphrase
from tests.small_camp import (
    CHEAP,
    PASSPHRASE,
    Desk,
    Template,
    a_list,
    counted,
    family,
    stick_of,
    sync,
    views,
)

PHONE, CARD, PLACE = "0770 555 0123", "00-4711-777", "Tent Zulu"


def secret_family(n: int = 1) -> Registration:
    return family(
        n, 4, phone=PHONE, ration_card=CARD, remarks=PLACE, list_name="Khazir", list_number="17"
    )


def used(desk: Desk) -> None:
    """Let a camp go through everything that writes files."""
    arrivals.register(desk.camp, secret_family())
    arrivals.register(desk.camp, counted(2))
    changed = secret_family(3)
    lists.take_in(desk.camp, a_list(changed))
    sticks.invite(desk.camp, stick_of(desk), "Sara", cost=CHEAP)
    sync(desk)


def plain_texts() -> Iterator[bytes]:
    members = secret_family().members
    words = [PASSPHRASE, PHONE, PHONE.replace(" ", ""), CARD, PLACE, members[0].name]
    for word in (*words, *(each.own for each in members)):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, word)
            yield from (text.encode(each, "ignore") for each in ("utf-8", "utf-16-le", "cp1256"))


def every_file(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


def test_no_name_phone_or_passphrase_is_readable_in_any_file(desk: Desk) -> None:
    used(desk)
    folder = desk.camp.path.parent
    texts = {text for text in plain_texts() if len(text) >= 6}

    files = list(every_file(folder))

    assert {path.suffix for path, _ in files} >= {".camp", ".camp-wal", ".slots", ".segment"}
    found = [(path.name, text) for path, data in files for text in texts if text in data]
    assert found == []


def values_in(db: Database) -> Iterator[bytes]:
    """Yield everything that a decrypted database holds, bodies of actions and files unpacked."""
    tables = db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for row in db.conn.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                yield value if isinstance(value, bytes) else str(value).encode()
                if isinstance(value, bytes) and value.startswith(b"\x28\xb5\x2f\xfd"):
                    yield inflate(value, at_most=10**7)


def test_the_number_of_the_states_ration_card_is_nowhere_even_in_the_decrypted_camp(
    desk: Desk,
) -> None:
    used(desk)
    digits = CARD.replace("-", "")
    number = {text.encode() for text in (CARD, digits, digits.lstrip("0"))}

    held = b"\n".join(values_in(desk.camp.db))

    assert PHONE.encode() in held
    assert not [text for text in number if text in held]
    (hashed,) = desk.camp.db.conn.execute(
        "SELECT DISTINCT ration_card FROM household WHERE ration_card IS NOT NULL"
    ).fetchone()
    assert len(hashed) == 16


def test_a_card_of_the_state_is_known_again_however_it_is_written(camp: Camp) -> None:
    hashes = {
        arrivals.card_hash(camp, family(1, ration_card=each))
        for each in (CARD, "004711777", "٠٠٤٧١١٧٧٧", " 00 4711 777 ")
    }

    assert len(hashes) == 1
    assert arrivals.card_hash(camp, family(1, ration_card="-")) is None


def test_a_wrong_passphrase_opens_nothing(desk: Desk) -> None:
    with pytest.raises(WrongPassphrase):
        camps.open_camp(desk.camp.path, PASSPHRASE + "x")


def test_the_right_passphrase_opens_as_the_officer_whose_it_is(desk: Desk) -> None:
    desk.camp.close()

    camp = camps.open_camp(desk.camp.path, PASSPHRASE, desk.clock)

    assert (camp.officer.name, camp.name, camp.desk) == ("Amina", "Khazir", 1)
    camp.db.conn.close()


def test_the_recovery_key_gives_a_new_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "x.camp"
    new = camps.make_camp(
        path, name="X", officer="A", passphrase="old", cost=CHEAP, reserve_bytes=0
    )
    new.camp.close()

    camps.recover(path, new.recovery_key, "new", CHEAP)

    camps.open_camp(path, "new").db.conn.close()
    with pytest.raises(WrongPassphrase):
        camps.open_camp(path, "old")


def test_a_file_does_not_open_with_another_files_key(template: Template, tmp_path: Path) -> None:
    camp = template.copy(tmp_path, 0).camp
    camp.close()

    for opening in (open_for_reading, open_for_writing):
        with pytest.raises(CampIsDamaged):
            opening(camp.path, template.opened[1].secret.file_key)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO setting VALUES ('x', 1, 1, 1, 1)",
        "UPDATE setting SET value = 2",
        "DELETE FROM setting",
        "CREATE TABLE more (x)",
        "CREATE TEMP TABLE more (x)",
        "DROP TABLE setting",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA journal_mode = DELETE",
        "ATTACH DATABASE 'other.db' AS other",
        "VACUUM",
        "VACUUM INTO 'copy.db'",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
    ],
)
def test_a_reading_connection_cannot_write_whatever_is_asked_of_it(desk: Desk, sql: str) -> None:
    arrivals.register(desk.camp, family(1))
    before = desk.digest
    db = open_for_reading(desk.camp.path, desk.camp.secret.file_key)

    with pytest.raises(DatabaseError):
        db.conn.execute(sql)

    assert desk.digest == before
    db.conn.close()


def test_a_reading_connection_sees_what_was_just_written(desk: Desk) -> None:
    seen = views(desk.camp)
    assert seen.totals() == (0, 0)

    arrivals.register(desk.camp, family(1))

    assert seen.totals() == (1, 3)
    assert len(seen.people("ali")) >= 1
    seen.close()


def test_a_copy_for_a_new_desk_holds_none_of_the_first_desks_own_things(desk: Desk) -> None:
    used(desk)
    desk.camp.db.conn.execute("INSERT INTO draft VALUES ('form', x'00')")
    code = sticks.invite(desk.camp, stick_of(desk), cost=CHEAP).code

    other = sticks.join(
        stick_of(desk), desk.camp.path.parent / "other.camp", code, "p", cost=CHEAP,
        clock=desk.clock, reserve_bytes=0,
    )  # fmt: skip

    assert other.db.conn.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert other.here.desk != desk.camp.here.desk
    assert other.secret.camp_signing is None
    assert other.secret.file_key != desk.camp.secret.file_key
    assert slots.officers(slots.beside(other.path))[0].id != desk.camp.officer_id
    other.db.conn.close()


def test_bodies_of_the_journal_can_be_read_by_the_camp_itself(desk: Desk) -> None:
    arrivals.register(desk.camp, secret_family())

    bodies = desk.camp.db.conn.execute("SELECT body FROM journal").fetchall()

    rows = [row for (body,) in bodies for row in read_body(body)[0]]
    assert any(row.fields.get("phone") == PHONE for row in rows)
