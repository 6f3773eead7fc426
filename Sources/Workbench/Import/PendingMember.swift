internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// A member that was read and is still to be examined.
struct PendingMember: Sendable {
  enum Content: Sendable {
    /// Nothing is left to find out.
    case settled(ImportOutcome)
    /// A file whose name says that it is no sample.
    case unlabelled(reason: String)
    /// A file that should be a sample, but of what cannot be said.
    case unclaimed(reason: String, bytes: [UInt8])
    /// A file with what its layout says about it, and where its bytes lie if they may stay there.
    case claimed([LabelClaim], bytes: [UInt8], place: StoredPlace?)
    /// A row of a table of pixels.
    case row(any PixelTable, bytes: [UInt8], number: Int)
  }

  let path: String
  let occurrence: Int
  let content: Content

  var size: Int {
    switch content {
    case .claimed(_, let bytes, _), .unclaimed(_, let bytes), .row(_, let bytes, _): bytes.count
    case .settled, .unlabelled: 0
    }
  }
}

/// How often each path has been met, in 16 bytes a path.
///
/// A path is known by two 64-bit hashes that are keyed anew in each process, so that no archive can
/// be made to collide, and 2^128 keeps a billion paths apart. Were two paths to collide, the later
/// would be called a second occurrence of its own path; no member would be lost.
struct PathOccurrences: Sendable {
  private var seen: Set<UInt128> = []
  private var repeated: [UInt128: Int] = [:]

  /// The path's occurrence: 0 the first time, then 1, 2, ….
  mutating func next(of path: String) -> Int {
    let key = Self.key(path)
    if seen.insert(key).inserted { return 0 }
    let number = repeated[key, default: 0] + 1
    repeated[key] = number
    return number
  }

  private static func key(_ path: String) -> UInt128 {
    var path = path
    let halves = path.withUTF8 { bytes in
      (half(0, UnsafeRawBufferPointer(bytes)), half(1, UnsafeRawBufferPointer(bytes)))
    }
    return UInt128(halves.0) << 64 | UInt128(halves.1)
  }

  private static func half(_ number: UInt8, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(number)
    hasher.combine(bytes: bytes)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
