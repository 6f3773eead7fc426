/// Cuts a text that comes in blocks into records.
///
/// A record ends with "\n" or "\r\n", in CSV and TSV not inside quotes; a byte order mark at the start is
/// dropped, and so are empty records, which do not count.
public struct RecordSplitter: Sendable {
  /// The longest record that is accepted, in bytes.
  public static let longestRecord = 16 << 20

  private let path: String
  private let isQuoted: Bool
  private var pending: [UInt8] = []
  private var isInQuotes = false
  private var isAtStart = true
  private var number = 0

  /// Whether what was fed so far ends inside quotes: at the end of a file, in a quote never closed.
  public var endsInsideQuotes: Bool { isInQuotes }

  /// A splitter for one file.
  ///
  /// - Parameters:
  ///   - path: the file, for messages.
  ///   - isQuoted: whether quotes may hold line ends: in CSV and TSV.
  public init(path: String, isQuoted: Bool) { (self.path, self.isQuoted) = (path, isQuoted) }

  /// A splitter for a file whose ending tells whether it is CSV or TSV.
  public init(path: String) {
    let ending = path.suffix(4).lowercased()
    self.init(path: path, isQuoted: ending == ".csv" || ending == ".tsv")
  }

  /// The next block of the file; every record that ends in it is given with its number, from 0.
  ///
  /// - Parameter each: returns whether further records are wanted; the bytes are valid only inside it.
  /// - Returns: whether further records are wanted.
  /// - Throws: `LayoutError.longRecord`.
  public mutating func feed(
    _ block: UnsafeRawBufferPointer,
    _ each: (_ record: UnsafeRawBufferPointer, _ number: Int) -> Bool
  ) throws(LayoutError) -> Bool {
    var start = 0
    while start < block.count {
      let end = ByteSearch.first(0x0A, in: block, from: start)
      let piece = UnsafeRawBufferPointer(rebasing: block[start..<end])
      if isQuoted, ByteSearch.count(0x22, in: piece) % 2 == 1 { isInQuotes.toggle() }
      guard pending.count + piece.count <= RecordSplitter.longestRecord else {
        throw .longRecord(
          path: path, row: isQuoted ? number : number + 1, limit: RecordSplitter.longestRecord)
      }
      guard end < block.count, !isInQuotes else {
        pending.append(contentsOf: piece)
        if end < block.count { pending.append(0x0A) }
        start = end + 1
        continue
      }
      guard emit(piece, each) else { return false }
      start = end + 1
    }
    return true
  }

  /// After the last block: the record that no line end follows.
  public mutating func finish(
    _ each: (_ record: UnsafeRawBufferPointer, _ number: Int) -> Bool
  ) {
    _ = emit(UnsafeRawBufferPointer(start: nil, count: 0), each)
    isInQuotes = false
  }

  private mutating func emit(
    _ piece: UnsafeRawBufferPointer, _ each: (UnsafeRawBufferPointer, Int) -> Bool
  ) -> Bool {
    guard !pending.isEmpty else { return give(piece, each) }
    pending.append(contentsOf: piece)
    let record = pending
    pending.removeAll(keepingCapacity: true)
    return record.withUnsafeBytes { give($0, each) }
  }

  private mutating func give(
    _ record: UnsafeRawBufferPointer, _ each: (UnsafeRawBufferPointer, Int) -> Bool
  ) -> Bool {
    var bare = record
    if isAtStart, bare.starts(with: [0xEF, 0xBB, 0xBF]) {
      bare = UnsafeRawBufferPointer(rebasing: bare.dropFirst(3))
    }
    isAtStart = false
    if bare.last == 0x0D { bare = UnsafeRawBufferPointer(rebasing: bare.dropLast()) }
    guard !bare.isEmpty else { return true }
    defer { number += 1 }
    return each(bare, number)
  }
}

extension RecordSplitter {
  /// All records of a text that is at hand as a whole.
  package static func records(
    of bytes: [UInt8], path: String, isQuoted: Bool
  ) throws(LayoutError) -> [[UInt8]] {
    var splitter = RecordSplitter(path: path, isQuoted: isQuoted)
    var records: [[UInt8]] = []
    _ = try bytes.withUnsafeBufferPointer { (buffer) throws(LayoutError) -> Bool in
      try splitter.feed(UnsafeRawBufferPointer(buffer)) { record, _ in
        records.append(Array(record))
        return true
      }
    }
    splitter.finish { record, _ in
      records.append(Array(record))
      return true
    }
    return records
  }
}
