extension Schema {
  /// The splits that restorations replaced, so that undoing them brings these back.
  ///
  /// A row belongs to the batch that changed the split. `became` is the digest of what the split became;
  /// `record` and `assignments` are what it was before, the record NULL where there was none. An undoing has a
  /// row of its own that names the one it undoes.
  static let batchSplits = """
    CREATE TABLE batch_splits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      batch INTEGER NOT NULL REFERENCES batches (number),
      undoes INTEGER REFERENCES batch_splits (id),
      became BLOB NOT NULL CHECK (length(became) = 32),
      record TEXT,
      assignments BLOB NOT NULL,
      reason TEXT NOT NULL,
      author TEXT NOT NULL,
      recorded_at TEXT
    ) STRICT;
    CREATE TRIGGER batch_splits_stay BEFORE UPDATE ON batch_splits
      BEGIN SELECT RAISE(ABORT, 'splits of batches are never changed'); END;
    CREATE TRIGGER batch_splits_remain BEFORE DELETE ON batch_splits
      BEGIN SELECT RAISE(ABORT, 'splits of batches are never removed'); END;
    """
}
