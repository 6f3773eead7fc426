internal import Core

/// How many rows balancing gives a class.
public enum BalanceTarget: Hashable, Sendable {
  /// The size of the largest class.
  case largest
  /// The median size of the classes that have samples; of two middle ones their mean, rounded up.
  case median
  /// The size of the smallest class that has samples.
  case smallest
  /// A number of rows.
  case count(Int)

  /// The target in rows for some class sizes; 0 when no class has samples.
  ///
  /// - Throws: `SamplingError` for a count below 1.
  package func rows(classCounts: [Int]) throws(SamplingError) -> Int {
    let sizes = classCounts.filter { $0 > 0 }.sorted()
    switch self {
    case .largest: return sizes.last ?? 0
    case .smallest: return sizes.first ?? 0
    case .median:
      guard !sizes.isEmpty else { return 0 }
      let (low, high) = (sizes[(sizes.count - 1) / 2], sizes[sizes.count / 2])
      return low + (high - low + 1) / 2
    case .count(let count):
      guard count >= 1 else { throw .targetOutOfRange(count) }
      return count
    }
  }

  /// The target as it stands in a manifest.
  var json: JSON {
    switch self {
    case .largest: "largest"
    case .median: "median"
    case .smallest: "smallest"
    case .count(let count): .integer(count)
    }
  }

  /// Reads one of some words, or a number of rows.
  init(settings node: SettingsNode, words: [BalanceTarget]) throws(SettingsError) {
    let known = words.compactMap(\.json.stringValue)
    if (try? node.int()) != nil {
      self = .count(try node.int(in: 1...Int(Int32.max)))
      return
    }
    guard let word = try? node.string() else {
      throw node.fail(
        "expected \(known.joined(separator: ", ")) or a number of rows, found \(node.kind)")
    }
    guard let target = words.first(where: { $0.json.stringValue == word }) else {
      throw node.unknown(word, among: known + ["a number of rows"])
    }
    self = target
  }
}
