internal import Core

/// Writes `rows.csv`, one line a row, streaming: shard, row, where it came from and what was done.
///
/// Fields are quoted as RFC 4180 has it; lines end in a line feed. Not for several threads at once.
public final class RowsCSVWriter {
  /// The file's name in the folder of shards.
  public static let fileName = "rows.csv"
  private static let header =
    "shard,row,content_id,source,member,label,copy,augmentation,pipeline,group\n"
  private static let partBytes = 1 << 16

  private let writer: FileWriter
  private let path: String
  private var hasher = SHA256Hasher()
  private var part: [UInt8] = []
  private var bytes = 0

  /// Begins `rows.csv` in `folder`, under a temporary name until `commit`.
  ///
  /// - Throws: `TensorError.file`.
  public init(folder: String) throws(TensorError) {
    path = Files.join(folder, Self.fileName)
    do { writer = try FileWriter(path: path) } catch { throw .file(error) }
    part.append(contentsOf: Self.header.utf8)
  }

  /// Adds the line of one row.
  ///
  /// - Throws: `TensorError.file`.
  public func add(_ line: RowsCSVLine) throws(TensorError) {
    append(line.shard)
    part.append(UInt8(ascii: ","))
    part.append(contentsOf: String(line.row).utf8)
    part.append(UInt8(ascii: ","))
    part.append(contentsOf: line.contentID.digest.hex.utf8)
    for field in [line.source, line.member, line.label] {
      part.append(UInt8(ascii: ","))
      append(field)
    }
    part.append(UInt8(ascii: ","))
    part.append(contentsOf: String(line.copy).utf8)
    part.append(UInt8(ascii: ","))
    append(line.augmentation)
    part.append(UInt8(ascii: ","))
    append(line.pipeline)
    part.append(UInt8(ascii: ","))
    append(line.group)
    part.append(UInt8(ascii: "\n"))
    if part.count >= Self.partBytes { try flush() }
  }

  /// Gives the file its name.
  ///
  /// - Throws: `TensorError.file`.
  public func commit() throws(TensorError) -> FileSummary {
    try flush()
    do { try writer.commit() } catch { throw .file(error) }
    return FileSummary(name: Self.fileName, bytes: bytes, sha256: hasher.finalize())
  }

  private func append(_ field: String) {
    let special: [UInt8] = [
      UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
    ]
    guard field.utf8.contains(where: special.contains) else {
      part.append(contentsOf: field.utf8)
      return
    }
    part.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { part.append(byte) }
      part.append(byte)
    }
    part.append(UInt8(ascii: "\""))
  }

  private func flush() throws(TensorError) {
    hasher.update(part)
    bytes += part.count
    do { try writer.write(part) } catch { throw .file(error) }
    part.removeAll(keepingCapacity: true)
  }
}
