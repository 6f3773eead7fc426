/// The source of all luck for one purpose: a Philox key derived from the seed and the purpose's name.
///
/// The key is the first 8 bytes of SHA-256("fer-data/1" ‖ seed as little-endian u64 ‖ purpose in UTF-8).
/// The luck of one image depends on its sample key alone: not on order, threads or other images.
@frozen
public struct LuckKey: Hashable, Sendable {
  @usableFromInline let key: SIMD2<UInt32>

  /// The key for a purpose such as "augment", "split" or "weights".
  public init(seed: UInt64, purpose: String) {
    var hasher = SHA256Hasher()
    hasher.update("fer-data/1")
    withUnsafeBytes(of: seed.littleEndian) { hasher.update($0) }
    hasher.update(purpose)
    let word = hasher.finalize().first8
    key = SIMD2(UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32))
  }

  /// The stream of draws of one sample in one epoch (or for one copy).
  @inlinable public func luck(for sample: SampleKey, epoch: UInt32) -> Luck {
    luck(for: sample.digest.first8, epoch: epoch)
  }

  /// The stream of draws for a number, such as the first 8 bytes of a name's digest.
  @inlinable public func luck(for word: UInt64, epoch: UInt32) -> Luck {
    Luck(key: key, word: word, epoch: epoch)
  }

  /// The key for what is done to one sample again in the same epoch, such as by a sampler that draws rows
  /// with replacement: the first time (0) is this key itself, every further time has luck of its own.
  ///
  /// The key of time n > 0 is the first half of the Philox block at the counter (n, 0, 0, 2³² − 1), where no
  /// sample's stream ever gets to.
  public func repeated(_ time: UInt32) -> LuckKey {
    guard time > 0 else { return self }
    let block = Philox4x32.block(counter: SIMD4(time, 0, 0, .max), key: key)
    return LuckKey(key: SIMD2(block.x, block.y))
  }

  private init(key: SIMD2<UInt32>) { self.key = key }

  /// One keyed 64-bit draw of a sample, for instance to sort by.
  @inlinable public func draw64(for sample: SampleKey, epoch: UInt32 = 0) -> UInt64 {
    var luck = luck(for: sample, epoch: epoch)
    return luck.nextUInt64()
  }
}
