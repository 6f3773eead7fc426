internal import Core
internal import DatasetCatalog

/// A snapshot as a file: a line of JSON with the digest, then the state's text.
struct SnapshotFile {
  static let format = "fer-data snapshot/1"

  /// The name it was given where it was taken.
  let name: String
  let state: DatasetState
  /// The record of the split it was taken of.
  let record: JSON?

  /// Reads a file and checks its digest.
  init(path: String) throws(WorkbenchError) {
    let file = try lifting { () throws(FileError) in try MappedFile(path: path) }
    func fail(_ line: Int, _ reason: String) -> WorkbenchError {
      .problem("\(path):\(line): \(reason)")
    }
    let (header, text) = try file.withBytes {
      bytes throws(WorkbenchError) -> (ArraySlice<UInt8>, [UInt8]) in
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
        throw fail(1, "the file ends here; this is no snapshot, or not the whole of one")
      }
      return (Array(bytes[..<end])[...], Array(bytes[(end + 1)...]))
    }
    guard let json = try? JSON(parsing: header), json["format"]?.stringValue == Self.format,
      let name = json["name"]?.stringValue,
      let digest = json["digest"]?.stringValue.flatMap({ Digest(hex: $0) })
    else { throw fail(1, "expected the format '\(Self.format)' with a name and a digest") }
    do { state = try DatasetState(parsing: text) } catch {
      throw fail(error.line + 1, error.reason)
    }
    guard Digest.sha256(of: text) == digest else {
      throw .problem("\(path): the state is not the one of its digest; the file was changed")
    }
    self.name = name
    record = json["split"].flatMap { $0 == .null ? nil : $0 }
  }

  /// Writes a snapshot; equal snapshots give equal bytes.
  static func write(
    _ snapshot: Snapshot, _ state: DatasetState, _ record: JSON?, to path: String
  ) throws(WorkbenchError) {
    let header: JSON = [
      "digest": .string(snapshot.digest.hex), "format": .string(format),
      "name": .string(snapshot.name), "samples": .integer(snapshot.samples),
      "split": record ?? .null,
    ]
    try lifting { () throws(FileError) in
      let writer = try FileWriter(path: path)
      try writer.write(header.text() + "\n")
      try writer.write(state.text)
      try writer.commit()
    }
  }
}
