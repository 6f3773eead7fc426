public import Core

extension Balancing {
  private enum Method: String, CaseIterable {
    case none
    case oversample
    case undersample
    case target
    case weights
    case sampler
  }

  /// Reads a method as a word, or `{method: …}` with the keys of that method.
  ///
  /// - `none`.
  /// - `oversample`, `target: largest` (default), `median` or a number.
  /// - `undersample`, `target: smallest` (default), `median` or a number.
  /// - `target`, which needs `target:` a number, `largest`, `median` or `smallest`.
  /// - `weights`, `by: inverse-frequency` (default) or `effective-number`, then `beta:` (0.999).
  /// - `sampler`, `length:` rows an epoch, or `rows` (default) for as many as there are.
  /// - Throws: `SettingsError` that names the line and the nearest known word.
  public init(settings: SettingsNode) throws(SettingsError) {
    guard case .mapping = settings.content else {
      self = try Balancing(try settings.choice(Method.self), at: settings, BalancingKeys())
      return
    }
    var reader = try settings.mapping()
    let method = try reader.node("method").choice(Method.self)
    let keys = BalancingKeys(reader: &reader)
    try reader.finish()
    self = try Balancing(method, at: settings, keys)
  }

  private init(
    _ method: Method, at node: SettingsNode, _ keys: BalancingKeys
  ) throws(SettingsError) {
    let isTargeted = [.oversample, .undersample, .target].contains(method)
    if let target = keys.target, !isTargeted {
      throw target.fail("a target needs the method oversample, undersample or target")
    }
    if let by = keys.by ?? keys.beta, method != .weights {
      throw by.fail("this key needs the method weights")
    }
    if let length = keys.length, method != .sampler {
      throw length.fail("a length needs the method sampler")
    }
    switch method {
    case .none: self = .none
    case .oversample: self = .oversample(try keys.target([.largest, .median]) ?? .largest)
    case .undersample: self = .undersample(try keys.target([.smallest, .median]) ?? .smallest)
    case .target:
      guard let target = try keys.target([.largest, .median, .smallest]) else {
        throw node.fail(
          "the method target needs a target: the number of rows each class shall have, or largest, "
            + "median or smallest")
      }
      self = .target(target)
    case .weights: self = .weights(try ClassWeighting(by: keys.by, beta: keys.beta))
    case .sampler: self = .sampler(length: try keys.rows())
    }
  }
}

/// The keys beside `method`.
private struct BalancingKeys {
  var target: SettingsNode?
  var by: SettingsNode?
  var beta: SettingsNode?
  var length: SettingsNode?

  init() {}

  init(reader: inout SettingsReader) {
    (target, by) = (reader.optional("target"), reader.optional("by"))
    (beta, length) = (reader.optional("beta"), reader.optional("length"))
  }

  func target(_ words: [BalanceTarget]) throws(SettingsError) -> BalanceTarget? {
    guard let target else { return nil }
    return try BalanceTarget(settings: target, words: words)
  }

  /// The length in rows; one row cannot be trained on.
  func rows() throws(SettingsError) -> Int? {
    guard let length else { return nil }
    if (try? length.string()) == "rows" { return nil }
    guard (try? length.int()) != nil else {
      throw length.fail("expected a number of rows, or rows for as many as there are")
    }
    return try length.int(in: 2...Int(Int32.max))
  }
}
