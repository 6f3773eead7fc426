internal import GRDB

extension Schema {
  /// Further actions, batches and snapshots.
  ///
  /// The checks of the journal's table grow, so it is built anew, rows as they were; what imports and crops
  /// decide themselves belongs to no batch. The state of a snapshot is a text of `DatasetState`, the record
  /// that of the split it was taken of.
  static let curation = """
    CREATE TABLE batches (
      number INTEGER PRIMARY KEY,
      verb TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER batches_stay BEFORE UPDATE ON batches
      BEGIN SELECT RAISE(ABORT, 'batches are never changed'); END;
    CREATE TRIGGER batches_remain BEFORE DELETE ON batches
      BEGIN SELECT RAISE(ABORT, 'batches are never removed'); END;

    CREATE TABLE wider_decisions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      action TEXT CHECK (action IN ('keep', 'exclude', 'once', 'relabel', 'group', 'split-pin',
        'not-duplicate')),
      value TEXT,
      target_kind TEXT CHECK (target_kind IN ('sample', 'content')),
      target BLOB CHECK (length(target) = 32),
      undoes INTEGER REFERENCES decisions (id),
      reason TEXT NOT NULL,
      author TEXT NOT NULL,
      recorded_at TEXT,
      batch INTEGER REFERENCES batches (number),
      CHECK ((action IS NULL) = (target IS NULL) AND (action IS NULL) = (target_kind IS NULL)),
      CHECK ((action IS NULL) <> (undoes IS NULL)),
      CHECK (action IS NULL OR (action IN ('keep', 'exclude', 'once')) = (value IS NULL))
    ) STRICT;
    INSERT INTO wider_decisions
      (id, action, value, target_kind, target, undoes, reason, author, recorded_at)
      SELECT id, action, value, target_kind, target, undoes, reason, author, recorded_at
      FROM decisions ORDER BY id;
    DROP TABLE decisions;
    ALTER TABLE wider_decisions RENAME TO decisions;
    CREATE INDEX decisions_on_target ON decisions (target);
    CREATE INDEX decisions_on_batch ON decisions (batch) WHERE batch IS NOT NULL;
    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
      BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
    CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions
      BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;

    CREATE TABLE snapshots (
      name TEXT NOT NULL PRIMARY KEY,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      -- 0 where nothing was decided yet; NULL for one from elsewhere.
      batch INTEGER,
      samples INTEGER NOT NULL,
      record TEXT,
      state BLOB NOT NULL
    ) STRICT;
    """
}
