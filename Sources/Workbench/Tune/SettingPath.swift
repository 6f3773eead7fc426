internal import Core

/// A place in a recipe: keys joined by dots, elements of lists by their number in brackets.
///
/// "optimizer.learning-rate", "model.blocks[3].convolution.channels".
struct SettingPath: Hashable, Sendable {
  /// One step down.
  enum Component: Hashable, Sendable {
    case key(String)
    /// From 0.
    case index(Int)
  }

  /// As it is written.
  let text: String
  let components: [Component]

  /// Reads a path; nil where it is none.
  init?(_ text: String) {
    self.text = text
    var components: [Component] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = pieces.first, !key.isEmpty, !key.contains("]") else { return nil }
      components.append(.key(String(key)))
      for piece in pieces.dropFirst() {
        guard piece.last == "]", let index = Int(piece.dropLast()), (0..<10_000).contains(index)
        else { return nil }
        components.append(.index(index))
      }
    }
    self.components = components
  }

  /// Whether setting this place would also set, or throw away, the other.
  func covers(_ other: SettingPath) -> Bool { other.components.starts(with: components) }
}

extension SettingsNode {
  /// These settings with another value at a place; mappings on the way that are missing are made.
  ///
  /// The value keeps its own file and line, so that what is wrong with it is told where it was written.
  func setting(_ path: SettingPath, to value: SettingsNode) throws(SettingsError) -> SettingsNode {
    try setting(path.components[...], to: value)
  }

  private func setting(
    _ path: ArraySlice<SettingPath.Component>, to value: SettingsNode
  ) throws(SettingsError) -> SettingsNode {
    guard let step = path.first else { return value.moved(to: self.path) }
    switch step {
    case .key(let key):
      var members: [(key: String, line: Int?, value: SettingsNode)] = []
      if case .mapping(let own) = content {
        members = own
      } else if !isNull {
        throw value.fail("'\(self.path)' of the recipe is \(kind), which has no '\(key)'")
      }
      let inner = self.path.isEmpty ? key : "\(self.path).\(key)"
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place].value = try members[place].value.setting(path.dropFirst(), to: value)
        members[place].line = value.line ?? members[place].line
      } else {
        let nothing = SettingsNode(
          file: value.file, line: value.line, path: inner, content: .scalar("", quoted: false))
        members.append((key, value.line, try nothing.setting(path.dropFirst(), to: value)))
      }
      return SettingsNode(file: file, line: line, path: self.path, content: .mapping(members))
    case .index(let index):
      guard case .sequence(var elements) = content else {
        throw value.fail("'\(self.path)' of the recipe is \(kind), which has no element \(index)")
      }
      guard elements.indices.contains(index) else {
        throw value.fail(
          "'\(self.path)' of the recipe has \(elements.count) elements, so there is no [\(index)]")
      }
      elements[index] = try elements[index].setting(path.dropFirst(), to: value)
      return SettingsNode(file: file, line: line, path: self.path, content: .sequence(elements))
    }
  }

  /// The same settings under another path; file and line stay.
  func moved(to path: String) -> SettingsNode {
    let content: Content
    switch self.content {
    case .scalar: content = self.content
    case .sequence(let elements):
      content = .sequence(elements.enumerated().map { $1.moved(to: "\(path)[\($0)]") })
    case .mapping(let members):
      content = .mapping(
        members.map { key, line, value in
          (key, line, value.moved(to: path.isEmpty ? key : "\(path).\(key)"))
        })
    }
    return SettingsNode(file: file, line: line, path: path, content: content)
  }
}
