internal import Core

extension PixelOperation {
  /// Adds to sample i (counted as interleaved) the sum of the four bytes of word i of a Philox stream, less
  /// its mean of 510, scaled to the deviation.
  ///
  /// The sum of four bytes is near to normal, with a standard deviation of √(65535 / 3) = 147.8; nothing
  /// lies beyond 3.45 deviations.
  static func addNoise(_ grid: PixelGrid, deviation: Int, seed: UInt32) {
    let (samples, count) = (grid.samples, grid.samples.count)
    let scale = (Double(deviation) / 100 / (65535.0 / 3).squareRoot() * 65536).rounded()
    let factor = Int(max(0, min(scale, 16_777_216)))
    let pixels = grid.width * grid.height
    for first in stride(from: 0, to: count, by: 4) {
      let block = Philox4x32.block(
        counter: SIMD4(UInt32(truncatingIfNeeded: first / 4), 0, 0, 0),
        key: SIMD2(seed, 0x4E_4F_49_53))
      for lane in 0..<min(4, count - first) {
        let word = block[lane]
        let sum = Int(word & 255) + Int(word >> 8 & 255) + Int(word >> 16 & 255) + Int(word >> 24)
        let index = first + lane
        let place =
          grid.layout == .planar
          ? index % grid.channels * pixels + index / grid.channels : index
        let noise = ((sum - 510) * factor + 32768) >> 16
        samples[place] = UInt8(max(0, min(255, Int(samples[place]) + noise)))
      }
    }
  }
}
