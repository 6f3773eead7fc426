internal import Core

extension Block {
  /// The block with every setting written out; reading it back gives the same block.
  var json: JSON {
    switch self {
    case .convolution(let channels, let kernel, let stride, let padding, let bias):
      var settings: [String: JSON] = [
        "channels": channels.map { .integer($0) } ?? .string(Self.classes),
        "kernel": .integer(kernel), "stride": .integer(stride), "padding": .integer(padding),
      ]
      if let bias { settings["bias"] = .bool(bias) }
      return ["convolution": .object(settings)]
    case .depthwise(let kernel, let stride, let padding, let bias):
      var settings: [String: JSON] = [
        "kernel": .integer(kernel), "stride": .integer(stride), "padding": .integer(padding),
      ]
      if let bias { settings["bias"] = .bool(bias) }
      return ["depthwise": .object(settings)]
    case .depthwiseSeparable(let channels, let kernel, let stride, let padding, let activation):
      var settings: [String: JSON] = [
        "channels": .integer(channels), "kernel": .integer(kernel), "stride": .integer(stride),
        "padding": .integer(padding),
      ]
      if let activation { settings["activation"] = .string(activation.rawValue) }
      return ["depthwise-separable": .object(settings)]
    case .batchNormalization: return "batch-normalization"
    case .activation(let activation): return ["activation": .string(activation.rawValue)]
    case .maxPool(let size, let stride, let padding):
      var settings: [String: JSON] = ["size": .integer(size), "stride": .integer(stride)]
      if padding > 0 { settings["padding"] = .integer(padding) }
      return ["max-pool": .object(settings)]
    case .averagePool(let size, let stride):
      return ["average-pool": ["size": .integer(size), "stride": .integer(stride)]]
    case .globalPool: return "global-pool"
    case .globalMaxPool: return "global-max-pool"
    case .residual(let blocks, let shortcut):
      return [
        "residual": [
          "blocks": .array(blocks.map(\.json)), "shortcut": .string(shortcut.rawValue),
        ]
      ]
    case .dense(let blocks): return ["dense": ["blocks": .array(blocks.map(\.json))]]
    case .squeezeExcitation(let ratio, let activation, let gate):
      return [
        "squeeze-excitation": [
          "ratio": .integer(ratio), "activation": .string(activation.rawValue),
          "gate": .string(gate.rawValue),
        ]
      ]
    case .dropout(let rate): return ["dropout": ["rate": .number(rate)]]
    case .flatten: return "flatten"
    case .linear(let units):
      guard let units else { return "linear" }
      return ["linear": ["units": .integer(units)]]
    }
  }
}
