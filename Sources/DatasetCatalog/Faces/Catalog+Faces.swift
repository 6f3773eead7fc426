public import Core
internal import GRDB

extension Catalog {
  /// The number of a detector with the settings its findings depend on, entered where it is new.
  ///
  /// - Throws: `CatalogError`.
  public func detectorNumber(_ identity: JSON) throws(CatalogError) -> Int64 {
    let text = identity.text()
    return try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO detectors (json) VALUES (?)", arguments: [text])
      let number = try Int64.fetchOne(
        db, sql: "SELECT id FROM detectors WHERE json = ?", arguments: [text])
      guard let number else { throw BadColumn() }
      return number
    }
  }

  /// The contents that stand whole for a sample and that a detector has not looked at yet.
  ///
  /// - Parameter sidesAbove: only those with a side longer than this, in pixels.
  /// - Throws: `CatalogError`.
  public func contentsToDetect(
    detector: Int64, sidesAbove: Int
  ) throws(CatalogError) -> [Int64] {
    try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM contents
          WHERE max(width, height) > ?
            AND id IN (SELECT content FROM samples WHERE x IS NULL)
            AND NOT EXISTS (
              SELECT 1 FROM detections WHERE detector_id = ? AND content = contents.id)
          ORDER BY id
          """,
        arguments: [sidesAbove, detector])
    }
  }

  /// Where some contents lie, and a name for each that a person knows, in the order of `contents`.
  ///
  /// - Throws: `CatalogError`.
  public func places(
    ofContents contents: [Int64]
  ) throws(CatalogError) -> [(location: ContentLocation, name: String)] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT contents.id, contents.content_id, contents.pack, places.path,
            contents.source_path, contents.offset, contents.length,
            (SELECT sources.name || ': ' || members.path FROM members
              JOIN sources ON sources.id = members.source_id
              WHERE members.id = (
                SELECT min(member_id) FROM samples WHERE samples.member_id IN (
                  SELECT id FROM members WHERE content = contents.id)))
          FROM json_each(?) AS wanted
          JOIN contents ON contents.id = wanted.value
          LEFT JOIN sources AS places ON places.id = contents.source_id
          """,
        arguments: [JSON.array(contents.map { .integer(Int($0)) }).text()])
      var found: [Int64: (location: ContentLocation, name: String)] = [:]
      while let row = try rows.next() {
        let location = try row.location(
          contentID: 1, pack: 2, source: 3, file: 4, offset: 5, length: 6)
        let name: String? = row[7]
        found[try row.required(0)] = (location, name ?? location.contentID.description)
      }
      return try contents.map { content in
        guard let place = found[content] else { throw BadColumn() }
        return place
      }
    }
  }

  /// Stores what a detector found in some contents, each once.
  ///
  /// - Throws: `CatalogError`; then nothing is stored.
  public func storeDetections(
    _ found: [(content: Int64, faces: [DetectedFace])], detector: Int64
  ) throws(CatalogError) {
    try write { db in
      let detection = try RowStatement(
        db, "INSERT INTO detections (detector_id, content, faces) VALUES (?, ?, ?)")
      let face = try RowStatement(
        db,
        "INSERT INTO faces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for (content, faces) in found {
        detection.begin()
        for number in [detector, content, Int64(faces.count)] { try detection.bind(number) }
        try detection.execute()
        for (number, entry) in faces.enumerated() {
          guard entry.points.count == DetectedFace.pointCount else { throw BadColumn() }
          face.begin()
          try face.bind(detector)
          try face.bind(content)
          let numbers = [number, entry.x, entry.y, entry.width, entry.height] + entry.points
          for value in numbers + [entry.score] { try face.bind(value) }
          try face.execute()
        }
      }
    }
  }

  /// The faces that a detector found in some contents, in its order; none for one it did not look at.
  ///
  /// - Throws: `CatalogError`.
  public func faces(
    detector: Int64, contents: [Int64]
  ) throws(CatalogError) -> [Int64: [DetectedFace]] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT faces.* FROM json_each(?) AS wanted
          JOIN faces ON faces.detector_id = ? AND faces.content = wanted.value
          ORDER BY faces.content, faces.number
          """,
        arguments: [
          JSON.array(Set(contents).sorted().map { .integer(Int($0)) }).text(), detector,
        ])
      var found: [Int64: [DetectedFace]] = [:]
      while let row = try rows.next() {
        let numbers: [Int] = try (3..<18).map { try row.required($0) }
        found[try row.required(1), default: []].append(
          DetectedFace(
            x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3],
            points: Array(numbers[4..<14]), score: numbers[14]))
      }
      return found
    }
  }
}
