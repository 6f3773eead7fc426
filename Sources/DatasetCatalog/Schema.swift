internal import GRDB

/// The catalog's tables.
///
/// A migration that was released is never edited; a change is a new one.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 sources, contents, members, samples") { db in
      try db.execute(sql: sources)
    }
    migrator.registerMigration("1 splits, decisions, runs") { db in
      try db.execute(sql: journal)
    }
    migrator.registerMigration("2 votes, regions, quarantine, references") { db in
      try db.execute(sql: second)
    }
    migrator.registerMigration("3 ranges for lists") { db in try rangesForLists(db) }
    migrator.registerMigration("4 faces and crops") { db in try db.execute(sql: faces) }
    migrator.registerMigration("5 near pairs") { db in try db.execute(sql: nearPairs) }
    migrator.registerMigration("6 decisions and snapshots") { db in try db.execute(sql: curation) }
    migrator.registerMigration("7 findings and noise") { db in try db.execute(sql: findings) }
    migrator.registerMigration("8 splits of batches") { db in try db.execute(sql: batchSplits) }
    migrator.registerMigration("9 parts of near pairs") { db in
      try db.execute(sql: nearPairParts)
    }
    return migrator
  }

  /// Digests are blobs of 32 bytes; splits are 0 train, 1 val, 2 test; 64-bit hashes keep their
  /// bits in SQLite's signed integers.
  private static let sources = """
    CREATE TABLE workspace (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sources (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      path TEXT NOT NULL,
      kind TEXT NOT NULL,
      raw_digest BLOB CHECK (length(raw_digest) = 32),
      raw_bytes INTEGER,
      is_complete INTEGER NOT NULL DEFAULT 0,
      layout TEXT
    ) STRICT;

    CREATE TABLE packs (
      number INTEGER PRIMARY KEY,
      bytes INTEGER NOT NULL
    ) STRICT;

    -- A content lies in a pack, or in place in the file of a source.
    CREATE TABLE contents (
      id INTEGER PRIMARY KEY,
      content_id BLOB NOT NULL UNIQUE CHECK (length(content_id) = 32),
      pack INTEGER REFERENCES packs (number),
      source_id INTEGER REFERENCES sources (id),
      offset INTEGER NOT NULL,
      length INTEGER NOT NULL,
      format TEXT,
      width INTEGER,
      height INTEGER,
      channels INTEGER,
      orientation INTEGER,
      pixel_digest BLOB CHECK (length(pixel_digest) = 32),
      brightness REAL,
      contrast REAL,
      sharpness REAL,
      entropy REAL,
      darkest REAL,
      dark REAL,
      bright REAL,
      brightest REAL,
      d_hash INTEGER,
      p_hash INTEGER,
      warning TEXT,
      CHECK ((pack IS NULL) <> (source_id IS NULL))
    ) STRICT;

    -- The ledger: status 0 accepted, 1 rejected, 2 ignored. The digest is kept where the bytes are not.
    CREATE TABLE members (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES sources (id),
      path TEXT NOT NULL,
      occurrence INTEGER NOT NULL,
      status INTEGER NOT NULL CHECK (status IN (0, 1, 2)),
      reason TEXT CHECK ((status = 0) = (reason IS NULL)),
      content INTEGER REFERENCES contents (id) CHECK (status <> 0 OR content IS NOT NULL),
      digest BLOB CHECK (length(digest) = 32),
      UNIQUE (source_id, path, occurrence)
    ) STRICT;

    CREATE TABLE subjects (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES sources (id),
      name TEXT NOT NULL,
      UNIQUE (source_id, name)
    ) STRICT;

    CREATE TABLE samples (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES members (id),
      content INTEGER NOT NULL REFERENCES contents (id),
      x INTEGER,
      y INTEGER,
      width INTEGER,
      height INTEGER,
      sample_key BLOB NOT NULL CHECK (length(sample_key) = 32),
      label INTEGER NOT NULL,
      official_split INTEGER CHECK (official_split IN (0, 1, 2)),
      subject_id INTEGER REFERENCES subjects (id)
    ) STRICT;
    CREATE INDEX samples_on_key ON samples (sample_key);
    CREATE INDEX samples_on_member ON samples (member_id);
    """

  private static let journal = """
    CREATE TABLE split_runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      certificate TEXT NOT NULL
    ) STRICT;

    -- The assignments of the latest split run.
    CREATE TABLE assignments (
      sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
      split INTEGER NOT NULL CHECK (split IN (0, 1, 2)),
      group_id INTEGER NOT NULL
    ) STRICT;

    -- Append-only. Either an action on a target, or the undoing of an earlier row.
    CREATE TABLE decisions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      action TEXT CHECK (action IN ('keep', 'exclude', 'relabel', 'group')),
      value TEXT,
      target_kind TEXT CHECK (target_kind IN ('sample', 'content')),
      target BLOB CHECK (length(target) = 32),
      undoes INTEGER REFERENCES decisions (id),
      reason TEXT NOT NULL,
      author TEXT NOT NULL,
      recorded_at TEXT,
      CHECK ((action IS NULL) = (target IS NULL) AND (action IS NULL) = (target_kind IS NULL)),
      CHECK ((action IS NULL) <> (undoes IS NULL))
    ) STRICT;
    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
      BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
    CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions
      BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      json TEXT NOT NULL
    ) STRICT;
    """

  /// What the layouts of the second version bring.
  ///
  /// A content's origin is the source that brought it first. Samples are sorted by key in memory:
  /// an index of random keys costs every import more than it gives.
  private static let second = """
    ALTER TABLE samples ADD COLUMN votes TEXT;
    ALTER TABLE samples ADD COLUMN targets BLOB CHECK (length(targets) % 4 = 0);
    ALTER TABLE members ADD COLUMN claim TEXT CHECK (claim IS NULL OR status = 1);
    ALTER TABLE contents ADD COLUMN source_path TEXT
      CHECK (source_path IS NULL OR source_id IS NOT NULL);
    ALTER TABLE contents ADD COLUMN origin INTEGER REFERENCES sources (id);
    UPDATE contents SET origin = first.source_id
      FROM (
        SELECT content, min(source_id) AS source_id FROM members
        WHERE content IS NOT NULL GROUP BY content
      ) AS first
      WHERE first.content = contents.id;
    DROP INDEX samples_on_key;
    CREATE INDEX decisions_on_target ON decisions (target);
    """

  /// What a detector found, and what is cut out for each sample.
  ///
  /// A detector is its file and the settings its findings depend on. Boxes and points are in 1/256 pixel
  /// of the upright image, scores in 1/65536, frames in 1/16 pixel and 1/1000 degree. A detected sample is
  /// one face of an image that shows several; its source does not know it.
  private static let faces = """
    CREATE TABLE detectors (
      id INTEGER PRIMARY KEY,
      json TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE detections (
      detector_id INTEGER NOT NULL REFERENCES detectors (id),
      content INTEGER NOT NULL REFERENCES contents (id),
      faces INTEGER NOT NULL,
      PRIMARY KEY (detector_id, content)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE faces (
      detector_id INTEGER NOT NULL REFERENCES detectors (id),
      content INTEGER NOT NULL REFERENCES contents (id),
      number INTEGER NOT NULL,
      x INTEGER NOT NULL,
      y INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      right_eye_x INTEGER NOT NULL,
      right_eye_y INTEGER NOT NULL,
      left_eye_x INTEGER NOT NULL,
      left_eye_y INTEGER NOT NULL,
      nose_x INTEGER NOT NULL,
      nose_y INTEGER NOT NULL,
      right_mouth_x INTEGER NOT NULL,
      right_mouth_y INTEGER NOT NULL,
      left_mouth_x INTEGER NOT NULL,
      left_mouth_y INTEGER NOT NULL,
      score INTEGER NOT NULL,
      PRIMARY KEY (detector_id, content, number)
    ) STRICT, WITHOUT ROWID;

    -- Outcome 0 cropped, 1 small, 2 filled, 3 the dataset's box, 4 no face.
    CREATE TABLE crops (
      sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
      outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 4),
      face INTEGER,
      center_x INTEGER,
      center_y INTEGER,
      side INTEGER,
      tilt INTEGER,
      CHECK ((outcome = 0) = (side IS NOT NULL))
    ) STRICT;

    ALTER TABLE samples ADD COLUMN is_detected INTEGER NOT NULL DEFAULT 0;
    """

  /// Checks a status and a split by range, which means the same.
  ///
  /// For a list of three SQLite builds a table in memory, for each row that is checked: a tenth of
  /// an import. A check is changed in the schema's own text, as SQLite's manual describes under
  /// ALTER TABLE: the rows stay as they are.
  private static func rangesForLists(_ db: Database) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
    try db.execute(
      sql: """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
          SET sql = replace(replace(sql, 'status IN (0, 1, 2)', 'status BETWEEN 0 AND 2'),
            'split IN (0, 1, 2)', 'split BETWEEN 0 AND 2')
          WHERE type = 'table' AND name IN ('members', 'samples', 'assignments');
        PRAGMA schema_version = \(version + 1);
        PRAGMA writable_schema = RESET;
        """)
  }
}
