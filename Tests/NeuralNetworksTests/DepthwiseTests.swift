import CKernels
import Core
import NeuralNetworks
import Testing

@Suite("Depthwise convolution")
struct DepthwiseTests {
  /// A depthwise convolution of one image; the arrays are planar.
  struct Example: Sendable, CustomTestStringConvertible {
    var channels: Int
    var height: Int
    var width: Int
    var kernel: Int
    var stride: Int
    var padding: Int

    var outputHeight: Int { (height + 2 * padding - kernel) / stride + 1 }
    var outputWidth: Int { (width + 2 * padding - kernel) / stride + 1 }
    var blocks: Int { (channels + 7) / 8 }
    var testDescription: String {
      "\(channels)×\(height)×\(width), kernel \(kernel), stride \(stride), padding \(padding)"
    }

    var shape: fer_depthwise_shape {
      fer_depthwise_shape(
        blocks: blocks, height: height, width: width, kernel: kernel, stride: stride,
        padding: padding, output_height: outputHeight, output_width: outputWidth)
    }

    /// Drawn values, blocked, surplus channels zero.
    func drawn(_ pixels: Int, _ seed: UInt64) -> [Float] {
      var luck = LuckKey(seed: seed, purpose: "depthwise").luck(for: UInt64(pixels), epoch: 0)
      var values = [Float](repeating: 0, count: blocks * 8 * pixels)
      for channel in 0..<channels {
        for pixel in 0..<pixels {
          values[(channel / 8 * pixels + pixel) * 8 + channel % 8] = luck.uniform(-1, 1)
        }
      }
      return values
    }

    /// Calls `body` with the places of output, input and weight of every product, blocked.
    func forEachProduct(_ body: (_ output: Int, _ input: Int, _ weight: Int) -> Void) {
      for lane in 0..<blocks * 8 {
        let (block, part) = (lane / 8, lane % 8)
        for row in 0..<outputHeight {
          for column in 0..<outputWidth {
            for i in 0..<kernel {
              for j in 0..<kernel {
                let (y, x) = (row * stride + i - padding, column * stride + j - padding)
                guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
                body(
                  ((block * outputHeight + row) * outputWidth + column) * 8 + part,
                  ((block * height + y) * width + x) * 8 + part,
                  ((block * kernel + i) * kernel + j) * 8 + part)
              }
            }
          }
        }
      }
    }
  }

  static let examples: [Example] = {
    var examples: [Example] = []
    for (channels, height, width) in [
      (1, 1, 1), (8, 1, 9), (9, 7, 1), (7, 3, 3), (16, 12, 11), (3, 13, 21),
    ] {
      for (kernel, stride, padding) in [
        (1, 1, 0), (3, 1, 1), (3, 1, 0), (3, 1, 2), (3, 2, 1), (3, 3, 2), (5, 1, 2), (5, 2, 2),
        (4, 1, 2), (2, 2, 0), (7, 1, 3), (15, 8, 14), (1, 2, 0),
      ] where height + 2 * padding >= kernel && width + 2 * padding >= kernel {
        examples.append(
          Example(
            channels: channels, height: height, width: width, kernel: kernel, stride: stride,
            padding: padding))
      }
    }
    return examples
  }()

  static func expectClose(_ found: [Float], _ expected: [Double], _ what: String) {
    let size = max(1, expected.map(abs).max() ?? 0)
    let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0
    #expect(found.count == expected.count && worst < 3e-6 * size, "\(what): off by \(worst)")
  }

  @Test("forward and both gradients are the plain ones", arguments: examples)
  func agrees(example: Example) {
    var shape = example.shape
    let x = example.drawn(example.height * example.width, 1)
    let weights = example.drawn(example.kernel * example.kernel, 2)
    let bias = example.drawn(1, 3)
    let dy = example.drawn(example.outputHeight * example.outputWidth, 4)
    let outputs = example.outputHeight * example.outputWidth
    var y = dy.indices.map { Double(bias[$0 / 8 / outputs * 8 + $0 % 8]) }
    var dx = [Double](repeating: 0, count: x.count)
    var dw = [Double](repeating: 0, count: weights.count)
    example.forEachProduct { output, input, weight in
      y[output] += Double(x[input]) * Double(weights[weight])
      dx[input] += Double(dy[output]) * Double(weights[weight])
      dw[weight] += Double(dy[output]) * Double(x[input])
    }
    var found = [Float](repeating: 7, count: dy.count)
    fer_depthwise(&shape, x, weights, bias, &found)
    Self.expectClose(found, y, "forward")
    found = [Float](repeating: 7, count: x.count)
    fer_depthwise_gradient(&shape, dy, weights, 0, &found)
    Self.expectClose(found, dx, "gradient of the input")
    found = [Float](repeating: 1, count: x.count)
    fer_depthwise_gradient(&shape, dy, weights, 1, &found)
    Self.expectClose(found, dx.map { $0 + 1 }, "gradient added")
    found = [Float](repeating: 1, count: weights.count)
    fer_depthwise_weight_gradient(&shape, x, dy, &found)
    Self.expectClose(found, dw.map { $0 + 1 }, "gradient of the weights")
  }

  @Test("the bits are pinned")
  func golden() {
    var bytes: [UInt8] = []
    for example in Self.examples {
      var shape = example.shape
      let x = example.drawn(example.height * example.width, 1)
      let weights = example.drawn(example.kernel * example.kernel, 2)
      let dy = example.drawn(example.outputHeight * example.outputWidth, 4)
      var y = dy
      var dx = x
      var dw = weights
      fer_depthwise(&shape, x, weights, nil, &y)
      fer_depthwise_gradient(&shape, dy, weights, 1, &dx)
      fer_depthwise_weight_gradient(&shape, x, dy, &dw)
      for value in y + dx + dw {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    #expect(Fixtures.digest(bytes) == "0a009b7383b7066be38262dc348d1eacccb18474e4629a8e6266fc5199d32c65")
  }
}
