public import Core

/// What a policy did to one image: for each step its parameters, or that it was left out.
///
/// The steps of groups stand in the order of the file, like all others; those that were not chosen were
/// left out.
public struct AugmentationTrace: Hashable, Sendable {
  /// What one step did.
  public struct Entry: Sendable {
    private enum Content {
      case leftOut(any AugmentationStep.Type)
      case drawn(any AugmentationStep.Type, SIMD4<Int>)
      case read(step: String, parameters: [String: JSON]?)
    }

    private let content: Content

    /// The step's name.
    public var step: String {
      switch content {
      case .leftOut(let type), .drawn(let type, _): type.name
      case .read(let step, _): step
      }
    }

    /// Its parameters, or nil when it was left out.
    public var parameters: [String: JSON]? {
      switch content {
      case .leftOut: nil
      case .drawn(let type, let numbers): type.record(of: numbers)
      case .read(_, let parameters): parameters
      }
    }

    /// Whether the step changed the image, or would have if its parameters were not those of no change.
    public var isApplied: Bool {
      switch content {
      case .leftOut: false
      case .drawn: true
      case .read(_, let parameters): parameters != nil
      }
    }

    init(leftOut step: any AugmentationStep.Type) { content = .leftOut(step) }

    init(step: any AugmentationStep.Type, numbers: SIMD4<Int>) { content = .drawn(step, numbers) }

    init(step: String, parameters: [String: JSON]?) {
      content = .read(step: step, parameters: parameters)
    }
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
        members["applied"] = .bool(entry.isApplied)
        return .object(members)
      })
  }

  /// A short line of ASCII for each step that was applied, such as "rot +7.2 deg" or "bright -12".
  public var caption: [String] {
    entries.compactMap { entry in
      guard let record = entry.parameters else { return nil }
      let type = AugmentationPolicy.knownSteps.first { $0.name == entry.step }
      return type?.caption(of: record) ?? entry.step
    }
  }
}

extension AugmentationTrace.Entry: Hashable {
  /// Entries are equal when their records are, whether they were drawn or read.
  public static func == (left: Self, right: Self) -> Bool {
    left.step == right.step && left.parameters == right.parameters
  }

  /// Hashes the record.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(step)
    hasher.combine(parameters)
  }
}
