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
    /// Of its samples' labels and regions; zero where it is no sample.
    var labels: UInt64
    var status: UInt8
    /// Whether its bytes lie in the source itself.
    var isByReference: Bool
  }

  private var entries: [Entry] = []

  init() {}

  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds a member; `finish` comes before any question.
  mutating func add(
    path: String, occurrence: Int, content: Digest?, status: MemberStatus, isByReference: Bool
  ) {
    entries.append(
      Entry(
        key: Self.key(path, occurrence), content: content.map(Self.word) ?? 0, labels: 0,
        status: UInt8(status.rawValue), isByReference: isByReference))
  }

  /// Adds a sample of the member that was added last.
  mutating func addSample(label: Int, region: PixelBox?, targets: [Float]) {
    guard let last = entries.indices.last else { return }
    entries[last].labels &+= ImportedSample.fingerprint(
      label: label, region: region, targets: targets)
  }

  mutating func finish() { entries.sort { $0.key < $1.key } }

  func state(path: String, occurrence: Int, content: Digest?) -> MemberState {
    guard let entry = entry(path: path, occurrence: occurrence) else { return .new }
    if let content, entry.content != 0, entry.content != Self.word(content) { return .changed }
    return .known(MemberStatus(rawValue: Int(entry.status)) ?? .ignored)
  }

  /// The fingerprint of a member's samples, where it has any.
  func labels(path: String, occurrence: Int) -> UInt64? {
    guard let entry = entry(path: path, occurrence: occurrence),
      Int(entry.status) == MemberStatus.accepted.rawValue
    else { return nil }
    return entry.labels
  }

  /// Whether an accepted member's bytes lie in the source itself.
  func isByReference(path: String, occurrence: Int) -> Bool {
    entry(path: path, occurrence: occurrence)?.isByReference ?? false
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
