internal import Core

/// Finds single rows in `rows.csv` without holding the file in memory.
public struct RowsCSVReader: Sendable {
  private let file: MappedFile

  /// Opens the `rows.csv` of a folder of shards.
  ///
  /// - Throws: `TensorError.file`.
  public init(folder: String) throws(TensorError) {
    let path = Files.join(folder, RowsCSVWriter.fileName)
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
  }

  /// The line of one row of one shard, or `nil` when there is none; reads from the start, O(file).
  public func line(shard: String, row: Int) -> RowsCSVLine? {
    file.withBytes { bytes in
      var cursor = Cursor(bytes: bytes)
      while let fields = cursor.nextRecord() {
        guard fields.first == shard, fields.count > 1, fields[1] == String(row) else { continue }
        return Self.line(fields)
      }
      return nil
    }
  }

  /// Some lines from a place in the file on, and the place after them; no lines at the end.
  ///
  /// - Parameter place: 0, or what an earlier call gave.
  public func lines(from place: Int, limit: Int) -> (lines: [RowsCSVLine], next: Int) {
    file.withBytes { bytes in
      var cursor = Cursor(bytes: bytes, offset: place)
      var lines: [RowsCSVLine] = []
      while lines.count < limit, let fields = cursor.nextRecord() {
        // The header, and whatever else is no line.
        if let line = Self.line(fields) { lines.append(line) }
      }
      return (lines, cursor.offset)
    }
  }

  private static func line(_ fields: [String]) -> RowsCSVLine? {
    // Shards of an earlier version have no groups.
    guard fields.count == 9 || fields.count == 10, let row = Int(fields[1]),
      let content = Digest(hex: fields[2]), let copy = Int(fields[6])
    else { return nil }
    return RowsCSVLine(
      shard: fields[0], row: row, contentID: ContentID(content), source: fields[3],
      member: fields[4], label: fields[5], copy: copy, augmentation: fields[7],
      pipeline: fields[8], group: fields.count > 9 ? fields[9] : "")
  }

  /// Reads records as RFC 4180 has them.
  private struct Cursor {
    let bytes: UnsafeRawBufferPointer
    var offset = 0

    mutating func nextRecord() -> [String]? {
      guard offset < bytes.count else { return nil }
      var fields: [String] = []
      var field: [UInt8] = []
      var isQuoted = false
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        if isQuoted {
          if byte != UInt8(ascii: "\"") {
            field.append(byte)
          } else if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
            field.append(byte)
            offset += 1
          } else {
            isQuoted = false
          }
          continue
        }
        switch byte {
        case UInt8(ascii: "\""): isQuoted = true
        case UInt8(ascii: ","):
          fields.append(String(decoding: field, as: UTF8.self))
          field.removeAll(keepingCapacity: true)
        case UInt8(ascii: "\n"):
          fields.append(String(decoding: field, as: UTF8.self))
          return fields
        default: field.append(byte)
        }
      }
      fields.append(String(decoding: field, as: UTF8.self))
      return fields
    }
  }
}
