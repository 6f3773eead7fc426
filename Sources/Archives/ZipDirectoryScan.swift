internal import Core

/// Goes over a zip's central directory, a window at a time.
struct ZipDirectoryScan {
  struct Entry {
    let name: [UInt8]
    let localOffset: UInt64
  }

  private let bytes: StoredBytes
  private let end: Int64
  private var place: Int64
  private var window: [UInt8] = []
  private var windowStart: Int64 = 0
  private static let headerBytes = 46
  private static let windowBytes = 1 << 20

  init(_ bytes: StoredBytes, from start: Int64, to end: Int64) {
    (self.bytes, self.end, place, windowStart) = (bytes, end, start, start)
  }

  /// The next entry; `nil` at the end, and where the directory is none.
  mutating func next() throws(FileError) -> Entry? {
    guard try load(ZipDirectoryScan.headerBytes) else { return nil }
    let at = Int(place - windowStart)
    guard window[at...].starts(with: [0x50, 0x4B, 1, 2]) else { return nil }
    let nameCount = Int(window.little(at: at + 28, count: 2))
    let rest = Int(window.little(at: at + 30, count: 2) + window.little(at: at + 32, count: 2))
    let offset = window.little(at: at + 42, count: 4)
    guard try load(ZipDirectoryScan.headerBytes + nameCount) else { return nil }
    let start = Int(place - windowStart) + ZipDirectoryScan.headerBytes
    let name = Array(window[start..<(start + nameCount)])
    place += Int64(ZipDirectoryScan.headerBytes + nameCount + rest)
    return Entry(name: name, localOffset: offset)
  }

  /// Makes sure that this many bytes at the place are in the window.
  private mutating func load(_ count: Int) throws(FileError) -> Bool {
    guard place + Int64(count) <= end else { return false }
    if place >= windowStart, place + Int64(count) <= windowStart + Int64(window.count) {
      return true
    }
    let wanted = Int(min(end - place, Int64(max(count, ZipDirectoryScan.windowBytes))))
    window = try bytes.bytes(at: place, count: wanted)
    windowStart = place
    return window.count >= count
  }
}
