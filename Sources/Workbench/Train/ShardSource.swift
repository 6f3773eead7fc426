internal import Augmentation
internal import Core
internal import Imaging
internal import NeuralNetworks
internal import Tensors

/// Gives a split's rows to the network: augmented when asked, standardized by the training split's figures.
struct ShardSource: SampleSource {
  let shards: ShardSet
  let policy: AugmentationPolicy
  /// The luck of online augmentation: purpose "augment-online", epoch and copy number as epoch.
  let luck: LuckKey
  /// How an epoch is made of the rows.
  let sampling: RowSampling
  private let values: StandardizedPixels

  /// The rows of shards, standardized by their own constants unless others are given.
  init(
    _ shards: ShardSet, policy: AugmentationPolicy, seed: UInt64,
    sampling: RowSampling = .everyRow, constants: PixelConstants? = nil
  ) {
    (self.shards, self.policy, self.sampling) = (shards, policy, sampling)
    luck = LuckKey(seed: seed, purpose: "augment-online")
    values = StandardizedPixels(constants ?? PixelConstants(of: shards))
  }

  var count: Int { shards.count }
  var classCount: Int { shards.classCount }
  var channels: Int { shards.channels }
  var height: Int { shards.height }
  var width: Int { shards.width }
  var classNames: [String]? { shards.metadata.classNames }

  func label(at row: Int) -> Int { shards.label(at: row) }
  func weight(at row: Int) -> Float { shards.weight(at: row) }
  func copy(at row: Int) -> UInt32 { UInt32(truncatingIfNeeded: shards.copy(at: row)) }
  func key(at row: Int) -> SampleKey { shards.sampleKey(at: row) }

  /// The row's soft targets as shares that sum to one.
  func fillTarget(row: Int, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    guard let shares = shards.target(at: row), shares.count == target.count else { return false }
    let sum = shares.reduce(0, +)
    guard sum > 0 else { return false }
    for (index, share) in shares.enumerated() { target[index] = share / sum }
    return true
  }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    let plane = height * width
    let count = plane * channels
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * count) { buffer in
      let pixels = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      shards.copyPixels(at: row, into: pixels)
      if let use, !policy.isEmpty {
        // A copy of an image has luck of its own: the copy number is in the epoch's upper half. So has a row
        // that is drawn again in one epoch: its key is that of its occurrence.
        var luck = luck.repeated(use.occurrence)
          .luck(for: key(at: row), epoch: use.epoch ^ copy(at: row) << 16)
        let grid = PixelGrid(
          samples: pixels, width: width, height: height, channels: channels, layout: .planar)
        policy.applyInPlace(
          grid, luck: &luck, scratch: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
      }
      values.fill(image, from: UnsafeBufferPointer(pixels), plane: plane)
    }
  }
}
