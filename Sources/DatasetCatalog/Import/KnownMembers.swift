internal import Core

/// The members an earlier import left, 48 bytes each, to be asked for by path.
///
/// A path is known by 128 bits of a SHA-256, a content by 128 bits of its own: collisions are not
/// to be found by accident or by intent.
struct KnownMembers: Sendable {
  struct Entry: Sendable {
    var key: UInt128
    /// Zero where the ledger has no digest, as of an ignored member.
    var content: UInt128
    var status: UInt8
    /// The class it was imported under; none where it is no sample.
    var label: UInt16?
  }

  private var entries: [Entry] = []

  init() {}

  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds a member; `finish` comes before any question.
  mutating func add(
    path: String, occurrence: Int, content: Digest?, status: MemberStatus, label: Int?
  ) {
    entries.append(
      Entry(
        key: Self.key(path, occurrence), content: content.map(Self.word) ?? 0,
        status: UInt8(status.rawValue), label: label.map { UInt16(truncatingIfNeeded: $0) }))
  }

  mutating func finish() { entries.sort { $0.key < $1.key } }

  func state(path: String, occurrence: Int, content: Digest?) -> MemberState {
    guard let entry = entry(path: path, occurrence: occurrence) else { return .new }
    if let content, entry.content != 0, entry.content != Self.word(content) { return .changed }
    return .known(MemberStatus(rawValue: Int(entry.status)) ?? .ignored)
  }

  /// The class a member was imported under, where it is a sample.
  func label(path: String, occurrence: Int) -> Int? {
    entry(path: path, occurrence: occurrence)?.label.map(Int.init)
  }

  private func entry(path: String, occurrence: Int) -> Entry? {
    guard !entries.isEmpty else { return nil }
    let key = Self.key(path, occurrence)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].key == key ? entries[low] : nil
  }

  private static func key(_ path: String, _ occurrence: Int) -> UInt128 {
    word(Digest.sha256(of: "\(path)\0\(occurrence)"))
  }

  private static func word(_ digest: Digest) -> UInt128 {
    digest.withBytes { UInt128(littleEndian: $0.loadUnaligned(as: UInt128.self)) }
  }
}
