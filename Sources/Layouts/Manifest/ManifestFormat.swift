internal import Core

/// How a manifest's rows are written.
enum ManifestFormat: Hashable, Sendable {
  /// Fields in the header's order.
  case fields(TableText.Separator)
  /// A JSON object a line.
  case objects

  /// Why a row cannot be read.
  struct Flaw: Error {
    let reason: String
  }

  /// The values of a row by role.
  func values(
    of record: [UInt8], columns: ManifestColumns
  ) -> Result<[ManifestColumns.Role: String], Flaw> {
    switch self {
    case .fields(let separator):
      let ranges = TableText.ranges(of: record, separator: separator)
      guard ranges.count == columns.count else {
        return .failure(
          Flaw(
            reason: "it has \(ranges.count) fields where the header names \(columns.count); "
              + "put fields with commas into quotes"))
      }
      return .success(columns.places.mapValues { TableText.text(record, ranges[$0]) })
    case .objects:
      guard let json = try? JSON(parsing: record), json.objectValue != nil else {
        return .failure(Flaw(reason: "it is no JSON object; write one object a line"))
      }
      return .success(columns.names.compactMapValues { json[$0].flatMap(ManifestFormat.text) })
    }
  }

  /// A scalar as text, a list as its own JSON.
  private static func text(_ json: JSON) -> String? {
    switch json {
    case .null: nil
    case .string(let text): TableText.trimmed(text)
    default: json.text()
    }
  }
}
