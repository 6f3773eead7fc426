/// Reads the keys of one mapping; `finish` refuses the keys nobody asked for.
public struct SettingsReader: Sendable {
  /// The mapping itself.
  public let node: SettingsNode
  private var members: [String: (line: Int?, value: SettingsNode)] = [:]
  private var asked: Set<String> = []

  init(
    node: SettingsNode, members list: [(key: String, line: Int?, value: SettingsNode)]
  ) throws(SettingsError) {
    self.node = node
    for (key, line, value) in list {
      guard members.updateValue((line, value), forKey: key) == nil else {
        throw SettingsError(
          file: node.file, line: line, path: node.path,
          reason: "the key '\(key)' stands here twice; keep one of them")
      }
    }
  }

  /// The value of a key that must be there.
  public mutating func node(_ key: String) throws(SettingsError) -> SettingsNode {
    guard let value = optional(key) else {
      throw node.fail("the key '\(key)' is missing")
    }
    return value
  }

  /// The value of a key that may be missing (or null).
  public mutating func optional(_ key: String) -> SettingsNode? {
    asked.insert(key)
    guard let value = members[key]?.value, !value.isNull else { return nil }
    return value
  }

  /// Refuses keys that were never asked for, naming the nearest known one.
  public func finish() throws(SettingsError) {
    let unknown = members.filter { !asked.contains($0.key) }
      .min { ($0.value.line ?? 0, $0.key) < ($1.value.line ?? 0, $1.key) }
    guard let unknown else { return }
    let known = asked.sorted()
    let hint =
      EditDistance.nearest(to: unknown.key, among: known)
      .map { "did you mean '\($0)'?" } ?? "known keys: \(known.joined(separator: ", "))"
    throw SettingsError(
      file: node.file, line: unknown.value.line ?? node.line, path: node.path,
      reason: "unknown key '\(unknown.key)'; \(hint)")
  }
}
