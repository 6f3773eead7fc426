extension Schema {
  /// What the latest search for near duplicates confirmed.
  ///
  /// Its digest is that of the settings and of every picture that was compared: while it is the same, nobody
  /// needs to search again. Pictures are named by sample keys; correlations are in millionths, shifts in
  /// pixels of 48, turns in quarters.
  static let nearPairs = """
    CREATE TABLE near_searches (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      record TEXT NOT NULL
    ) STRICT;

    CREATE TABLE near_pairs (
      first BLOB NOT NULL CHECK (length(first) = 32),
      second BLOB NOT NULL CHECK (length(second) = 32),
      millionths INTEGER NOT NULL,
      shift_x INTEGER NOT NULL,
      shift_y INTEGER NOT NULL,
      is_mirrored INTEGER NOT NULL,
      quarter_turns INTEGER NOT NULL
    ) STRICT;
    """

  /// The part of one picture that the other shows, in half pixels of 48; a width of 0 where it is moved only;
  /// and whether the sixth where they differ most was left out.
  static let nearPairParts = """
    ALTER TABLE near_pairs ADD COLUMN part_x INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE near_pairs ADD COLUMN part_y INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE near_pairs ADD COLUMN part_width INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE near_pairs ADD COLUMN part_height INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE near_pairs ADD COLUMN is_part_of_second INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE near_pairs ADD COLUMN leaves_out_worst INTEGER NOT NULL DEFAULT 0;
    """
}
