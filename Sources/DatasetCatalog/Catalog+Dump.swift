internal import Core
internal import GRDB

extension Catalog {
  /// What the imports stored, as lines that are equal where the catalogs are.
  ///
  /// Sources, packs, members, contents, samples, subjects and decisions, each with all it says and
  /// in an order of its own; no row number that depends on what else happened. Not for splits and
  /// runs.
  /// - Throws: `CatalogError`.
  public func dump() throws(CatalogError) -> [String] {
    try read { db in
      var lines: [String] = []
      for (name, sql) in Self.dumpQueries {
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
          let values = row.databaseValues.map(Self.text)
          lines.append(([name] + values).joined(separator: "\t"))
        }
      }
      return lines
    }
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "-"
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): JSON.string(text).text()
    case .blob(let data):
      "x" + data.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
  }

  private static let dumpQueries: [(name: String, sql: String)] = [
    ("workspace", "SELECT key, value FROM workspace ORDER BY key"),
    ("pack", "SELECT number, bytes FROM packs ORDER BY number"),
    (
      "source",
      """
      SELECT name, path, kind, raw_digest, raw_bytes, is_complete, layout
      FROM sources ORDER BY name
      """
    ),
    (
      "content",
      """
      SELECT content_id, pack, places.name, source_path, offset, length, origins.name, format,
        width, height, channels, orientation, pixel_digest, brightness, contrast, sharpness,
        entropy, darkest, dark, bright, brightest, d_hash, p_hash, noise, fineness,
        flatness, two_tone, warning
      FROM contents LEFT JOIN sources AS places ON places.id = contents.source_id
        LEFT JOIN sources AS origins ON origins.id = contents.origin
      ORDER BY content_id
      """
    ),
    (
      "member",
      """
      SELECT sources.name, members.path, occurrence, status, reason, content_id, digest, claim
      FROM members JOIN sources ON sources.id = members.source_id
        LEFT JOIN contents ON contents.id = members.content
      ORDER BY sources.name, members.path, occurrence
      """
    ),
    (
      "subject",
      """
      SELECT sources.name, subjects.name FROM subjects
        JOIN sources ON sources.id = subjects.source_id
      ORDER BY sources.name, subjects.name
      """
    ),
    (
      "sample",
      """
      SELECT sources.name, members.path, occurrence, content_id, sample_key, x, y, samples.width,
        samples.height, label, official_split, subjects.name, votes, targets
      FROM samples JOIN members ON members.id = samples.member_id
        JOIN sources ON sources.id = members.source_id
        JOIN contents ON contents.id = samples.content
        LEFT JOIN subjects ON subjects.id = samples.subject_id
      ORDER BY sources.name, members.path, occurrence, samples.id
      """
    ),
    (
      "decision",
      """
      SELECT action, value, target_kind, target,
        (SELECT count(*) FROM decisions AS before WHERE before.id <= decisions.undoes),
        reason, author, recorded_at
      FROM decisions ORDER BY id
      """
    ),
  ]
}
