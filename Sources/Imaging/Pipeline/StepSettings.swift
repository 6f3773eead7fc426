internal import Core

/// A step of a pipeline as a settings file has it: a word, or a mapping whose key `method` holds the word.
struct StepSettings {
  /// The word.
  let method: SettingsNode
  /// The parameters; empty after a word alone.
  var reader: SettingsReader?

  /// The step of a node; nil where it is missing or "none".
  init?(_ node: SettingsNode?) throws(SettingsError) {
    guard let node else { return nil }
    if case .mapping = node.content {
      var reader = try node.mapping()
      method = try reader.node("method")
      self.reader = reader
    } else {
      method = node
    }
    if try method.string() == "none" {
      try finish()
      return nil
    }
  }

  /// A whole number in a range, or its default.
  mutating func int(_ key: String, _ standard: Int, in range: ClosedRange<Int>)
    throws(SettingsError) -> Int
  {
    try reader?.optional(key)?.int(in: range) ?? standard
  }

  /// An odd number in a range, or its default.
  mutating func odd(_ key: String, _ standard: Int, in range: ClosedRange<Int>)
    throws(SettingsError) -> Int
  {
    guard let node = reader?.optional(key) else { return standard }
    let value = try node.int(in: range)
    guard value % 2 == 1 else { throw node.fail("\(value) is even; a window has a middle") }
    return value
  }

  /// A number in a range, or its default.
  mutating func double(_ key: String, _ standard: Double, in range: ClosedRange<Double>)
    throws(SettingsError) -> Double
  {
    try reader?.optional(key)?.double(in: range) ?? standard
  }

  /// A number in a range, or nil.
  mutating func double(_ key: String, in range: ClosedRange<Double>) throws(SettingsError)
    -> Double?
  {
    try reader?.optional(key)?.double(in: range)
  }

  /// Refuses keys that were not asked for.
  func finish() throws(SettingsError) { try reader?.finish() }
}

extension JSON {
  /// A number, written without ".0" where it is whole.
  static func plain(_ value: Double) -> JSON {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
