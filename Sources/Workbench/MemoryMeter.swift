internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The most anonymous memory that this process was seen to hold.
///
/// Pages of files, such as those of mapped shards, do not count: the system takes them back when it needs to,
/// and they grow with the data. The figure is `RssAnon` of /proc/self/status at the moments of `sample`, so
/// what is held between two of them alone is missed. Nil where the system does not tell.
package final class MemoryMeter: Sendable {
  private let most = Mutex<Int?>(nil)

  package init() {}

  /// The largest sample so far, in bytes.
  package var peak: Int? { most.withLock { $0 } }

  /// Takes a sample; some ten microseconds.
  package func sample() {
    guard let now = Self.anonymousBytes() else { return }
    most.withLock { $0 = max($0 ?? 0, now) }
  }

  /// The anonymous memory of this process now, in bytes.
  package static func anonymousBytes() -> Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = line.withUnsafeBytes { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard text.hasPrefix("RssAnon:") else { continue }
      let digits = text.drop { !("0"..."9").contains($0) }.prefix { ("0"..."9").contains($0) }
      return Int(digits).map { $0 << 10 }
    }
    return nil
  }
}
