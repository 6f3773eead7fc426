public import Core

/// What a search varies: one setting and its values.
public struct TuneParameterFacts: Hashable, Sendable {
  /// The values a setting may take.
  public enum Domain: Hashable, Sendable {
    /// A list, by the names of its values.
    case choices([String])
    /// Numbers from the first to the second.
    case range(Double, Double, isLogarithmic: Bool)
  }

  /// Its place in the recipe.
  public let name: String
  /// Its values.
  public let domain: Domain

  /// A setting and its values.
  public init(name: String, domain: Domain) { (self.name, self.domain) = (name, domain) }

  var json: JSON {
    switch domain {
    case .choices(let names): ["choices": .array(names.map(JSON.string)), "name": .string(name)]
    case .range(let low, let high, let isLogarithmic):
      [
        "name": .string(name), "range": [.number(low), .number(high)],
        "scale": isLogarithmic ? "log" : "linear",
      ]
    }
  }

  /// The values on one line.
  var text: String {
    switch domain {
    case .choices(let names): return names.joined(separator: " | ")
    case .range(let low, let high, let isLogarithmic):
      let ends = "\(Self.plain(low)) … \(Self.plain(high))"
      return isLogarithmic ? ends + ", logarithmic" : ends
    }
  }

  static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : number.description
  }
}

/// One trial of a search.
public struct TuneTrialFacts: Hashable, Sendable {
  /// A parameter's value.
  public struct Value: Hashable, Sendable {
    /// As tables show it.
    public let text: String
    /// The number, or the place among the choices.
    public let position: Double

    /// A value.
    public init(text: String, position: Double) { (self.text, self.position) = (text, position) }
  }

  /// What became of it.
  public enum State: Hashable, Sendable {
    /// Its turn, or its stage's end, is still to come.
    case waiting
    /// Trained to its last epoch.
    case finished
    /// Ended by early stopping.
    case stoppedEarly
    /// Not among the best of its stage.
    case dropped
    /// Could not be trained on, and why.
    case failed(String)
    /// The same recipe as an earlier trial, and so not trained again.
    case repeated(Int)

    /// Whether its score is that of a whole training.
    var isToTheEnd: Bool { self == .finished || self == .stoppedEarly }

    /// The word for programs.
    public var key: String {
      switch self {
      case .waiting: "waiting"
      case .finished: "finished"
      case .stoppedEarly: "stopped-early"
      case .dropped: "dropped"
      case .failed: "failed"
      case .repeated: "repeated"
      }
    }
  }

  /// From 1.
  public let number: Int
  /// The value of each parameter.
  public let values: [Value]
  /// What became of it.
  public let state: State
  /// The stage it got to, from 1.
  public let rung: Int
  /// Epochs that count.
  public let epochs: Int
  /// The epoch whose weights are its best.
  public let bestEpoch: Int?
  /// The primary metric of that epoch.
  public let score: Double?
  /// The validation accuracy of that epoch.
  public let accuracy: Double?
  /// The validation loss of that epoch.
  public let loss: Double?
  /// The SHA-256 of the recipe's canonical JSON.
  public let recipe: Digest

  /// One trial.
  public init(
    number: Int, values: [Value], state: State, rung: Int, epochs: Int, bestEpoch: Int?,
    score: Double?, accuracy: Double?, loss: Double?, recipe: Digest
  ) {
    (self.number, self.values, self.state, self.rung) = (number, values, state, rung)
    (self.epochs, self.bestEpoch, self.score) = (epochs, bestEpoch, score)
    (self.accuracy, self.loss, self.recipe) = (accuracy, loss, recipe)
  }

  /// What became of it, in words.
  public var outcome: String {
    switch state {
    case .waiting: "to come"
    case .finished: "finished"
    case .stoppedEarly: "stopped early"
    case .dropped: "dropped"
    case .failed(let reason): "failed: \(reason)"
    case .repeated(let number): "same as \(number)"
    }
  }
}
