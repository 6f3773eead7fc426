extension Architecture {
  /// The blocks from the image to one output a class.
  ///
  /// - Parameters:
  ///   - width: the channels of the first stage; the others are multiples of it.
  ///   - activation: every nonlinearity.
  ///   - dropout: the rate before the last layer; 0 for no dropout.
  public func blocks(width: Int, activation: Activation, dropout: Double) -> [Block] {
    let parts = Parts(width: width, activation: activation, dropout: dropout)
    switch self {
    case .vggSmall: return parts.vggSmall
    case .vgg8: return parts.vgg8
    case .vgg13: return parts.vgg13
    case .resnetSmall: return parts.resnet(blocksPerStage: 1)
    case .resnet18: return parts.resnet(blocksPerStage: 2)
    case .miniXception: return parts.miniXception
    case .linear: return [.flatten, .linear(units: nil)]
    case .mlp: return [.flatten] + parts.hidden(4) + [.linear(units: nil)]
    }
  }
}

/// What the architectures are put together from; widths are multiples of the first stage's.
private struct Parts {
  let width: Int
  let activation: Activation
  let dropout: Double

  private let pool = Block.maxPool(size: 2, stride: 2)

  init(width: Int, activation: Activation, dropout: Double) {
    (self.width, self.activation, self.dropout) = (width, activation, dropout)
  }

  private func drop(_ rate: Double) -> [Block] { rate > 0 ? [.dropout(rate: rate)] : [] }

  private func convolution(_ multiple: Int, stride: Int = 1) -> Block {
    .convolution(channels: multiple * width, kernel: 3, stride: stride, padding: 1, bias: nil)
  }

  /// A convolution with batch normalization and activation.
  private func unit(_ multiple: Int, stride: Int = 1) -> [Block] {
    [convolution(multiple, stride: stride), .batchNormalization, .activation(activation)]
  }

  /// A hidden linear layer with activation and dropout.
  func hidden(_ multiple: Int) -> [Block] {
    [.linear(units: multiple * width), .activation(activation)] + drop(dropout)
  }

  private var classifier: [Block] { [.globalPool] + drop(dropout) + [.linear(units: nil)] }

  var vggSmall: [Block] {
    unit(1) + [pool] + unit(2) + [pool] + unit(4) + [pool] + unit(8) + [pool] + unit(8)
      + classifier
  }

  var vgg8: [Block] {
    let stages = [1, 2, 4, 8].map { unit($0) + unit($0) }
    return Array(stages.joined(separator: [pool])) + classifier
  }

  var vgg13: [Block] {
    func stage(_ multiple: Int, _ count: Int) -> [Block] {
      let layers = [[Block]](
        repeating: [convolution(multiple), .activation(activation)], count: count)
      return layers.flatMap { $0 } + [pool] + drop(dropout / 2)
    }
    return stage(1, 2) + stage(2, 2) + stage(4, 3) + stage(4, 3)
      + [.flatten] + hidden(16) + hidden(16) + [.linear(units: nil)]
  }

  var miniXception: [Block] {
    func valid(_ multiple: Int) -> [Block] {
      [
        .convolution(channels: multiple * width, kernel: 3, stride: 1, padding: 0, bias: nil),
        .batchNormalization, .activation(activation),
      ]
    }
    let modules = [2, 4, 8, 16].map { multiple in
      let separable = Block.depthwiseSeparable(
        channels: multiple * width, kernel: 3, stride: 1, padding: 1, activation: nil)
      return Block.residual(
        blocks: [
          separable, .batchNormalization, .activation(activation), separable, .batchNormalization,
          .maxPool(size: 3, stride: 2, padding: 1),
        ], shortcut: .projection)
    }
    return valid(1) + valid(1) + modules + drop(dropout)
      + [
        .convolution(channels: nil, kernel: 3, stride: 1, padding: 1, bias: nil), .globalPool,
      ]
  }

  func resnet(blocksPerStage: Int) -> [Block] {
    var blocks = unit(1)
    for (stage, multiple) in [1, 2, 4, 8].enumerated() {
      for index in 0..<blocksPerStage {
        let stride = stage > 0 && index == 0 ? 2 : 1
        let body =
          unit(multiple, stride: stride) + [convolution(multiple), .batchNormalization]
        blocks += [.residual(blocks: body, shortcut: .automatic), .activation(activation)]
      }
    }
    return blocks + classifier
  }
}
