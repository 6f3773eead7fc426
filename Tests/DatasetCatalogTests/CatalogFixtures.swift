import Core
import DatasetCatalog
import TestSupport

/// Imports made in code.
enum CatalogFixtures {
  static func open(_ folder: TemporaryFolder) throws -> Catalog {
    try Catalog.openOrCreate(folder.file(".fer-data"), taxonomy: .fer7)
  }

  static func bytes(_ number: Int) -> [UInt8] {
    (0..<100 + number * 37 % 900).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
  }

  static let measures = ContentMeasures(
    brightness: 0.5, contrast: 0.25, sharpness: 100, entropy: 7, darkest: 0, dark: 0.125,
    bright: 0.875, brightest: 1, dHash: .max, pHash: 1 << 63,
    texture: ContentTexture(noise: 2.5, fineness: 2, flatness: 0.25, twoTone: 0.5))

  static func accepted(
    _ path: String, _ number: Int, occurrence: Int = 0, label: Int? = nil, split: Split? = nil,
    subject: String? = nil
  ) -> ImportRecord {
    accepted(
      path, number, occurrence: occurrence,
      samples: [
        ImportedSample(label: label ?? number % 7, officialSplit: split, subject: subject)
      ])
  }

  static func accepted(
    _ path: String, _ number: Int, occurrence: Int = 0, reference: ContentReference? = nil,
    samples: [ImportedSample]
  ) -> ImportRecord {
    let bytes = bytes(number)
    return ImportRecord(
      path: path, occurrence: occurrence,
      outcome: .accepted(
        AcceptedMember(
          contentID: .of(bytes), bytes: reference == nil ? bytes : [], reference: reference,
          format: "jpeg", width: 48, height: 48, channels: 1,
          pixelDigest: .sha256(of: "pixels \(number)"), measures: measures, samples: samples)))
  }

  static func rejected(
    _ path: String, _ number: Int, reason: String = "damaged", keeps: Bool = true,
    claim: JSON? = nil
  ) -> ImportRecord {
    let bytes = bytes(number)
    return ImportRecord(
      path: path,
      outcome: .rejected(
        reason: reason, contentID: .of(bytes), bytes: keeps ? bytes : nil, claim: claim))
  }

  static func records(_ numbers: Range<Int>) -> [ImportRecord] {
    numbers.map { accepted("happy/\($0).jpg", $0) }
  }

  /// Imports records as a source called "faces" and closes the catalog.
  @discardableResult
  static func importFaces(
    _ folder: TemporaryFolder, _ records: [ImportRecord], batch: Int = 4
  ) throws -> Ledger {
    let catalog = try open(folder)
    let session = try begin(catalog)
    for start in stride(from: 0, to: records.count, by: batch) {
      let part = records[start..<min(records.count, start + batch)].filter { record in
        guard case .accepted(let member) = record.outcome else { return true }
        return session.state(
          ofMember: record.path, occurrence: record.occurrence, contentID: member.contentID) == .new
      }
      try session.append(part)
    }
    return try session.finish(rawDigest: .sha256(of: "faces.tar"), rawBytes: 9)
  }

  static func begin(_ catalog: Catalog, _ source: String = "faces") throws -> ImportSession {
    try catalog.beginImport(source: source, path: "/\(source).tar", kind: "archive")
  }

  static func pack(_ folder: TemporaryFolder, _ number: Int = 1) -> String {
    folder.file(".fer-data/packs/00000\(number).tar")
  }
}
