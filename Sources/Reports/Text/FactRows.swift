internal import Core

/// Settings as names and values that can be read.
enum FactRows {
  /// The members of an object, deeper ones by their path; steps of a list are numbered.
  static func of(_ json: JSON) -> [(name: String, value: String)] { rows(json, path: "", depth: 0) }

  private static func rows(
    _ json: JSON, path: String, depth: Int
  ) -> [(name: String, value: String)] {
    if let members = json.objectValue, depth < 3, !members.isEmpty {
      return members.keys.sorted().flatMap { key in
        rows(
          members[key] ?? .null, path: path.isEmpty ? key : "\(path) › \(key)", depth: depth + 1)
      }
    }
    if let elements = json.arrayValue, elements.contains(where: isBranching) {
      return elements.enumerated().map { index, element in
        step(element, at: "\(path) \(index + 1)")
      }
    }
    return path.isEmpty && text(json).isEmpty ? [] : [(path, text(json))]
  }

  private static func isBranching(_ json: JSON) -> Bool {
    json.objectValue != nil || json.arrayValue != nil
  }

  /// A step is told by its name.
  private static func step(_ json: JSON, at path: String) -> (name: String, value: String) {
    guard var members = json.objectValue, let name = members.removeValue(forKey: "step"),
      let name = name.stringValue
    else { return (path, text(json)) }
    members["version"] = nil
    return ("\(path): \(name)", members.isEmpty ? "–" : text(.object(members)))
  }

  /// A value on one line.
  static func text(_ json: JSON) -> String {
    switch json {
    case .null: return "none"
    case .bool(let value): return value ? "yes" : "no"
    case .integer(let value): return String(value)
    case .number(let value): return value.description
    case .string(let value): return value
    case .array(let elements): return elements.map(text).joined(separator: ", ")
    case .object(let members):
      return members.keys.sorted().map { key in
        let value = members[key] ?? .null
        return isBranching(value) ? "\(key) (\(text(value)))" : "\(key) \(text(value))"
      }.joined(separator: ", ")
    }
  }
}
