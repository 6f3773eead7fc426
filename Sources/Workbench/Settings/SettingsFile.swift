public import Core
internal import Yams

/// Reads a YAML settings file into nodes that know their lines.
public enum SettingsFile {
  /// The largest settings file read, in bytes.
  public static let maximumBytes = 1 << 20
  private static let maximumNodes = 100_000

  /// Reads a file; errors name the file and the line.
  public static func read(_ path: String) throws(WorkbenchError) -> SettingsNode {
    let bytes: [UInt8]
    do { bytes = try Files.read(path, limit: maximumBytes) } catch { throw .file(error) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .settings(
        SettingsError(file: path, line: nil, path: "", reason: "the file is not UTF-8 text"))
    }
    return try parse(text, file: path)
  }

  /// Parses YAML text; `file` is named in errors.
  public static func parse(_ text: String, file: String) throws(WorkbenchError) -> SettingsNode {
    let root: Node?
    do { root = try compose(yaml: text) } catch {
      throw .settings(describe(error, file: file))
    }
    guard let root else {
      throw .settings(
        SettingsError(file: file, line: nil, path: "", reason: "the file is empty"))
    }
    var budget = maximumNodes
    do throws(SettingsError) {
      return try node(root, file: file, path: "", budget: &budget)
    } catch { throw .settings(error) }
  }

  private static func node(
    _ node: Node, file: String, path: String, budget: inout Int
  ) throws(SettingsError) -> SettingsNode {
    let line = node.mark?.line
    budget -= 1
    guard budget > 0 else {
      throw SettingsError(
        file: file, line: line, path: path,
        reason: "more than \(maximumNodes) values; check the file's aliases")
    }
    let content: SettingsNode.Content
    switch node {
    case .scalar(let scalar):
      let plain = scalar.style == .plain || scalar.style == .any
      content = .scalar(scalar.string, quoted: !plain)
    case .sequence(let sequence):
      var elements: [SettingsNode] = []
      for (index, element) in sequence.enumerated() {
        elements.append(
          try self.node(element, file: file, path: "\(path)[\(index)]", budget: &budget))
      }
      content = .sequence(elements)
    case .mapping(let mapping):
      var members: [(key: String, line: Int?, value: SettingsNode)] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          throw SettingsError(
            file: file, line: key.mark?.line, path: path, reason: "a key must be a single word")
        }
        let inner = path.isEmpty ? name : "\(path).\(name)"
        let child = try self.node(value, file: file, path: inner, budget: &budget)
        members.append((name, key.mark?.line, child))
      }
      content = .mapping(members)
    case .alias:
      throw SettingsError(
        file: file, line: line, path: path, reason: "an alias without its anchor")
    }
    return SettingsNode(file: file, line: line, path: path, content: content)
  }

  private static func describe(_ error: any Error, file: String) -> SettingsError {
    func at(_ line: Int?, _ reason: String) -> SettingsError {
      SettingsError(file: file, line: line, path: "", reason: reason)
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return at(mark.line, "this is not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      return at(context.mark.line, "the key \(keys) stands here twice; keep one of them")
    case .reader(let problem, _, _, _): return at(nil, "this is not valid YAML: \(problem)")
    default: return at(nil, "this is not valid YAML; check its indentation and quotes")
    }
  }
}
