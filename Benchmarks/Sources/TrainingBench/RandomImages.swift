internal import Core
internal import NeuralNetworks

/// Noise with labels, so cheap to load that a step's time is the network's.
struct RandomImages: SampleSource {
  let count: Int
  let classCount: Int
  let channels: Int
  let height: Int
  let width: Int
  /// A few images, one after the other; the rows take turns.
  private let pixels: [Float]
  private let keys: [SampleKey]
  private let kinds = 64

  init(count: Int, classes: Int, channels: Int, height: Int, width: Int) {
    (self.count, classCount, self.channels) = (count, classes, channels)
    (self.height, self.width) = (height, width)
    var luck = LuckKey(seed: 1, purpose: "benchmark").luck(for: UInt64(0), epoch: 0)
    pixels = (0..<kinds * channels * height * width).map { _ in Float(luck.normal()) }
    keys = (0..<count).map { SampleKey(Digest.sha256(of: "\($0)")) }
  }

  func label(at row: Int) -> Int { row * 7 % classCount }
  func weight(at row: Int) -> Float { 1 }
  func key(at row: Int) -> SampleKey { keys[row] }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    let start = row % kinds * image.count
    _ = image.update(fromContentsOf: pixels[start..<start + image.count])
  }
}
