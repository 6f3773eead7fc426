/// One place in a settings file: a scalar, a list or a mapping, with where it stands.
///
/// YAML and JSON both become such nodes, so each module reads its own settings strictly and its errors name
/// file, line and key.
public struct SettingsNode: Sendable {
  /// What stands here.
  public enum Content: Sendable {
    /// A word or number; `quoted` when it was written in quotes and so can only be text.
    case scalar(String, quoted: Bool)
    /// A list.
    case sequence([SettingsNode])
    /// Keys and values in the order of the file.
    case mapping([(key: String, line: Int?, value: SettingsNode)])
  }

  /// The file as the user named it.
  public let file: String
  /// The line, from 1.
  public let line: Int?
  /// The path of keys to this node.
  public let path: String
  /// What stands here.
  public let content: Content

  /// A node read by some parser.
  public init(file: String, line: Int?, path: String, content: Content) {
    (self.file, self.line, self.path, self.content) = (file, line, path, content)
  }

  /// A node from JSON, which has no lines; `file` is named in errors.
  public init(json: JSON, file: String, path: String = "") {
    let content: Content
    switch json {
    case .null: content = .scalar("null", quoted: false)
    case .bool(let value): content = .scalar(value ? "true" : "false", quoted: false)
    case .integer(let value): content = .scalar(String(value), quoted: false)
    case .number(let value): content = .scalar(value.description, quoted: false)
    case .string(let value): content = .scalar(value, quoted: true)
    case .array(let elements):
      content = .sequence(
        elements.enumerated().map { index, element in
          SettingsNode(json: element, file: file, path: "\(path)[\(index)]")
        })
    case .object(let members):
      content = .mapping(
        members.sorted { $0.key < $1.key }.map { key, value in
          let inner = path.isEmpty ? key : "\(path).\(key)"
          return (key, nil, SettingsNode(json: value, file: file, path: inner))
        })
    }
    self.init(file: file, line: nil, path: path, content: content)
  }

  /// An error about this place.
  public func fail(_ reason: String) -> SettingsError {
    SettingsError(file: file, line: line, path: path, reason: reason)
  }

  /// A reader of the mapping that stands here.
  public func mapping() throws(SettingsError) -> SettingsReader {
    guard case .mapping(let members) = content else {
      throw fail("expected keys and values, found \(kind)")
    }
    return try SettingsReader(node: self, members: members)
  }

  /// The elements of the list that stands here.
  public func sequence() throws(SettingsError) -> [SettingsNode] {
    guard case .sequence(let elements) = content else {
      throw fail("expected a list, found \(kind)")
    }
    return elements
  }

  /// Whether nothing stands here (an empty value, "null" or "~").
  public var isNull: Bool {
    guard case .scalar(let text, quoted: false) = content else { return false }
    return text.isEmpty || text == "null" || text == "~"
  }

  /// A short name of what stands here, for messages.
  public var kind: String {
    switch content {
    case .scalar(let text, let quoted): quoted || !text.isEmpty ? "'\(text)'" : "nothing"
    case .sequence: "a list"
    case .mapping: "keys and values"
    }
  }
}
