public import Core

/// How the classes of the training split are evened out.
public enum Balancing: Hashable, Sendable {
  /// The originals as they are.
  case none
  /// Classes below the target get augmented copies until they reach it; larger ones are left alone.
  case oversample(BalanceTarget)
  /// Classes above the target lose originals until they reach it; smaller ones are left alone.
  case undersample(BalanceTarget)
  /// Classes below the target get copies, classes above it lose originals.
  case target(BalanceTarget)
  /// The originals as they are, weighted by class in the loss.
  case weights(ClassWeighting)
  /// The originals as they are; training draws rows with replacement, every class as often as any other.
  ///
  /// An epoch has `length` rows, or as many as there are where it is nil. As PyTorch's
  /// `WeightedRandomSampler` with the weight 1 / n for a row of a class of n.
  case sampler(length: Int?)

  /// What classes are brought to, where the method has that.
  public var target: BalanceTarget? {
    switch self {
    case .oversample(let target), .undersample(let target), .target(let target): target
    case .none, .weights, .sampler: nil
    }
  }

  /// Whether small classes get augmented copies.
  public var fills: Bool {
    switch self {
    case .oversample, .target: true
    case .none, .undersample, .weights, .sampler: false
    }
  }

  /// Whether large classes lose originals.
  var thins: Bool {
    switch self {
    case .undersample, .target: true
    case .none, .oversample, .weights, .sampler: false
    }
  }

  /// The balancing as it stands in a manifest, complete.
  public var json: JSON {
    switch self {
    case .none: return ["method": "none"]
    case .oversample(let target): return ["method": "oversample", "target": target.json]
    case .undersample(let target): return ["method": "undersample", "target": target.json]
    case .target(let target): return ["method": "target", "target": target.json]
    case .weights(let weighting):
      var members = weighting.json.objectValue ?? [:]
      members["by"] = members["method"]
      members["method"] = "weights"
      return .object(members)
    case .sampler(let length):
      return ["length": length.map(JSON.integer) ?? "rows", "method": "sampler"]
    }
  }
}
