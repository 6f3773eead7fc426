internal import Core
internal import Curation
internal import DatasetCatalog

extension CurationRule {
  /// The rules of a file: a list, or the list under `rules`.
  static func all(
    settings node: SettingsNode, taxonomy: Taxonomy
  ) throws(SettingsError) -> [CurationRule] {
    var list = node
    if case .mapping = node.content {
      var reader = try node.mapping()
      list = try reader.node("rules")
      try reader.finish()
    }
    return try list.sequence().map { element throws(SettingsError) in
      try CurationRule(settings: element, taxonomy: taxonomy)
    }
  }

  /// Reads `action`, `value`, `keep`, `reason` and `where`.
  init(settings node: SettingsNode, taxonomy: Taxonomy) throws(SettingsError) {
    var reader = try node.mapping()
    let actionNode = try reader.node("action")
    let valueNode = reader.optional("value")
    let word = try actionNode.string()
    guard CurationAction.words.contains(word) else {
      throw actionNode.unknown(word, among: CurationAction.words)
    }
    switch CurationAction.named(
      word, value: try valueNode?.string(), taxonomy: taxonomy, allowingUnnamedGroup: true)
    {
    case .action(let action): self.init(action)
    case .wrong(let reason): throw (valueNode ?? actionNode).fail(reason)
    }
    place = node.line.map { "\(node.file):\($0)" } ?? "\(node.file): \(node.path)"
    reason = try reader.optional("reason")?.string()
    keep = try reader.optional("keep")?.choice(KeepChoice.self)
    let conditions = try reader.node("where")
    try read(conditions, taxonomy: taxonomy)
    try reader.finish()
    if keep != nil, check == nil {
      throw conditions.fail(
        "'keep' says which sample of a finding is spared; give a 'check' with it")
    }
    if names.isEmpty, check == nil, filter.isEmpty {
      throw conditions.fail("no condition; a rule about every sample needs one, such as a class")
    }
  }

  private mutating func read(
    _ node: SettingsNode, taxonomy: Taxonomy
  ) throws(SettingsError) {
    var reader = try node.mapping()
    check = try reader.optional("check")?.choice(Check.self).rawValue
    names = try reader.optional("ids")?.words() ?? []
    filter.sources = try reader.optional("source")?.words() ?? []
    if let classes = reader.optional("class") {
      for name in try classes.words() {
        guard taxonomy.classIndex(named: name) != nil else {
          throw classes.unknown(name, among: taxonomy.classNames)
        }
        filter.classes.append(name)
      }
    }
    if let splits = reader.optional("split") {
      for name in try splits.words() {
        guard let split = Split(rawValue: name) else {
          throw splits.unknown(name, among: Split.allCases.map(\.rawValue))
        }
        filter.splits.append(split)
      }
    }
    for measure in CurationMeasure.allCases {
      guard let range = reader.optional(measure.rawValue) else { continue }
      var bounds = try range.mapping()
      let atLeast = try bounds.optional("at-least")?.double()
      let below = try bounds.optional("below")?.double()
      try bounds.finish()
      guard atLeast != nil || below != nil else {
        throw range.fail("give at-least, below or both")
      }
      if let atLeast, let below, atLeast >= below {
        throw range.fail("nothing is at least \(atLeast) and below \(below)")
      }
      filter.ranges.append(MeasureRange(measure, atLeast: atLeast, below: below))
    }
    try reader.finish()
  }
}

extension SettingsNode {
  /// One word, or a list of words.
  fileprivate func words() throws(SettingsError) -> [String] {
    if case .sequence(let elements) = content {
      return try elements.map { element throws(SettingsError) in try element.string() }
    }
    return [try string()]
  }
}
