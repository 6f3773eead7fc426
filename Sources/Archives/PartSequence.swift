internal import Core

/// Paths that are read as consecutive parts of one archive.
enum PartSequence {
  /// Refuses parts that are archives of their own: joined, all but the first would be lost or be
  /// damage.
  static func check(_ paths: [String]) throws(ArchiveError) {
    for path in paths where path == "-" || Files.isDirectory(path) {
      throw .partNotAFile(path: path)
    }
    guard let first = paths.first else { return }
    var before = try StoredBytes(paths: [first])
    let isVolumes = try head(of: before).starts(with: rar)
    for path in paths.dropFirst() {
      let part = try StoredBytes(paths: [path])
      if !isVolumes, try standsAlone(part, after: before) {
        throw .partOpensAlone(path: path, first: first)
      }
      before = part
    }
  }

  private static let rar = Array("Rar!".utf8)

  /// Whether a part is a whole new beginning.
  ///
  /// A cut may fall right before a header of a tar or zip, so of these the part before must have
  /// come to an end.
  private static func standsAlone(
    _ part: StoredBytes, after before: StoredBytes
  ) throws(ArchiveError) -> Bool {
    let head = try head(of: part)
    guard ArchiveSignature.isPresent(in: head) else { return false }
    do throws(FileError) {
      if ArchiveSignature.isTar(head) || head.starts(with: [0x50, 0x4B]) {
        let marker = 1_024
        let end = try before.bytes(at: max(0, before.size - Int64(marker)), count: marker)
        if end.allSatisfy({ $0 == 0 }) { return true }
        return try ZipEnding(of: before) != nil
      }
    } catch {
      throw .file(error)
    }
    let tally = ReadTally(path: part.path, limits: ArchiveLimits(), rawBytes: part.size)
    guard var reader = try? ArchiveReader(part, tally: tally, hashing: false) else { return false }
    do { return try reader.next() != nil } catch { return false }
  }

  private static func head(of bytes: StoredBytes) throws(ArchiveError) -> [UInt8] {
    do { return try bytes.bytes(at: 0, count: ArchiveSignature.headBytes) } catch {
      throw .file(error)
    }
  }

  /// A name without what numbers a part: ".001", ".aa", "_part2"; ".part1" before ".rar".
  static func withoutPartEnding(_ name: String) -> String {
    var stem = name[...]
    let isRAR = stem.lowercased().hasSuffix(".rar")
    if isRAR { stem = stem.dropLast(4) }
    guard let mark = stem.lastIndex(where: { ".-_".contains($0) }), mark > stem.startIndex,
      isNumber(stem[stem.index(after: mark)...].lowercased(), namedOnly: isRAR)
    else { return name }
    return stem[..<mark] + (isRAR ? ".rar" : "")
  }

  private static func isNumber(_ text: String, namedOnly: Bool) -> Bool {
    let digits = text.hasPrefix("part") ? text.dropFirst(4) : text[...]
    let isNamed = digits.count < text.count
    guard !digits.isEmpty, digits.count <= 4, isNamed || !namedOnly else { return false }
    if digits.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    return digits.count >= 2 && (digits.hasPrefix("a") || digits.hasPrefix("x"))
      && digits.allSatisfy { $0.isASCII && $0.isLetter }
  }
}
