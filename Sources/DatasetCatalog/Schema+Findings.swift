extension Schema {
  /// What audits measure and find.
  ///
  /// The records of all audits are kept, the findings of the latest only. A finding names its samples
  /// by their keys, 32 bytes each, so that it outlives the rows of an import. Noise, fineness, flatness
  /// and two-tone are NULL where an older version imported the content, until an audit measures it.
  static let findings = """
    ALTER TABLE contents ADD COLUMN noise REAL;
    ALTER TABLE contents ADD COLUMN fineness REAL;
    ALTER TABLE contents ADD COLUMN flatness REAL;
    ALTER TABLE contents ADD COLUMN two_tone REAL;

    -- What CleanVision measures, where an audit was asked for its thresholds.
    CREATE TABLE cleanvision_measures (
      content INTEGER PRIMARY KEY REFERENCES contents (id),
      brightest REAL NOT NULL,
      darkest REAL NOT NULL,
      edges REAL NOT NULL,
      histogram REAL NOT NULL,
      entropy REAL NOT NULL
    ) STRICT;

    CREATE TABLE audits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      record TEXT NOT NULL
    ) STRICT;

    CREATE TABLE findings (
      id INTEGER PRIMARY KEY,
      issue TEXT NOT NULL,
      samples BLOB NOT NULL CHECK (length(samples) > 0 AND length(samples) % 32 = 0),
      measure REAL NOT NULL,
      threshold REAL NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX findings_on_issue ON findings (issue);
    """
}
