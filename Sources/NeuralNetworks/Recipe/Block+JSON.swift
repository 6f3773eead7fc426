internal import Core

extension Block {
  /// The block with every setting written out; reading it back gives the same block.
  var json: JSON {
    switch self {
    case .convolution(let channels, let kernel, let stride, let padding, let bias):
      var settings: [String: JSON] = [
        "channels": .integer(channels), "kernel": .integer(kernel),
        "stride": .integer(stride), "padding": .integer(padding),
      ]
      if let bias { settings["bias"] = .bool(bias) }
      return ["convolution": .object(settings)]
    case .batchNormalization: return "batch-normalization"
    case .activation(let activation): return ["activation": .string(activation.rawValue)]
    case .maxPool(let size, let stride):
      return ["max-pool": ["size": .integer(size), "stride": .integer(stride)]]
    case .averagePool(let size, let stride):
      return ["average-pool": ["size": .integer(size), "stride": .integer(stride)]]
    case .globalPool: return "global-pool"
    case .residual(let blocks, let shortcut):
      return [
        "residual": [
          "blocks": .array(blocks.map(\.json)), "shortcut": .string(shortcut.rawValue),
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
