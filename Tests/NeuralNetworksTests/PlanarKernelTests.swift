import CKernels
import Core
import NeuralNetworks
import Testing

@Suite("The first layer's own kernels")
struct PlanarKernelTests {
  /// A convolution of a planar image without padding.
  struct Case: Sendable, CustomTestStringConvertible {
    let channels: Int
    let height: Int
    let width: Int
    let kernel: Int
    let stride: Int
    let outputs: Int
    var outputHeight: Int { (height - kernel) / stride + 1 }
    var outputWidth: Int { (width - kernel) / stride + 1 }
    var blocks: Int { (outputs + 7) / 8 }
    var pixels: Int { outputHeight * outputWidth }
    var steps: [Int32] {
      (0..<channels * kernel * kernel).map { row in
        let (channel, tap) = row.quotientAndRemainder(dividingBy: kernel * kernel)
        return Int32((channel * height + tap / kernel) * width + tap % kernel)
      }
    }
    var testDescription: String {
      "\(channels)×\(height)×\(width), \(kernel)×\(kernel) stride \(stride), \(outputs) outputs"
    }

    func floats(_ count: Int, _ purpose: String) -> [Float] {
      var luck = LuckKey(seed: 9, purpose: purpose).luck(for: UInt64(count), epoch: 0)
      return (0..<count).map { _ in luck.uniform(-1, 1) }
    }
  }

  static let cases: [Case] = [
    Case(channels: 1, height: 3, width: 3, kernel: 3, stride: 1, outputs: 8),
    Case(channels: 1, height: 1, width: 9, kernel: 1, stride: 1, outputs: 16),
    Case(channels: 1, height: 9, width: 1, kernel: 1, stride: 1, outputs: 24),
    Case(channels: 1, height: 13, width: 14, kernel: 3, stride: 1, outputs: 32),
    Case(channels: 3, height: 11, width: 15, kernel: 3, stride: 2, outputs: 20),
    Case(channels: 4, height: 9, width: 10, kernel: 5, stride: 1, outputs: 8),
    Case(channels: 2, height: 20, width: 7, kernel: 2, stride: 3, outputs: 40),
  ]

  @Test("the convolution is the naive loop's chain, bit by bit", arguments: cases, [false, true])
  func convolves(item: Case, hasBias: Bool) {
    let image = item.floats(item.channels * item.height * item.width, "image")
    let rows = item.steps
    let padded = (item.blocks + 1) / 2 * 16
    let weights = item.floats(padded * rows.count, "weights")
    let bias = item.floats(padded, "bias")
    var found = [Float](repeating: .nan, count: item.blocks * item.pixels * 8)
    rows.withUnsafeBufferPointer { steps in
      var arguments = Self.arguments(item, steps)
      fer_planar_convolution(&arguments, image, weights, hasBias ? bias : nil, &found)
    }
    for channel in 0..<item.blocks * 8 {
      for pixel in 0..<item.pixels {
        let corner = Self.corner(item, pixel)
        var sum = hasBias ? bias[channel] : 0
        for (row, step) in rows.enumerated() {
          let weight = weights[(channel / 16 * rows.count + row) * 16 + channel % 16]
          sum = sum.addingProduct(image[corner + Int(step)], weight)
        }
        let at = (channel / 8 * item.pixels + pixel) * 8 + channel % 8
        #expect(found[at].bitPattern == sum.bitPattern, "channel \(channel), pixel \(pixel)")
      }
    }
  }

  @Test("the weight gradient is the naive loop's chain, added to what is there", arguments: cases)
  func differentiates(item: Case) {
    let image = item.floats(item.channels * item.height * item.width, "image")
    let gradient = item.floats(item.blocks * item.pixels * 8, "gradient")
    let rows = item.steps
    let start = item.floats((item.blocks + 1) / 2 * 16 * rows.count, "sums")
    var found = start
    rows.withUnsafeBufferPointer { steps in
      var arguments = Self.arguments(item, steps)
      fer_planar_gradient(&arguments, image, gradient, &found)
    }
    for (index, value) in start.enumerated() {
      let channel = index / (16 * rows.count) * 16 + index % 16
      let row = index / 16 % rows.count
      var sum = value
      if channel < item.blocks * 8 {
        for pixel in 0..<item.pixels {
          let dy = gradient[(channel / 8 * item.pixels + pixel) * 8 + channel % 8]
          sum = sum.addingProduct(image[Self.corner(item, pixel) + Int(rows[row])], dy)
        }
      }
      #expect(found[index].bitPattern == sum.bitPattern, "channel \(channel), row \(row)")
    }
  }

  static func corner(_ item: Case, _ pixel: Int) -> Int {
    pixel / item.outputWidth * item.stride * item.width + pixel % item.outputWidth * item.stride
  }

  static func arguments(
    _ item: Case, _ steps: UnsafeBufferPointer<Int32>
  ) -> fer_planar_arguments {
    fer_planar_arguments(
      steps: steps.baseAddress, step_count: steps.count, padded_width: item.width,
      stride: item.stride, output_height: item.outputHeight, output_width: item.outputWidth,
      output_blocks: item.blocks)
  }
}
