public import Core

/// How the classes of the training split are evened out by copies.
public enum Balancing: Hashable, Sendable {
  /// The originals as they are.
  case none
  /// Classes below the target get augmented copies until they reach it; larger ones are left alone.
  case oversample(OversampleTarget)

  /// The balancing as it stands in a manifest, complete.
  public var json: JSON {
    switch self {
    case .none: ["method": "none"]
    case .oversample(.largest): ["method": "oversample", "target": "largest"]
    case .oversample(.median): ["method": "oversample", "target": "median"]
    case .oversample(.count(let count)): ["method": "oversample", "target": .integer(count)]
    }
  }
}

/// How many rows a class is brought up to.
public enum OversampleTarget: Hashable, Sendable {
  /// The size of the largest class.
  case largest
  /// The median size of the classes that have samples; of two middle ones their mean, rounded up.
  case median
  /// A number of rows.
  case count(Int)

  /// The target in rows for some class sizes; 0 when no class has samples.
  ///
  /// - Throws: `SamplingError` for a count below 1.
  package func rows(classCounts: [Int]) throws(SamplingError) -> Int {
    let sizes = classCounts.filter { $0 > 0 }.sorted()
    switch self {
    case .largest: return sizes.last ?? 0
    case .median:
      guard !sizes.isEmpty else { return 0 }
      let (low, high) = (sizes[(sizes.count - 1) / 2], sizes[sizes.count / 2])
      return low + (high - low + 1) / 2
    case .count(let count):
      guard count >= 1 else { throw .targetOutOfRange(count) }
      return count
    }
  }
}

extension Balancing {
  private enum Method: String, CaseIterable {
    case none
    case oversample
  }

  private enum Target: String, CaseIterable {
    case largest
    case median
  }

  /// Reads `none`, `oversample` (to the largest class) or `{method: oversample, target: largest|median|N}`.
  ///
  /// - Throws: `SettingsError` that names the line and the nearest known word.
  public init(settings: SettingsNode) throws(SettingsError) {
    guard case .mapping = settings.content else {
      self = try settings.choice(Method.self) == .none ? .none : .oversample(.largest)
      return
    }
    var reader = try settings.mapping()
    let method = try reader.node("method").choice(Method.self)
    let targetNode = reader.optional("target")
    try reader.finish()
    switch (method, targetNode) {
    case (.none, .none): self = .none
    case (.none, .some(let node)): throw node.fail("a target needs the method 'oversample'")
    case (.oversample, .none): self = .oversample(.largest)
    case (.oversample, .some(let node)):
      if let word = try? node.choice(Target.self) {
        self = .oversample(word == .largest ? .largest : .median)
      } else if (try? node.int()) != nil {
        self = .oversample(.count(try node.int(in: 1...Int(Int32.max))))
      } else {
        throw node.fail("expected largest, median or a number of rows, found \(node.kind)")
      }
    }
  }
}
