"""The steps from an empty file to today's tables.  A step, once released, never changes."""

from __future__ import annotations

from camp_desk.storage.driver import Database, Migrations

migrations = Migrations("camp_desk")


@migrations()
def m0001_journal(db: Database) -> None:
    """The journal, the writes that edits replace, and the segments it travels in.

    No foreign keys between journalled tables, and no unique constraint on anything that two
    desks could both create: what must not happen twice is found after a merge.
    """
    db.executescript("""
        CREATE TABLE here (
            name  TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal (
            desk      INTEGER NOT NULL CHECK (desk BETWEEN 1 AND 999),
            seq       INTEGER NOT NULL CHECK (seq > 0),
            clock     INTEGER NOT NULL,  -- hybrid logical clock: milliseconds << 16 | counter
            at        INTEGER NOT NULL,  -- the desk's own clock, milliseconds since 1970 UTC
            officer   BLOB    NOT NULL,
            kind      TEXT    NOT NULL,
            version   INTEGER NOT NULL,
            batch     BLOB    NOT NULL,
            epoch     INTEGER NOT NULL,
            body      BLOB,              -- zstd(msgpack(changes)); NULL once purged
            body_hash BLOB    NOT NULL,
            hash      BLOB    NOT NULL,  -- covers the hash of the action before and the body's hash
            PRIMARY KEY (desk, seq)
        ) STRICT;
        CREATE INDEX journal_by_clock ON journal (clock);
        CREATE TABLE field_write (
            tbl      TEXT    NOT NULL,
            id       ANY     NOT NULL,
            field    TEXT    NOT NULL,
            desk     INTEGER NOT NULL,
            seq      INTEGER NOT NULL,
            clock    INTEGER NOT NULL,
            value    ANY,
            replaces BLOB    NOT NULL,   -- msgpack([[desk, seq], ...])
            PRIMARY KEY (tbl, id, field, desk, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE conflict (
            tbl   TEXT NOT NULL,
            id    ANY  NOT NULL,
            field TEXT NOT NULL,
            PRIMARY KEY (tbl, id, field)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE segment (
            desk   INTEGER NOT NULL,
            number INTEGER NOT NULL,
            first  INTEGER NOT NULL,
            last   INTEGER NOT NULL,
            state  TEXT    NOT NULL CHECK (state IN ('applied', 'waiting', 'unreadable', 'forked')),
            hash   BLOB    NOT NULL,
            previous BLOB  NOT NULL,
            seen   BLOB,               -- msgpack({desk: segment number}); NULL while unreadable
            file   BLOB    NOT NULL,
            PRIMARY KEY (desk, number, hash)
        ) STRICT;
    """)


@migrations()
def m0002_registers_and_ledgers(db: Database) -> None:
    """The camp as it stands: everything here can be rebuilt from the journal."""
    made = "made_desk INTEGER NOT NULL, made_seq INTEGER NOT NULL, made_clock INTEGER NOT NULL"
    db.executescript(f"""
        CREATE TABLE setting (id TEXT PRIMARY KEY, value ANY, {made}) STRICT;
        CREATE TABLE officer (
            id BLOB PRIMARY KEY, name TEXT,
            role TEXT CHECK (role IN ('registrar', 'storekeeper', 'distributor', 'supervisor')),
            closed INTEGER, {made}
        ) STRICT;
        CREATE TABLE desk (id INTEGER PRIMARY KEY, name TEXT, certificate BLOB, {made}) STRICT;
        CREATE TABLE store (id BLOB PRIMARY KEY, name TEXT, closed INTEGER, {made}) STRICT;
        CREATE TABLE item (
            id TEXT PRIMARY KEY, name_en TEXT, name_ar TEXT, name_ckb TEXT, category TEXT,
            unit TEXT CHECK (unit IN ('g', 'piece')),
            pack_size INTEGER CHECK (pack_size IS NULL OR pack_size > 0), pack_name TEXT,
            kcal_per_100g REAL, protein_per_100g REAL, fat_per_100g REAL, grams_per_litre INTEGER,
            ready_to_eat INTEGER, needs_fuel INTEGER, essential INTEGER, {made}
        ) STRICT;
        CREATE TABLE scale (
            id TEXT PRIMARY KEY, name_en TEXT, name_ar TEXT, kind TEXT, cycle_days INTEGER,
            parts TEXT, source TEXT, {made}
        ) STRICT;
        CREATE TABLE household (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            number INTEGER CHECK (number BETWEEN 1000001 AND 999999999),
            status TEXT, grade INTEGER CHECK (grade BETWEEN 1 AND 3),
            arrived TEXT, checkpoint TEXT, governorate TEXT, district TEXT, origin_place TEXT,
            sector TEXT, block TEXT, shelter TEXT, phone TEXT,
            size_declared INTEGER CHECK (size_declared > 0), counts TEXT, ration_card BLOB,
            remarks TEXT, list_name TEXT, list_number TEXT, list_hash BLOB, {made}
        ) STRICT;
        CREATE INDEX household_by_number ON household (number);
        CREATE INDEX household_by_list ON household (list_name, list_number)
            WHERE list_name IS NOT NULL;
        CREATE TABLE person (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            household BLOB, number INTEGER,
            own TEXT, father TEXT, grandfather TEXT, laqab TEXT,
            sex TEXT CHECK (sex IN ('F', 'M', 'O', 'U')), birth TEXT,
            precision TEXT CHECK (precision IN ('exact', 'month', 'year', 'estimated')),
            relationship TEXT, status TEXT, {made}
        ) STRICT;
        CREATE INDEX person_by_household ON person (household, number);
        CREATE TABLE card (id BLOB PRIMARY KEY, household BLOB, issue INTEGER, reason TEXT) STRICT;
        CREATE INDEX card_by_household ON card (household);
        CREATE TABLE proposal (
            id BLOB PRIMARY KEY, household BLOB, registration BLOB, list_hash BLOB
        ) STRICT;
        CREATE TABLE alias (id BLOB PRIMARY KEY, one BLOB, other BLOB, reverses BLOB) STRICT;
        CREATE TABLE decision (id BLOB PRIMARY KEY, finding BLOB, choice TEXT) STRICT;
        CREATE TABLE lot (
            id BLOB PRIMARY KEY, item TEXT, label TEXT,
            expiry TEXT CHECK (expiry IS NULL OR expiry IS date(expiry)),
            donor TEXT, pack_size INTEGER
        ) STRICT;
        CREATE TABLE document (
            id BLOB PRIMARY KEY, kind TEXT, number TEXT,
            day TEXT NOT NULL CHECK (day IS date(day)), store BLOB, reference TEXT,
            party TEXT, list BLOB, reason TEXT, reverses BLOB, remarks TEXT
        ) STRICT;
        CREATE TABLE movement (
            id BLOB PRIMARY KEY, document BLOB, lot BLOB, store BLOB, quantity INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX movement_by_store ON movement (store, lot, quantity);
        CREATE TABLE ration_list (
            id BLOB PRIMARY KEY, number INTEGER, kind TEXT, title TEXT, scale TEXT, days INTEGER,
            first_day TEXT NOT NULL CHECK (first_day IS date(first_day)),
            until_day TEXT NOT NULL CHECK (until_day IS date(until_day) AND until_day > first_day),
            store BLOB, sectors TEXT, parts TEXT, items TEXT, day TEXT
        ) STRICT;
        CREATE TABLE list_line (
            id BLOB PRIMARY KEY, list BLOB, household BLOB, serial INTEGER, number INTEGER,
            issue INTEGER, persons INTEGER CHECK (persons > 0), quantities TEXT
        ) STRICT;
        CREATE INDEX list_line_by_list ON list_line (list, serial);
        CREATE INDEX list_line_by_household ON list_line (household, list);
        CREATE TABLE hand_over (
            id BLOB PRIMARY KEY, list BLOB, household BLOB, at TEXT, collector TEXT,
            desk INTEGER, officer BLOB, reverses BLOB
        ) STRICT;
        CREATE INDEX hand_over_by_household ON hand_over (household, list);
        CREATE INDEX hand_over_by_list ON hand_over (list);
        CREATE TABLE closing (
            id BLOB PRIMARY KEY, list BLOB, day TEXT,
            known TEXT  -- JSON: by desk, how many of its hand-overs the closing counted
        ) STRICT;
        CREATE TABLE seen (
            id BLOB PRIMARY KEY, what TEXT, subject TEXT, pages INTEGER, purpose TEXT
        ) STRICT;
    """)


@migrations()
def m0003_derived(db: Database) -> None:
    """What one laptop works out for itself: never journalled, rebuilt at will."""
    db.executescript("""
        CREATE TABLE canonical (
            household BLOB PRIMARY KEY,
            canonical BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX canonical_back ON canonical (canonical);
        CREATE VIRTUAL TABLE person_search USING fts5(
            words, content='', contentless_delete=1, detail=none, prefix='1 2 3',
            tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
        );
        CREATE TABLE name_key (
            key       INTEGER NOT NULL,
            household INTEGER NOT NULL,  -- household.row
            PRIMARY KEY (key, household)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE family (
            household INTEGER PRIMARY KEY,  -- household.row
            packed    BLOB NOT NULL
        ) STRICT;
        CREATE TABLE name_count (
            skeleton TEXT PRIMARY KEY,
            n        INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unchecked (household BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
        CREATE TABLE possible_duplicate (
            one     BLOB NOT NULL,
            other   BLOB NOT NULL,
            score   REAL NOT NULL,
            reasons BLOB NOT NULL,
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE draft (name TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
    """)


@migrations()
def m0004_near_duplicates(db: Database) -> None:
    """Pairs just below what is shown: as names grow common or rare, they may come to be shown."""
    db.executescript("""
        CREATE TABLE near_duplicate (
            one   BLOB NOT NULL,
            other BLOB NOT NULL,
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT, WITHOUT ROWID;
    """)


@migrations()
def m0005_reversals(db: Database) -> None:
    """Whether a hand-over was reversed is asked for every card that is scanned."""
    db.executescript("""
        CREATE INDEX hand_over_reversed ON hand_over (reverses) WHERE reverses IS NOT NULL;
        CREATE INDEX alias_reversed ON alias (reverses) WHERE reverses IS NOT NULL;
    """)


@migrations()
def m0006_pairs_from_both_sides(db: Database) -> None:
    """The pairs of a household that changes are looked for anew, on whichever side it stands."""
    db.executescript("""
        CREATE INDEX possible_duplicate_by_other ON possible_duplicate (other);
        CREATE INDEX near_duplicate_by_other ON near_duplicate (other);
    """)


@migrations()
def m0007_decisions_taken_back(db: Database) -> None:
    """A decision that takes others back names them, so that no clock has a say in it."""
    db.executescript("""
        ALTER TABLE decision ADD COLUMN reverses BLOB;
        CREATE INDEX decision_by_finding ON decision (finding);
    """)


@migrations()
def m0010_what_was_exported(db: Database) -> None:
    """Whoever confirms that names left the camp has to know who took which columns, and when."""
    db.executescript("""
        ALTER TABLE seen ADD COLUMN officer BLOB;
        ALTER TABLE seen ADD COLUMN at TEXT;
        ALTER TABLE seen ADD COLUMN columns TEXT;
    """)


@migrations()
def m0020_events(db: Database) -> None:
    """What happened to households and their members: dated facts that stay."""
    db.executescript("""
        CREATE TABLE event (
            id BLOB PRIMARY KEY, household BLOB, person BLOB,
            number INTEGER,  -- the person's in that household: never given to anybody else
            kind TEXT, day TEXT NOT NULL CHECK (day IS date(day)), at TEXT, desk INTEGER,
            officer BLOB,
            status TEXT, was TEXT,  -- what it set, and what stood there before
            reason TEXT, note TEXT, destination TEXT,
            other BLOB,             -- the household on the other side
            reverses BLOB
        ) STRICT;
        CREATE INDEX event_by_household ON event (household, day);
        CREATE INDEX event_by_kind ON event (kind);
        CREATE INDEX event_reversed ON event (reverses) WHERE reverses IS NOT NULL;
    """)


@migrations()
def m0021_collectors(db: Database) -> None:
    """Who collects for a household: in place 1 the primary one, in 2 and 3 others."""
    db.executescript("""
        CREATE TABLE collector (
            id BLOB PRIMARY KEY,    -- made from the household and the place
            household BLOB, place INTEGER, person BLOB,
            name TEXT, phone TEXT,  -- of somebody who is no member
            reason TEXT, closed INTEGER,
            made_desk INTEGER NOT NULL, made_seq INTEGER NOT NULL, made_clock INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX collector_by_household ON collector (household, place);
    """)


@migrations()
def m0030_places(db: Database) -> None:
    """The shelters that a camp has, and when a household was last met; who lives where is asked."""
    db.executescript("""
        CREATE TABLE place (
            id BLOB PRIMARY KEY, sector TEXT, block TEXT, shelter TEXT,
            capacity INTEGER CHECK (capacity > 0), state TEXT, note TEXT,
            made_desk INTEGER NOT NULL, made_seq INTEGER NOT NULL, made_clock INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX household_by_place ON household (sector, block, shelter);
        CREATE TABLE presence (
            id BLOB PRIMARY KEY, household BLOB,
            day TEXT NOT NULL CHECK (day IS date(day)), how TEXT
        ) STRICT;
        CREATE INDEX person_active ON person (household) WHERE status = 'ACTIVE';
        CREATE INDEX presence_by_household ON presence (household, day);
    """)


@migrations()
def m0040_borrowed_children(db: Database) -> None:
    """Households that are not one and show the same child; the names as they are written there."""
    db.executescript("""
        CREATE TABLE borrowed_child (
            one   BLOB NOT NULL,
            other BLOB NOT NULL,
            names BLOB NOT NULL,  -- msgpack([name, ...])
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX borrowed_child_by_other ON borrowed_child (other);
    """)
