internal import Core
internal import Synchronization

/// Which contents a catalog may hold, in eight bytes a content, while one writer fills it from empty.
///
/// A content that is not among them is not in the catalog; one that seems to be is looked for.
final class StoredContents: Sendable {
  /// Beyond so many contents all are looked for: the memory is worth more.
  private static let capacity = 1 << 20

  private let seen: Mutex<Set<UInt64>?>

  /// Knows all contents of a catalog that is empty, or none.
  init(areKnown: Bool) { seen = Mutex(areKnown ? [] : nil) }

  /// Notes contents that are about to be stored, and tells which of them, by their number, may be
  /// stored already.
  func note(_ contents: some Collection<ContentID>) -> [Int] {
    seen.withLock { seen in
      guard var known = seen.take() else { return Array(0..<contents.count) }
      var suspects: [Int] = []
      for (number, content) in contents.enumerated()
      where !known.insert(content.digest.first8).inserted {
        suspects.append(number)
      }
      if known.count <= Self.capacity { seen = known }
      return suspects
    }
  }
}
