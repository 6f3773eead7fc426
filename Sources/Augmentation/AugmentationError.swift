/// Why a trace cannot be read or replayed.
public enum AugmentationError: Error, Hashable, Sendable {
  /// The JSON is not a trace; `text` is the part that is not understood.
  case notATrace(text: String)
  /// The trace has another number of steps than the policy.
  case otherLength(recorded: Int, expected: Int)
  /// A step of the trace is not the policy's.
  case otherStep(recorded: String, expected: String)
  /// The parameters of a step are not ones it could have drawn.
  case badRecord(step: String, text: String)
  /// More members of a group are applied than it chooses.
  case tooManyChosen(group: String, recorded: Int, most: Int)
}

extension AugmentationError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .notATrace(let text):
      "\(text) is not an augmentation trace; take it from rows.csv unchanged"
    case .otherLength(let recorded, let expected):
      "the trace has \(recorded) steps and the policy \(expected); "
        + "replay it with the policy it was recorded with"
    case .otherStep(let recorded, let expected):
      "the trace has the step '\(recorded)' where the policy has '\(expected)'; "
        + "replay it with the policy it was recorded with"
    case .badRecord(let step, let text):
      "\(text) are no parameters of the step '\(step)'; take the trace from rows.csv unchanged"
    case .tooManyChosen(let group, let recorded, let most):
      "the trace applies \(recorded) members of a '\(group)' that chooses at most \(most); "
        + "take it from rows.csv unchanged"
    }
  }
}
