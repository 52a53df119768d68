"""The steps that came after the main job: reception, needs, and the documents of the stores."""

from __future__ import annotations

from camp_desk.storage.driver import Database
from camp_desk.storage.migrations import migrations

__all__ = ["migrations"]


@migrations()
def m0050_grades_and_consent(db: Database) -> None:
    """What the full grade asks, urgent needs of counted families, and what the head answered."""
    db.executescript("""
        ALTER TABLE household ADD COLUMN urgent INTEGER;
        ALTER TABLE household ADD COLUMN intent TEXT;
        ALTER TABLE household ADD COLUMN onward TEXT;   -- where the family wants to go
        ALTER TABLE household ADD COLUMN consent INTEGER;  -- 0 where the head refused
        ALTER TABLE household ADD COLUMN consent_at TEXT;
        ALTER TABLE household ADD COLUMN consent_language TEXT;
        ALTER TABLE household ADD COLUMN consent_purposes TEXT;
        ALTER TABLE person ADD COLUMN fourth TEXT;
        ALTER TABLE person ADD COLUMN latin TEXT;
        ALTER TABLE person ADD COLUMN mother TEXT;
        CREATE INDEX person_without_name ON person (row) WHERE own IS NULL AND status <> 'ACTIVE';
    """)


@migrations()
def m0060_tokens(db: Database) -> None:
    """Numbered strips: the runs that desks made, and what became of single ones and of runs."""
    db.executescript("""
        CREATE TABLE token_run (
            id BLOB PRIMARY KEY, kind TEXT, first INTEGER, last INTEGER, colour TEXT,
            day TEXT NOT NULL CHECK (day IS date(day)), desk INTEGER, officer BLOB
        ) STRICT;
        CREATE TABLE token_mark (
            id BLOB PRIMARY KEY, first INTEGER, last INTEGER, state TEXT,
            day TEXT NOT NULL CHECK (day IS date(day)), at TEXT, desk INTEGER, officer BLOB,
            household BLOB, reason TEXT, reverses BLOB
        ) STRICT;
        CREATE INDEX token_mark_single ON token_mark (first);
        CREATE INDEX token_mark_run ON token_mark (first, last) WHERE last > first;
        CREATE INDEX token_mark_used ON token_mark (first, last, id, reverses)
            WHERE state = 'used';
        CREATE INDEX token_mark_refused ON token_mark (id) WHERE state IN ('lost', 'void');
        CREATE INDEX token_mark_by_household ON token_mark (household)
            WHERE household IS NOT NULL;
        CREATE INDEX token_mark_reversed ON token_mark (reverses) WHERE reverses IS NOT NULL;
    """)


@migrations()
def m0061_manifests(db: Database) -> None:
    """Buses that came and went, and the households on each."""
    db.executescript("""
        CREATE TABLE manifest (
            id BLOB PRIMARY KEY, kind TEXT, number INTEGER, plate TEXT, driver TEXT,
            checkpoint TEXT, at TEXT, total INTEGER CHECK (total > 0), counts TEXT,
            destination TEXT, status TEXT, desk INTEGER, officer BLOB, closed TEXT,
            difference TEXT,
            made_desk INTEGER NOT NULL, made_seq INTEGER NOT NULL, made_clock INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX manifest_by_number ON manifest (number);
        CREATE TABLE manifest_line (
            id BLOB PRIMARY KEY, manifest BLOB, household BLOB, at TEXT, desk INTEGER,
            officer BLOB, reverses BLOB
        ) STRICT;
        CREATE INDEX manifest_line_by_manifest ON manifest_line (manifest);
        CREATE INDEX manifest_line_by_household ON manifest_line (household);
        CREATE INDEX manifest_line_reversed ON manifest_line (reverses)
            WHERE reverses IS NOT NULL;
    """)


@migrations()
def m0070_needs(db: Database) -> None:
    """Specific needs: that somebody was found to have one, and that it was taken back."""
    db.executescript("""
        CREATE TABLE need (
            id BLOB PRIMARY KEY, person BLOB, code TEXT,
            pending INTEGER,  -- 1: seen, and yet to be reviewed by a protection officer
            day TEXT NOT NULL CHECK (day IS date(day)), at TEXT, desk INTEGER, officer BLOB,
            reverses BLOB
        ) STRICT;
        CREATE INDEX need_by_person ON need (person);
        CREATE INDEX need_reversed ON need (reverses) WHERE reverses IS NOT NULL;
    """)


@migrations()
def m0080_role_of_who_joins(db: Database) -> None:
    """An invitation says in which role the officer of the new desk begins."""
    db.executescript("""
        ALTER TABLE desk ADD COLUMN role TEXT
            CHECK (role IN ('registrar', 'storekeeper', 'distributor', 'supervisor'));
    """)


@migrations()
def m0090_documents(db: Database) -> None:
    """What stands on a document beside its movements; goods under way lie at its own id."""
    db.executescript("""
        ALTER TABLE lot ADD COLUMN produced TEXT
            CHECK (produced IS NULL OR produced IS date(produced));
        ALTER TABLE lot ADD COLUMN consignment TEXT;
        ALTER TABLE lot ADD COLUMN grams_per_litre INTEGER;
        ALTER TABLE document ADD COLUMN officer BLOB;      -- who wrote it
        ALTER TABLE document ADD COLUMN about BLOB;        -- the document that it answers
        ALTER TABLE document ADD COLUMN other_store BLOB;  -- where a waybill's goods go
        ALTER TABLE document ADD COLUMN plate TEXT;
        ALTER TABLE document ADD COLUMN driver TEXT;
        ALTER TABLE document ADD COLUMN phone TEXT;
        ALTER TABLE document ADD COLUMN out_at TEXT;
        ALTER TABLE document ADD COLUMN due TEXT CHECK (due IS NULL OR due IS date(due));
        ALTER TABLE document ADD COLUMN requested TEXT;
        ALTER TABLE document ADD COLUMN authorised TEXT;
        ALTER TABLE document ADD COLUMN override TEXT;     -- why not the earliest expiry first
        CREATE TABLE document_line (
            id BLOB PRIMARY KEY, document BLOB, lot BLOB,
            sent INTEGER, good INTEGER, damaged INTEGER, short INTEGER, over INTEGER
        ) STRICT;
        CREATE INDEX document_line_by_document ON document_line (document);
        CREATE INDEX document_by_day ON document (day);
        CREATE INDEX document_by_number ON document (number, kind, reverses);
        CREATE INDEX document_about ON document (about) WHERE about IS NOT NULL;
        CREATE INDEX document_reversed ON document (reverses) WHERE reverses IS NOT NULL;
        CREATE INDEX movement_by_document ON movement (document);
        CREATE INDEX movement_by_lot ON movement (lot);
    """)


@migrations()
def m0100_counts(db: Database) -> None:
    """What lies in a store, counted by two people who do not see the books."""
    db.executescript("""
        CREATE TABLE stock_count (
            id BLOB PRIMARY KEY, number TEXT, store BLOB,
            day TEXT NOT NULL CHECK (day IS date(day)),
            items TEXT,    -- JSON: the codes of the items chosen; NULL for all
            desk INTEGER, officer BLOB, at TEXT,
            known TEXT     -- JSON: by desk, how many of its documents in this store were here
        ) STRICT;
        CREATE INDEX stock_count_by_store ON stock_count (store);
        CREATE TABLE count_line (
            id BLOB PRIMARY KEY,   -- made from the count and the lot
            count BLOB, lot BLOB, serial INTEGER, book INTEGER
        ) STRICT;
        CREATE INDEX count_line_by_count ON count_line (count, serial);
        CREATE TABLE count_entry (
            id BLOB PRIMARY KEY, count BLOB, lot BLOB, counter TEXT, officer BLOB, at TEXT,
            quantity INTEGER CHECK (quantity >= 0), remarks TEXT
        ) STRICT;
        CREATE INDEX count_entry_by_count ON count_entry (count);
        CREATE TABLE count_end (
            id BLOB PRIMARY KEY, count BLOB, how TEXT, day TEXT NOT NULL CHECK (day IS date(day)),
            officer BLOB, at TEXT,
            document BLOB,         -- what it was posted with
            known TEXT             -- JSON: as of stock_count, at the end
        ) STRICT;
        CREATE INDEX count_end_by_count ON count_end (count);
        CREATE TABLE count_result (
            id BLOB PRIMARY KEY,   -- made from the count and the lot
            count BLOB, lot BLOB, book INTEGER, counted INTEGER CHECK (counted >= 0),
            posted INTEGER         -- what the books were corrected by; 0 within the tolerance
        ) STRICT;
        CREATE INDEX count_result_by_count ON count_result (count);
    """)


@migrations()
def m0101_balances(db: Database) -> None:
    """What lies on each pile and moved on each day, kept by the file; ways into long ledgers."""
    day = """
        SELECT lot.item, {row}.store, document.day, {sign}{row}.quantity FROM lot, document
        WHERE lot.id = {row}.lot AND document.id = {row}.document
        ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity
    """
    other_day = """
        SELECT lot.item, movement.store, {row}.day, {sign}sum(movement.quantity)
        FROM movement JOIN lot ON lot.id = movement.lot
        WHERE movement.document = {row}.id GROUP BY lot.item, movement.store
        ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity
    """
    db.executescript(f"""
        CREATE TABLE pile_balance (
            store    BLOB NOT NULL,
            lot      BLOB NOT NULL,
            quantity INTEGER NOT NULL,
            PRIMARY KEY (store, lot)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE item_day (
            item     TEXT NOT NULL,
            store    BLOB NOT NULL,  -- or the ration list that goods are set aside for
            day      TEXT NOT NULL,
            quantity INTEGER NOT NULL,
            PRIMARY KEY (item, store, day)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO pile_balance
            SELECT store, lot, sum(quantity) FROM movement
            WHERE store IS NOT NULL AND lot IS NOT NULL GROUP BY store, lot;
        INSERT INTO item_day
            SELECT lot.item, movement.store, document.day, sum(movement.quantity)
            FROM movement JOIN lot ON lot.id = movement.lot
            JOIN document ON document.id = movement.document
            WHERE movement.store IS NOT NULL GROUP BY 1, 2, 3;
        CREATE TRIGGER movement_added AFTER INSERT ON movement BEGIN
            INSERT INTO pile_balance VALUES (new.store, new.lot, new.quantity)
            ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity;
            INSERT INTO item_day {day.format(row="new", sign="")};
        END;
        CREATE TRIGGER movement_taken_out AFTER DELETE ON movement BEGIN
            UPDATE pile_balance SET quantity = quantity - old.quantity
            WHERE store = old.store AND lot = old.lot;
            INSERT INTO item_day {day.format(row="old", sign="-")};
        END;
        CREATE TRIGGER movement_agreed AFTER UPDATE ON movement BEGIN
            UPDATE pile_balance SET quantity = quantity - old.quantity
            WHERE store = old.store AND lot = old.lot;
            INSERT INTO pile_balance VALUES (new.store, new.lot, new.quantity)
            ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity;
            INSERT INTO item_day {day.format(row="old", sign="-")};
            INSERT INTO item_day {day.format(row="new", sign="")};
        END;
        CREATE TRIGGER lot_added AFTER INSERT ON lot BEGIN  -- a stick may bring it after them
            INSERT INTO item_day
                SELECT new.item, movement.store, document.day, sum(movement.quantity)
                FROM movement JOIN document ON document.id = movement.document
                WHERE movement.lot = new.id GROUP BY movement.store, document.day
                ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity;
        END;
        CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
            INSERT INTO item_day {other_day.format(row="new", sign="")};
        END;
        CREATE TRIGGER document_agreed AFTER UPDATE OF day ON document BEGIN
            INSERT INTO item_day {other_day.format(row="old", sign="-")};
            INSERT INTO item_day {other_day.format(row="new", sign="")};
        END;
        DROP INDEX movement_by_store;
        CREATE INDEX movement_by_pile ON movement (store, lot, document, quantity);
        CREATE INDEX IF NOT EXISTS movement_by_document ON movement (document);
        CREATE INDEX lot_by_item ON lot (item);
        CREATE INDEX document_by_kind ON document (kind, day, id);
        CREATE INDEX document_by_id ON document (id, day);
        CREATE INDEX document_by_desk ON document (CAST(substr(number, 5, 3) AS INTEGER), id)
            WHERE kind <> 'CNT';
    """)


@migrations()
def m0102_room(db: Database) -> None:
    """How large the floor of a store is, in square metres, so that a delivery can be placed."""
    db.executescript("ALTER TABLE store ADD COLUMN area REAL;")


@migrations()
def m0110_expected_deliveries(db: Database) -> None:
    """What is to come, and the document it came with; whose document is reversed comes again."""
    db.executescript("""
        CREATE TABLE expected (
            id BLOB PRIMARY KEY, item TEXT,
            quantity INTEGER CHECK (quantity IS NULL OR quantity > 0),
            day TEXT CHECK (day IS NULL OR day IS date(day)),
            likelihood TEXT CHECK (likelihood IN ('firm', 'likely', 'hoped')),
            donor TEXT, reference TEXT, closed INTEGER, document BLOB,
            made_desk INTEGER NOT NULL, made_seq INTEGER NOT NULL, made_clock INTEGER NOT NULL
        ) STRICT;
    """)


@migrations()
def m0120_given_to_households(db: Database) -> None:
    """Items that households were given or lent, and whom a document of the stores is about."""
    db.executescript("""
        ALTER TABLE document ADD COLUMN household BLOB;
        CREATE TABLE given (
            id BLOB PRIMARY KEY, document BLOB, household BLOB, item TEXT,
            quantity INTEGER CHECK (quantity > 0),
            entitled INTEGER,   -- what the rule said for this household on that day
            days INTEGER,       -- after which it may be given again; 0 for once only
            persons INTEGER, reason TEXT, collector TEXT, at TEXT, desk INTEGER
        ) STRICT;
        CREATE INDEX given_by_household ON given (household);
        CREATE INDEX given_by_document ON given (document);
        CREATE INDEX given_by_item ON given (item);
    """)


@migrations()
def m0130_document_search(db: Database) -> None:
    """Which pieces of text stand on each document, filled where the file is opened."""
    db.executescript("""
        CREATE VIRTUAL TABLE document_search USING fts5(
            words, content='', contentless_delete=1, detail=none, tokenize='ascii'
        );
    """)


@migrations()
def m0150_families_without_names(db: Database) -> None:
    """Whose names are shown nowhere: those who refused, and whoever was joined with them.

    Where there is somebody of the second kind, the search index still knows the names: the next
    opening makes it anew.
    """
    db.executescript("""
        CREATE TABLE unnamed (household BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
        CREATE INDEX household_refused ON household (id) WHERE consent = 0;
        INSERT INTO unnamed
            SELECT id FROM household WHERE consent = 0
            UNION SELECT mate.household FROM household
            JOIN canonical AS mine ON mine.household = household.id
            JOIN canonical AS mate ON mate.canonical = mine.canonical WHERE consent = 0;
        DELETE FROM here WHERE name = 'derived' AND EXISTS (
            SELECT 1 FROM unnamed JOIN household ON household.id = unnamed.household
            WHERE consent IS NOT 0
        );
    """)


@migrations()
def m0140_expected_came_in_part(db: Database) -> None:
    """What a delivery brought of what was expected; the rest of it is still to come."""
    db.executescript("""
        CREATE TABLE expected_came (
            id BLOB PRIMARY KEY, expected BLOB, document BLOB,
            quantity INTEGER CHECK (quantity IS NULL OR quantity > 0)
        ) STRICT;
        CREATE INDEX expected_came_of ON expected_came (expected);
    """)


@migrations()
def m0141_worth_of_losses(db: Database) -> None:
    """What the goods of a loss are worth, as somebody estimates it."""
    db.executescript("""
        ALTER TABLE document ADD COLUMN worth INTEGER;  -- hundredths of the currency
        ALTER TABLE document ADD COLUMN currency TEXT;
    """)


@migrations()
def m0142_kits_of_another_size(db: Database) -> None:
    """For how many people kits were packed, where that is not the usual size."""
    db.executescript("ALTER TABLE document ADD COLUMN persons INTEGER;")
