/// The frames of image sequences, gathered in any order.
struct FrameSequences<Key: Hashable & Sendable>: Sendable {
  private var frames: [Key: [UInt32]] = [:]

  /// The number of sequences.
  var count: Int { frames.count }

  mutating func insert(_ frame: UInt32, of key: Key) { frames[key, default: []].append(frame) }

  /// Which frames of each sequence are peak and neutral.
  func roles(_ convention: FrameConvention) -> [Key: FrameRoles] {
    frames.mapValues { FrameRoles(frames: $0, convention: convention) }
  }
}
