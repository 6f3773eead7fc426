/// A convolution or linear layer as inference runs it: weights, bias, and relu if it follows.
struct Filter: Sendable {
  /// Which kernel runs it.
  enum Kind: Hashable, Sendable {
    /// Any window; `planar` when it reads the image itself, [C][H][W] with the padding around it.
    case dense(planar: Bool)
    /// 1×1, stride 1, without padding.
    case point
    /// 3×3 of each channel alone, stride 1, padding 1.
    case depth
  }

  /// Rows and columns of zeros around the input.
  struct Padding: Hashable, Sendable {
    var (top, left, bottom, right) = (0, 0, 0, 0)
  }

  var kind: Kind
  /// Input channels, C.
  let channels: Int
  /// Output channels, K.
  let filters: Int
  let kernelHeight: Int
  let kernelWidth: Int
  let strideY: Int
  let strideX: Int
  let padding: Padding
  /// [K][C][kernel height][kernel width], for a depthwise filter [K][3][3].
  var weights: [Float]
  /// [K].
  var bias: [Float]
  var isRectified = false
  private(set) var packedWeights = FloatBuffer(0)
  private(set) var packedBias = FloatBuffer(0)

  init(
    kind: Kind, channels: Int, filters: Int, kernel: (height: Int, width: Int) = (1, 1),
    stride: (y: Int, x: Int) = (1, 1), padding: Padding = Padding(), weights: [Float], bias: [Float]
  ) {
    (self.kind, self.channels, self.filters) = (kind, channels, filters)
    (kernelHeight, kernelWidth, strideY, strideX) = (
      kernel.height, kernel.width, stride.y, stride.x
    )
    (self.padding, self.weights, self.bias) = (padding, weights, bias)
  }

  var inputBlocks: Int { (channels + 7) / 8 }
  var outputBlocks: Int { (filters + 7) / 8 }
  var taps: Int { kernelHeight * kernelWidth }

  /// The rows or columns of the output; nil when the window does not fit.
  func outputSize(height: Int, width: Int) -> (height: Int, width: Int)? {
    let y = height + padding.top + padding.bottom - kernelHeight
    let x = width + padding.left + padding.right - kernelWidth
    return y >= 0 && x >= 0 ? (y / strideY + 1, x / strideX + 1) : nil
  }

  /// Takes over a scale and a shift of each output channel, in Double, rounded once.
  mutating func fold(scale: [Double], shift: [Double]) {
    let each = weights.count / filters
    for index in weights.indices {
      weights[index] = Float(Double(weights[index]) * scale[index / each])
    }
    for k in 0..<filters { bias[k] = Float(Double(bias[k]) * scale[k] + shift[k]) }
  }

  /// Lays weights and bias out as the kernels read them.
  mutating func pack() {
    let wide = (filters + 15) / 16
    packedBias = FloatBuffer(wide * 16)
    for k in 0..<filters { packedBias.base[k] = bias[k] }
    switch kind {
    case .depth:
      packedWeights = FloatBuffer(outputBlocks * 72)
      for k in 0..<filters {
        for tap in 0..<9 {
          packedWeights.base[(k / 8 * 9 + tap) * 8 + k % 8] = weights[k * 9 + tap]
        }
      }
    case .dense, .point:
      let unit = kind == .dense(planar: true) ? 1 : 8
      let rows = (channels + unit - 1) / unit * unit * taps
      packedWeights = FloatBuffer(wide * rows * 16)
      for k in 0..<filters {
        for c in 0..<channels {
          for tap in 0..<taps {
            let row = (c / unit * taps + tap) * unit + c % unit
            packedWeights.base[(k / 16 * rows + row) * 16 + k % 16] =
              weights[(k * channels + c) * taps + tap]
          }
        }
      }
    }
  }
}
