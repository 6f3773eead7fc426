internal import Core

/// One place where two JSON values differ.
struct JSONDifference: Hashable, Sendable {
  /// The keys to the place: "optimizer.learning-rate", "model.blocks[3].dropout".
  let path: String
  /// What the first value has there; nil for nothing.
  let first: JSON?
  /// What the second value has there; nil for nothing.
  let second: JSON?

  /// The two values in words.
  var values: (first: String, second: String) { (Self.text(first), Self.text(second)) }

  private static func text(_ value: JSON?) -> String {
    guard let value else { return "nothing" }
    let text = value.text()
    return text.count > 60 ? "\(text.prefix(60))…" : text
  }
}

extension JSON {
  /// The places where another value differs from this one, keys in the order of their UTF-8.
  func differences(from other: JSON, path: String = "") -> [JSONDifference] {
    if self == other { return [] }
    switch (self, other) {
    case (.object(let mine), .object(let theirs)):
      let keys = Set(mine.keys).union(theirs.keys)
      return keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { key in
        Self.differences(mine[key], theirs[key], path: path.isEmpty ? key : "\(path).\(key)")
      }
    case (.array(let mine), .array(let theirs)):
      return (0..<max(mine.count, theirs.count)).flatMap { place in
        Self.differences(
          place < mine.count ? mine[place] : nil, place < theirs.count ? theirs[place] : nil,
          path: "\(path)[\(place)]")
      }
    default: return [JSONDifference(path: path, first: self, second: other)]
    }
  }

  private static func differences(
    _ mine: JSON?, _ theirs: JSON?, path: String
  ) -> [JSONDifference] {
    if let mine, let theirs { return mine.differences(from: theirs, path: path) }
    return [JSONDifference(path: path, first: mine, second: theirs)]
  }
}
