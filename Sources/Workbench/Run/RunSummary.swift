public import Core

/// What a manifest run did.
public struct RunSummary: Sendable {
  /// One step.
  public struct Step: Hashable, Sendable {
    /// The step's name.
    public let name: String
    /// Whether it was up to date.
    public let isSkipped: Bool
    /// How long it took.
    public let seconds: Double

    /// For `run.json`.
    var json: JSON {
      [
        "name": .string(name), "seconds": .number((seconds * 1000).rounded() / 1000),
        "skipped": .bool(isSkipped),
      ]
    }
  }

  /// The folder.
  public let out: String
  /// The steps in order.
  public let steps: [Step]
  /// The ledgers of the sources imported this time.
  public let imports: [ImportSummary]
  /// The scores.
  public let evaluation: EvaluationSummary
  /// How long everything took.
  public let seconds: Double

  /// For programs.
  public var json: JSON {
    [
      "evaluation": evaluation.json, "imports": .array(imports.map(\.json)), "out": .string(out),
      "steps": .array(steps.map(\.json)),
    ]
  }
}
