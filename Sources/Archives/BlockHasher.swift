internal import Core

/// Hashes blocks in order on a thread of its own, while the reader goes on in another block.
///
/// A source's own bytes are hashed during its survey, which has nothing else to do on a second
/// thread; one block is hashed in less time than its members are looked through.
final class BlockHasher: @unchecked Sendable {
  // Safe to share: the hasher is touched by the lane alone, one block after the other, and by
  // `finalize` once the lane is empty; without a lane, by its one owner.
  private var hasher = SHA256Hasher()
  private let lane: Lane?

  /// A hasher with a thread, or one that hashes at once.
  init(besides: Bool) { lane = besides ? Lane() : nil }

  /// Adds bytes, which must stay until `waitForOlder` or `finalize` has returned.
  func add(_ bytes: UnsafeRawBufferPointer) {
    guard let lane else { return hasher.update(bytes) }
    let block = Block(bytes: bytes)
    lane.add { [unowned self] in hasher.update(block.bytes) }
  }

  /// Waits for all blocks but the one that was added last.
  func waitForOlder() { lane?.wait(leaving: 1) }

  /// The digest of all that was added.
  func finalize() -> Digest {
    lane?.wait()
    return hasher.finalize()
  }

  private struct Block: @unchecked Sendable {
    // Safe to share: who adds the bytes leaves them as they are until they were hashed.
    let bytes: UnsafeRawBufferPointer
  }
}
