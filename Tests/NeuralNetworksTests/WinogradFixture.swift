import CKernels

/// One convolution with drawn values, run by Winograd's kernels and by plain loops in Double.
struct WinogradFixture: CustomStringConvertible {
  var images = 2
  var inputs: Int
  var outputs: Int
  var height: Int
  var width: Int
  var padding = 1
  var tile = 4
  /// Rows of tiles a group; 0 for all.
  var groupRows = 0

  var description: String {
    "\(inputs)→\(outputs)@\(height)×\(width) padding \(padding) tile \(tile) × \(images)"
  }

  var outputHeight: Int { height + 2 * padding - 2 }
  var outputWidth: Int { width + 2 * padding - 2 }
  var inputBlocks: Int { (inputs + 7) / 8 }
  var outputBlocks: Int { (outputs + 7) / 8 }
  var inputStride: Int { inputBlocks * 8 * height * width }
  var outputStride: Int { outputBlocks * 8 * outputHeight * outputWidth }

  /// Drawn once for all: values between -1 and 1, those of an input with its negative half cut off.
  static func draw(_ count: Int, _ purpose: UInt64) -> [Float] {
    var state = purpose &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int32(truncatingIfNeeded: state >> 33) &- (1 << 30)) / Float(1 << 30)
    }
  }

  var x: [Float] { Self.draw(images * inputs * height * width, 1).map { max(0, $0) } }
  var w: [Float] { Self.draw(outputs * inputs * 9, 2) }
  var dy: [Float] { Self.draw(images * outputs * outputHeight * outputWidth, 3) }

  /// Planar to blocked, all images.
  func blocked(_ values: [Float], _ channels: Int, _ pixels: Int) -> [Float] {
    let blocks = (channels + 7) / 8
    var out = [Float](repeating: 0, count: images * blocks * 8 * pixels)
    for image in 0..<images {
      for c in 0..<channels {
        for p in 0..<pixels {
          out[((image * blocks + c / 8) * pixels + p) * 8 + c % 8] =
            values[(image * channels + c) * pixels + p]
        }
      }
    }
    return out
  }

  /// Blocked to planar, all images.
  func planar(_ values: [Float], _ channels: Int, _ pixels: Int) -> [Float] {
    let blocks = (channels + 7) / 8
    return (0..<images * channels * pixels).map { index in
      let (image, c, p) = (index / pixels / channels, index / pixels % channels, index % pixels)
      return values[((image * blocks + c / 8) * pixels + p) * 8 + c % 8]
    }
  }

  private func place(_ k: Int, _ c: Int, _ tap: Int) -> Int {
    (((k / 16 * inputBlocks + c / 8) * 9 + tap) * 8 + c % 8) * 16 + k % 16
  }

  private var packedCount: Int { (outputBlocks + 1) / 2 * inputBlocks * 9 * 128 }

  private var packedWeights: [Float] {
    let w = w
    var out = [Float](repeating: 0, count: packedCount)
    for k in 0..<outputs {
      for c in 0..<inputs {
        for tap in 0..<9 { out[place(k, c, tap)] = w[(k * inputs + c) * 9 + tap] }
      }
    }
    return out
  }

  private func transformed(turned: Bool) -> [Float] {
    let count = fer_winograd_weight_count(tile, inputBlocks, outputBlocks, turned ? 1 : 0)
    var out = [Float](repeating: .nan, count: count)
    for panel in 0..<((turned ? inputBlocks : outputBlocks) + 1) / 2 {
      fer_winograd_weights(
        packedWeights, inputBlocks, outputBlocks, tile, turned ? 1 : 0, panel, &out)
    }
    return out
  }

  private func shape(backward: Bool) -> fer_winograd_shape {
    let rows = (backward ? height : outputHeight) + tile - 1
    var shape = fer_winograd_shape(
      tile: tile, read_height: height, read_width: width, written_height: outputHeight,
      written_width: outputWidth, padding: padding,
      group_rows: groupRows > 0 ? groupRows : images * (rows / tile))
    if backward {
      (shape.read_height, shape.read_width) = (outputHeight, outputWidth)
      (shape.written_height, shape.written_width) = (height, width)
      shape.padding = 2 - padding
    }
    return shape
  }

  /// The outputs, blocked.
  func forward(bias: [Float]? = nil) -> [Float] {
    var y = [Float](repeating: .nan, count: images * outputStride)
    var shape = shape(backward: false)
    var scratch = [Float](
      repeating: .nan, count: fer_winograd_scratch(&shape, inputBlocks, outputBlocks))
    let (weights, x) = (transformed(turned: false), blocked(x, inputs, height * width))
    let start = bias ?? [Float](repeating: 0, count: outputBlocks * 8)
    weights.withUnsafeBufferPointer { weights in
      x.withUnsafeBufferPointer { x in
        start.withUnsafeBufferPointer { start in
          y.withUnsafeMutableBufferPointer { y in
            scratch.withUnsafeMutableBufferPointer { scratch in
              var arguments = fer_winograd_arguments()
              (arguments.shape, arguments.images) = (shape, images)
              (arguments.read, arguments.read_stride) = (x.baseAddress, inputStride)
              arguments.read_blocks = inputBlocks
              arguments.weights = weights.baseAddress
              (arguments.written, arguments.written_stride) = (y.baseAddress, outputStride)
              arguments.written_blocks = outputBlocks
              arguments.bias = bias == nil ? nil : start.baseAddress
              arguments.scratch = scratch.baseAddress
              fer_winograd(&arguments)
            }
          }
        }
      }
    }
    return y
  }

  /// The gradients of the input, blocked and added to `present`, and of the weights as PyTorch has them.
  func backward(present: [Float]? = nil) -> (input: [Float], weights: [Float]) {
    var dx = present ?? [Float](repeating: .nan, count: images * inputStride)
    var sums = [Float](repeating: 0, count: packedCount)
    var shape = shape(backward: true)
    var scratch = [Float](
      repeating: .nan, count: fer_winograd_scratch(&shape, outputBlocks, inputBlocks))
    let (weights, x) = (transformed(turned: true), blocked(x, inputs, height * width))
    let dy = blocked(dy, outputs, outputHeight * outputWidth)
    weights.withUnsafeBufferPointer { weights in
      x.withUnsafeBufferPointer { x in
        dy.withUnsafeBufferPointer { dy in
          dx.withUnsafeMutableBufferPointer { dx in
            sums.withUnsafeMutableBufferPointer { sums in
              scratch.withUnsafeMutableBufferPointer { scratch in
                var arguments = fer_winograd_arguments()
                (arguments.shape, arguments.images) = (shape, images)
                (arguments.read, arguments.read_stride) = (dy.baseAddress, outputStride)
                arguments.read_blocks = outputBlocks
                arguments.weights = weights.baseAddress
                (arguments.written, arguments.written_stride) = (dx.baseAddress, inputStride)
                arguments.written_blocks = inputBlocks
                arguments.accumulate = present == nil ? 0 : 1
                (arguments.other, arguments.other_stride) = (x.baseAddress, inputStride)
                arguments.sums = sums.baseAddress
                arguments.scratch = scratch.baseAddress
                fer_winograd(&arguments)
              }
            }
          }
        }
      }
    }
    let gradient = (0..<outputs * inputs * 9).map { index in
      sums[place(index / 9 / inputs, index / 9 % inputs, index % 9)]
    }
    return (dx, gradient)
  }

  /// Output and both gradients in Double.
  func exact() -> (y: [Double], dx: [Double], dw: [Double]) {
    let (x, w, dy) = (x.map(Double.init), w.map(Double.init), dy.map(Double.init))
    var y = [Double](repeating: 0, count: dy.count)
    var dx = [Double](repeating: 0, count: x.count)
    var dw = [Double](repeating: 0, count: w.count)
    for image in 0..<images {
      for k in 0..<outputs {
        for c in 0..<inputs {
          for tap in 0..<9 {
            let weight = (k * inputs + c) * 9 + tap
            for row in 0..<outputHeight {
              let from = row + tap / 3 - padding
              guard from >= 0, from < height else { continue }
              for column in 0..<outputWidth {
                let left = column + tap % 3 - padding
                guard left >= 0, left < width else { continue }
                let output = ((image * outputs + k) * outputHeight + row) * outputWidth + column
                let input = ((image * inputs + c) * height + from) * width + left
                y[output] += x[input] * w[weight]
                dx[input] += dy[output] * w[weight]
                dw[weight] += dy[output] * x[input]
              }
            }
          }
        }
      }
    }
    return (y, dx, dw)
  }
}
