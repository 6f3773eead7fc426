internal import Core

/// What the end of a zip says: that it is there at all, how many members there should be, and which
/// names go on after a zero byte, where libarchive's stop.
///
/// Written after PKWARE's APPNOTE 6.3.10, sections 4.3.12 to 4.3.16. Only what lies directly before
/// the end record is believed, so bytes in front of the zip (a self-extracting program) do not
/// matter.
struct ZipEnding {
  /// How many members the central directory lists.
  let entries: Int
  /// Members, by their rank in file order, whose names contain a zero byte; what stands before it.
  let cutNames: [Int: [UInt8]]

  private static let recordBytes = 22
  /// So many names with a zero byte are told; a zip of more was made to cost time.
  private static let mostCutNames = 10_000

  /// Reads the end of a zip; `nil` where there is none, so that the file was cut off.
  init?(of bytes: StoredBytes) throws(FileError) {
    guard let (end, record) = try ZipEnding.endRecord(of: bytes) else { return nil }
    var directoryEnd = end
    var size = Int64(record.little(at: 12, count: 4))
    if record.little(at: 10, count: 2) == 0xFFFF || size == 0xFFFF_FFFF,
      let (place, wide) = try ZipEnding.wideRecord(of: bytes, before: end)
    {
      directoryEnd = place
      size = Int64(clamping: wide.little(at: 40, count: 8))
    }
    guard size <= directoryEnd else {
      (entries, cutNames) = (0, [:])
      return
    }
    var scan = ZipDirectoryScan(bytes, from: directoryEnd - size, to: directoryEnd)
    var cut: [(offset: UInt64, shown: [UInt8])] = []
    var count = 0
    while let entry = try scan.next() {
      count += 1
      if cut.count < ZipEnding.mostCutNames, let zero = entry.name.firstIndex(of: 0) {
        cut.append((entry.localOffset, Array(entry.name[..<zero])))
      }
    }
    entries = count
    cutNames =
      cut.isEmpty ? [:] : try ZipEnding.ranks(of: cut, bytes, directoryEnd - size, directoryEnd)
  }

  /// The place and bytes of the end record: the last one whose comment fits into the file.
  private static func endRecord(of bytes: StoredBytes) throws(FileError) -> (Int64, [UInt8])? {
    let count = Int(min(bytes.size, Int64(recordBytes + 0xFFFF)))
    let start = bytes.size - Int64(count)
    let tail = try bytes.bytes(at: start, count: count)
    var place = tail.count - recordBytes
    while place >= 0 {
      if tail[place] == 0x50, tail[place...].starts(with: [0x50, 0x4B, 5, 6]) {
        let record = Array(tail[place..<(place + recordBytes)])
        if place + recordBytes + Int(record.little(at: 20, count: 2)) <= tail.count {
          return (start + Int64(place), record)
        }
      }
      place -= 1
    }
    return nil
  }

  /// The place and bytes of the ZIP64 end record, which its locator points to.
  private static func wideRecord(
    of bytes: StoredBytes, before end: Int64
  ) throws(FileError) -> (Int64, [UInt8])? {
    // Right before its locator, unless it has an extension; the pointer may be off by a prefix.
    let locator = try bytes.bytes(at: end - 20, count: 20)
    guard end >= 76, locator.count == 20, locator.starts(with: [0x50, 0x4B, 6, 7]) else {
      return nil
    }
    let pointed = Int64(clamping: locator.little(at: 8, count: 8))
    for place in [end - 76, pointed] where place >= 0 && place <= end - 76 {
      let record = try bytes.bytes(at: place, count: 56)
      if record.count == 56, record.starts(with: [0x50, 0x4B, 6, 6]) { return (place, record) }
    }
    return nil
  }

  /// The ranks in file order, which is libarchive's, of the entries at these offsets.
  private static func ranks(
    of cut: [(offset: UInt64, shown: [UInt8])], _ bytes: StoredBytes, _ start: Int64, _ end: Int64
  ) throws(FileError) -> [Int: [UInt8]] {
    var offsets: Set<UInt64> = []
    var scan = ZipDirectoryScan(bytes, from: start, to: end)
    while let entry = try scan.next() { offsets.insert(entry.localOffset) }
    let names = Dictionary(cut.map { ($0.offset, $0.shown) }) { first, _ in first }
    var ranks: [Int: [UInt8]] = [:]
    for (rank, offset) in offsets.sorted().enumerated() {
      if let shown = names[offset] { ranks[rank] = shown }
    }
    return ranks
  }
}

extension [UInt8] {
  /// An unsigned number of `count` bytes, the lowest first; the caller has checked that they exist.
  func little(at offset: Int, count: Int) -> UInt64 {
    self[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
