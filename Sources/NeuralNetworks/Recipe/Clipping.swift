internal import Core

/// How large gradients are made smaller before the optimizer sees them.
public enum Clipping: Hashable, Sendable {
  /// All gradients are scaled so that their common L2 norm is at most this (Pascanu et al., 2013).
  case norm(Double)
  /// Every element is cut to ± this.
  case value(Double)

  /// Reads the keys `clip-norm` and `clip-value` of a recipe, of which one may be given.
  static func read(_ reader: inout SettingsReader) throws(SettingsError) -> Clipping? {
    let (norm, value) = (reader.optional("clip-norm"), reader.optional("clip-value"))
    if norm != nil, let value {
      throw value.fail("gradients are clipped by norm or by value; keep one of the two keys")
    }
    if let norm { return .norm(try norm.double(in: 1e-6...1e6)) }
    if let value { return .value(try value.double(in: 1e-9...1e6)) }
    return nil
  }

  var member: (key: String, value: JSON) {
    switch self {
    case .norm(let norm): ("clip-norm", .number(norm))
    case .value(let value): ("clip-value", .number(value))
    }
  }
}
