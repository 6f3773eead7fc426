internal import Core
internal import Foundation
internal import GRDB

/// A split as a batch keeps it that replaced it.
struct ReplacedSplit: Equatable {
  /// One sample's place, bound to the sample's content.
  struct Place: Equatable {
    let sampleID: Int64
    let key: SampleKey
    let split: Split
    let group: Int64
  }

  /// The split's record; nil where there was no split.
  let record: JSON?
  /// By sample number.
  let places: [Place]

  private static let placeBytes = 49

  /// The present split.
  init(_ db: Database) throws {
    record = try Catalog.latestCertificate(db)?.certificate
    guard record != nil else {
      places = []
      return
    }
    var places: [Place] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT sample_id, samples.sample_key, split, group_id
        FROM assignments JOIN samples ON samples.id = sample_id ORDER BY sample_id
        """)
    while let row = try rows.next() {
      guard let split = try row.split(2) else { throw BadColumn() }
      places.append(
        Place(
          sampleID: row[0], key: SampleKey(try row.requiredDigest(1)), split: split,
          group: row[3]))
    }
    self.places = places
  }

  /// What a batch kept.
  init(record: String?, assignments: [UInt8]) throws {
    self.record = try record.map { try JSON(parsing: $0) }
    guard assignments.count % Self.placeBytes == 0 else { throw BadColumn() }
    places = try stride(from: 0, to: assignments.count, by: Self.placeBytes).map { start in
      let bytes = assignments[start..<start + Self.placeBytes]
      func number(_ from: Int) -> Int64 {
        bytes[(start + from)..<(start + from + 8)].reduce(0) { $0 << 8 | Int64($1) }
      }
      let order = Int(bytes[start + 40])
      guard Split.allCases.indices.contains(order),
        let digest = Digest(bytes: bytes[(start + 8)..<(start + 40)])
      else { throw BadColumn() }
      return Place(
        sampleID: number(0), key: SampleKey(digest), split: Split.allCases[order],
        group: number(41))
    }
  }

  /// The places in 49 bytes each: number, key, split and group, numbers with the highest byte first.
  var assignments: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(places.count * Self.placeBytes)
    func append(_ number: Int64) {
      for shift in stride(from: 56, through: 0, by: -8) {
        out.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
      }
    }
    for place in places {
      append(place.sampleID)
      place.key.digest.withBytes { out.append(contentsOf: $0) }
      out.append(UInt8(place.split.order))
      append(place.group)
    }
    return out
  }

  /// The digest of record and places.
  var digest: Digest {
    var hasher = SHA256Hasher()
    hasher.update((record?.text() ?? "no split") + "\n")
    assignments.withUnsafeBytes { hasher.update($0) }
    return hasher.finalize()
  }

  /// Makes this the present split; samples that are not here any more are passed over.
  func store(_ db: Database) throws {
    var keys: [Int64: SampleKey] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, sample_key FROM samples")
    while let row = try rows.next() { keys[row[0]] = SampleKey(try row.requiredDigest(1)) }
    try Catalog.storeSplit(
      places.filter { keys[$0.sampleID] == $0.key }.map {
        SplitAssignment(sampleID: $0.sampleID, split: $0.split, group: $0.group)
      }, certificate: record ?? .null, db)
  }
}
