internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import NeuralNetworks
internal import Sampling

/// Some samples as rows for the network: augmented when trained on, standardized by the training rows' constants.
struct ProbeRows: SampleSource {
  let content: LabelSamples
  let images: ProbeImages
  /// Places in `content`.
  let samples: [Int]
  let policy: AugmentationPolicy
  private let luck: LuckKey
  private let values: StandardizedPixels

  init(
    _ content: LabelSamples, _ images: ProbeImages, samples: [Int], constants: PixelConstants,
    policy: AugmentationPolicy = .none, seed: UInt64
  ) {
    (self.content, self.images, self.samples) = (content, images, samples)
    self.policy = policy
    luck = LuckKey(seed: seed, purpose: "augment-online")
    values = StandardizedPixels(constants)
  }

  var count: Int { samples.count }
  var classCount: Int { content.classNames.count }
  var channels: Int { images.channels }
  var height: Int { images.height }
  var width: Int { images.width }
  var classNames: [String]? { content.classNames }

  func label(at row: Int) -> Int { content.samples[samples[row]].label }
  func weight(at row: Int) -> Float { 1 }
  func key(at row: Int) -> SampleKey { content.samples[samples[row]].sampleKey }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    let count = images.size
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * count) { buffer in
      let pixels = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      images.copy(samples[row], into: pixels)
      if let use, !policy.isEmpty {
        var luck = luck.repeated(use.occurrence).luck(for: key(at: row), epoch: use.epoch)
        let grid = PixelGrid(
          samples: pixels, width: width, height: height, channels: channels, layout: .planar)
        policy.applyInPlace(
          grid, luck: &luck, scratch: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
      }
      values.fill(image, from: UnsafeBufferPointer(pixels), plane: height * width)
    }
  }
}
