public import Core

/// What a policy did to one image: for each step its parameters, or that it was left out.
public struct AugmentationTrace: Hashable, Sendable {
  /// What one step did.
  public struct Entry: Hashable, Sendable {
    /// The step's name.
    public let step: String
    /// Its parameters, or nil when it was left out.
    public let parameters: [String: JSON]?
  }

  /// The steps in the order of the policy.
  public let entries: [Entry]

  init(entries: [Entry]) { self.entries = entries }

  /// A trace from its JSON.
  ///
  /// - Throws: ``AugmentationError/notATrace(text:)``.
  public init(json: JSON) throws(AugmentationError) {
    guard let list = json.arrayValue else { throw .notATrace(text: json.text()) }
    var entries: [Entry] = []
    for item in list {
      guard var members = item.objectValue, let step = members.removeValue(forKey: "step"),
        let name = step.stringValue, let flag = members.removeValue(forKey: "applied"),
        let applied = flag.boolValue, applied || members.isEmpty
      else { throw .notATrace(text: item.text()) }
      entries.append(Entry(step: name, parameters: applied ? members : nil))
    }
    self.entries = entries
  }

  /// A list of one object a step: `step`, `applied` and the parameters.
  public var json: JSON {
    .array(
      entries.map { entry in
        var members = entry.parameters ?? [:]
        members["step"] = .string(entry.step)
        members["applied"] = .bool(entry.parameters != nil)
        return .object(members)
      })
  }
}
