internal import Core

extension TuneParameter {
  /// What may be searched besides the recipe's keys: everything at once.
  static let wholes = ["recipe", "augmentation"]

  /// Reads `values: […]` (or the bare list) or `range: [low, high]` with `scale`, `integer` and `points`.
  ///
  /// A word that ends in .yaml is the file of that name beside the space.
  init(key: String, settings node: SettingsNode, folder: String) throws(WorkbenchError) {
    guard let path = SettingPath(key) else {
      throw .settings(
        node.fail("'\(key)' is not a path of keys such as 'optimizer.learning-rate'"))
    }
    (self.path, self.node) = (path, node)
    if case .sequence = node.content {
      domain = try Self.choices(node, labels: nil, folder: folder)
      return
    }
    var reader = try lifting { () throws(SettingsError) in try node.mapping() }
    let (values, range) = (reader.optional("values"), reader.optional("range"))
    if let values {
      if let range {
        throw .settings(range.fail("'\(key)' has both values and a range; keep one of them"))
      }
      domain = try Self.choices(values, labels: reader.optional("labels"), folder: folder)
    } else if let range {
      do { domain = .range(try TuneRange(settings: range, reader: &reader)) } catch {
        throw .settings(error)
      }
    } else {
      throw .settings(node.fail("'\(key)' needs 'values: […]' or 'range: [low, high]'"))
    }
    try lifting { () throws(SettingsError) in try reader.finish() }
  }

  private static func choices(
    _ node: SettingsNode, labels: SettingsNode?, folder: String
  ) throws(WorkbenchError) -> Domain {
    let elements = try lifting { () throws(SettingsError) in try node.sequence() }
    guard elements.count >= 1, elements.count <= 1000 else {
      throw .settings(node.fail("\(elements.count) values; give 1 to 1000"))
    }
    var given: [String] = []
    if let labels {
      try lifting { () throws(SettingsError) in
        for label in try labels.sequence() { given.append(try label.string()) }
        guard given.count == elements.count, Set(given).count == given.count else {
          throw labels.fail(
            "labels must be as many as values, \(elements.count), and no two alike")
        }
      }
    }
    var choices: [Choice] = []
    var taken: Set<String> = []
    for (place, element) in elements.enumerated() {
      var value = element
      var label = element.label
      if case .scalar(let name, _) = element.content,
        name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      {
        value = try SettingsFile.read(Files.join(folder, name))
        label = String(Files.lastComponent(name).prefix { $0 != "." })
      }
      if !given.isEmpty { label = given[place] }
      if !taken.insert(label).inserted {
        label += " (\(place + 1))"
        taken.insert(label)
      }
      choices.append(Choice(label: label, node: value))
    }
    return .choices(choices)
  }
}

extension TuneRange {
  fileprivate init(settings node: SettingsNode, reader: inout SettingsReader) throws(SettingsError)
  {
    let ends = try node.sequence()
    guard ends.count == 2 else { throw node.fail("a range is two numbers: [low, high]") }
    (low, high) = (try ends[0].double(), try ends[1].double())
    guard low < high else { throw node.fail("the range's first number must be below its second") }
    let scaleNode = reader.optional("scale")
    scale = try scaleNode?.choice(Scale.self) ?? .linear
    if scale == .log, low <= 0 {
      throw node.fail("a logarithmic range must begin above 0; raise it or use scale: linear")
    }
    isInteger = try reader.optional("integer")?.bool() ?? false
    if isInteger {
      for end in ends { _ = try end.int(in: -(1 << 50)...1 << 50) }
    }
    points = try reader.optional("points")?.int(in: 2...1000)
  }
}

extension SettingsNode {
  /// A short name: the word itself, or the settings on one line.
  var label: String {
    switch content {
    case .scalar(let text, _): return isNull ? "none" : text.isEmpty ? "\"\"" : text
    case .sequence(let elements):
      return "[" + elements.map(\.label).joined(separator: ", ") + "]"
    case .mapping(let members):
      return members.map { key, _, value in
        // What a mapping is called says enough without the key.
        let isName = ["architecture", "name"].contains(key)
        return isName ? value.label : "\(key) \(value.label)"
      }.joined(separator: ", ")
    }
  }
}
