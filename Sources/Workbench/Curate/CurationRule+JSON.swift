internal import Core
internal import DatasetCatalog

extension CurationRule {
  /// Everything that decides what the rule does; where it stands in a file is left out.
  var json: JSON {
    var conditions: [String: JSON] = [:]
    func list(_ key: String, _ words: [String]) {
      if !words.isEmpty { conditions[key] = .array(words.map(JSON.string)) }
    }
    list("class", filter.classes)
    list("ids", names)
    list("source", filter.sources)
    list("split", filter.splits.map(\.rawValue))
    if let check { conditions["check"] = .string(check) }
    for range in filter.ranges {
      conditions[range.measure.rawValue] = [
        "at-least": range.atLeast.map(JSON.number) ?? .null,
        "below": range.below.map(JSON.number) ?? .null,
      ]
    }
    return [
      "action": .string(action.word), "keep": keep.map { .string($0.rawValue) } ?? .null,
      "reason": reason.map(JSON.string) ?? .null, "value": value.map(JSON.string) ?? .null,
      "where": .object(conditions),
    ]
  }

  private var value: String? {
    switch action {
    case .relabel(let name): name
    case .group(let name): name
    case .splitPin(let split): split.rawValue
    case .keep, .exclude, .once, .notDuplicate: nil
    }
  }
}
