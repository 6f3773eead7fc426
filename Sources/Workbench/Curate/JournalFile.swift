internal import Core
internal import DatasetCatalog

/// A journal as a file: JSON lines, the first of which says what they are.
enum JournalFile {
  static let format = "fer-data journal/1"
  /// The longest line that is read, in bytes.
  static let longestLine = 1 << 20

  /// The first line; it says how many follow, so that a file that was cut short between lines is noticed.
  static func header(_ taxonomy: Taxonomy, decisions: Int) -> JSON {
    [
      "classes": .array(taxonomy.classNames.map(JSON.string)), "decisions": .integer(decisions),
      "format": .string(format), "taxonomy": .string(taxonomy.name),
    ]
  }

  static func json(_ decision: Decision, times: Bool) -> JSON {
    var members: [String: JSON] = [
      "action": .string(decision.action.word), "author": .string(decision.author),
      "reason": .string(decision.reason),
    ]
    switch decision.target {
    case .sample(let key): members["sample"] = .string(key.digest.hex)
    case .content(let content): members["content"] = .string(content.digest.hex)
    }
    if let value = decision.action.value { members["value"] = .string(value) }
    if times, let time = decision.recordedAt { members["at"] = .string(time) }
    return .object(members)
  }

  /// The decisions of a file.
  ///
  /// - Throws: `.problem` that names the line, from 1.
  static func read(_ path: String, taxonomy: Taxonomy) throws(WorkbenchError) -> [Decision] {
    let file = try lifting { () throws(FileError) in try MappedFile(path: path) }
    var decisions: [Decision] = []
    var texts: [String: String] = [:]
    try file.withBytes { bytes throws(WorkbenchError) in
      var (start, line) = (0, 0)
      var announced: Int?
      while start < bytes.count {
        line += 1
        func fail(_ reason: String) -> WorkbenchError { .problem("\(path):\(line): \(reason)") }
        let rest = bytes[start...].prefix(longestLine)
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
          throw fail(
            rest.count < longestLine
              ? "the file ends in the middle of a line; take the whole file"
              : "the line is longer than \(longestLine) bytes; this is no journal")
        }
        let json: JSON
        do { json = try JSON(parsing: Array(bytes[start..<end])) } catch {
          throw fail("this is no JSON: \(error)")
        }
        start = end + 1
        guard line > 1 else {
          guard json["format"]?.stringValue == format else {
            throw fail("expected the format '\(format)'; this is another kind of file")
          }
          announced = json["decisions"]?.intValue
          continue
        }
        switch decision(json, taxonomy, &texts) {
        case .success(let decision): decisions.append(decision)
        case .failure(let fault): throw fail(fault.reason)
        }
      }
      guard line > 0 else { throw .problem("\(path): the file is empty; this is no journal") }
      if let announced, announced != decisions.count {
        throw .problem(
          "\(path): the first line announces \(announced) decisions, and \(decisions.count) follow; take "
            + "the whole file, or leave 'decisions' out of a file that you changed")
      }
    }
    return decisions
  }

  private struct Fault: Error { let reason: String }

  private static let keys: Set<String> = [
    "action", "at", "author", "content", "reason", "sample", "value",
  ]

  private static func decision(
    _ json: JSON, _ taxonomy: Taxonomy, _ texts: inout [String: String]
  ) -> Result<Decision, Fault> {
    func fail(_ reason: String) -> Result<Decision, Fault> { .failure(Fault(reason: reason)) }
    guard let members = json.objectValue else { return fail("expected an object") }
    if let unknown = members.keys.filter({ !keys.contains($0) }).min() {
      let near = EditDistance.nearest(to: unknown, among: keys.sorted())
      return fail("unknown key '\(unknown)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
    }
    func text(_ key: String) -> String? {
      guard let text = members[key]?.stringValue else { return nil }
      if let known = texts[text] { return known }
      // Reasons and authors repeat; keys of samples do not, and are not kept.
      texts[text] = text
      return text
    }
    guard let word = members["action"]?.stringValue, let author = text("author"),
      let reason = text("reason")
    else { return fail("'action', 'author' and 'reason' must be texts") }
    if members["value"] != nil, members["value"]?.stringValue == nil {
      return fail("'value' must be a text")
    }
    var value = members["value"]?.stringValue
    if word == "relabel" || word == "group" || word == "split-pin" { value = text("value") }
    if word == "relabel", let name = value {
      guard let label = taxonomy.classIndex(named: name) else {
        let near = taxonomy.nearestClassName(to: name).map { "; did you mean '\($0)'?" } ?? ""
        return fail("the workspace has no class '\(name)'\(near)")
      }
      value = taxonomy.classNames[label]
    }
    guard let action = Decision.Action(word: word, value: value) else {
      return fail(
        "there is no action '\(word)' with \(value.map { "the value '\($0)'" } ?? "no value")")
    }
    if members["at"] != nil, members["at"]?.stringValue == nil {
      return fail("'at' must be a text")
    }
    let target: Decision.Target
    switch (members["sample"]?.stringValue, members["content"]?.stringValue) {
    case (let hex?, nil):
      guard members["content"] == nil, let digest = Digest(hex: hex) else {
        return fail("'sample' must be 64 hexadecimal digits")
      }
      target = .sample(SampleKey(digest))
    case (nil, let hex?):
      guard members["sample"] == nil, let digest = Digest(hex: hex) else {
        return fail("'content' must be 64 hexadecimal digits")
      }
      target = .content(ContentID(digest))
    default: return fail("one of 'sample' and 'content' must say what it is about")
    }
    if case .notDuplicate(let other) = action {
      guard case .sample(let key) = target, let pair = SamplePair(key, other) else {
        return fail("'not-duplicate' is about two different samples")
      }
      return .success(
        Decision(notDuplicates: pair, reason: reason, author: author, recordedAt: text("at")))
    }
    return .success(
      Decision(action, target, reason: reason, author: author, recordedAt: text("at")))
  }
}
