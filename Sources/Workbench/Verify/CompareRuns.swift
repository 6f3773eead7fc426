public import Core
internal import NeuralNetworks
internal import Tensors

/// Compares two training runs and, where they differ, says why.
public struct CompareRuns: Sendable {
  private let first: String
  private let second: String

  /// A comparison of the runs in two folders.
  public init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }

  /// What both have and one could have; `run.json` is left out, since it holds what may differ.
  private static let files =
    ["best.safetensors", "last.safetensors", "history.csv", "curves.svg"] + EvaluateRun.fileNames

  /// Compares what they were made from first, then weights, then every file that both have.
  public func run(session: Session) throws(WorkbenchError) -> RunComparison {
    let (one, two) = (try checkpoint(first), try checkpoint(second))
    let inputs = RunInputs(one.metadata).differences(from: RunInputs(two.metadata))
    if !inputs.isEmpty { return result(.inputs(inputs)) }
    let epochs = [one, two].map { Self.history($0) }
    if epochs[0].count != epochs[1].count {
      return result(.progress(epochs: epochs.map(\.count)))
    }
    if let weights = WeightsComparison.firstDifference(one, two) {
      let epoch = zip(epochs[0], epochs[1]).first { $0 != $1 }?.0.epoch
      return result(.weights(weights, epoch: epoch))
    }
    for name in Self.files {
      let paths = [first, second].map { Files.join($0, name) }
      guard paths.allSatisfy(Files.exists) else { continue }
      if let place = try Self.firstDifference(paths[0], paths[1]) {
        return result(.file(name, place))
      }
    }
    return result(.none)
  }

  private func result(_ cause: RunComparison.Cause) -> RunComparison {
    RunComparison(first: first, second: second, cause: cause)
  }

  /// Everything that is known of a run: its training checkpoint, or its model where that alone is there.
  private func checkpoint(_ folder: String) throws(WorkbenchError) -> SafetensorsFile {
    let files = RunFolder(path: folder)
    guard let path = [files.last, files.best].first(where: { Files.exists($0) }) else {
      throw .problem("\(folder) holds no training run (no last.safetensors); name a run's folder")
    }
    return try lifting { () throws(TensorError) in try SafetensorsFile(path: path) }
  }

  private static func history(_ file: SafetensorsFile) -> [EpochRecord] {
    let json = file.metadata["history"].flatMap { try? JSON(parsing: $0) }
    return (json?.arrayValue ?? []).compactMap { EpochRecord(json: $0) }
  }

  /// Where two files differ first; nil where their bytes are equal.
  private static func firstDifference(
    _ first: String, _ second: String
  ) throws(WorkbenchError) -> Int? {
    let (one, two) = try lifting { () throws(FileError) in
      (try MappedFile(path: first), try MappedFile(path: second))
    }
    return one.withBytes { mine in
      two.withBytes { theirs in
        let places = zip(mine, theirs).enumerated()
        if let place = places.first(where: { $1.0 != $1.1 })?.offset { return place }
        return mine.count == theirs.count ? nil : min(mine.count, theirs.count)
      }
    }
  }
}

/// How two runs compare.
public struct RunComparison: Sendable {
  /// Why they differ.
  public enum Cause: Hashable, Sendable {
    /// They do not: every file that both have is equal.
    case none
    /// They were made from different inputs, the most telling first.
    case inputs([RunDifference])
    /// The same inputs, but one has trained for fewer epochs so far.
    case progress(epochs: [Int])
    /// The same inputs gave different weights, first seen in the history of an epoch: that must not be.
    case weights(String, epoch: Int?)
    /// The weights are equal, but a file is not from a byte on.
    case file(String, Int)
  }

  /// The first folder.
  public let first: String
  /// The second folder.
  public let second: String
  /// Why they differ.
  public let cause: Cause

  /// Whether the runs are equal.
  public var isEqual: Bool { cause == .none }

  /// For programs.
  public var json: JSON {
    var members: [String: JSON] = [
      "equal": .bool(isEqual), "explanation": .string(explanation),
      "runs": [.string(first), .string(second)],
    ]
    if case .inputs(let differences) = cause {
      members["differences"] = .array(
        differences.map {
          ["first": .string($0.first), "second": .string($0.second), "what": .string($0.what)]
        })
    }
    return .object(members)
  }

  /// The comparison in words.
  public var explanation: String {
    let both = "\(first) and \(second)"
    switch cause {
    case .none:
      return "\(both) are equal: the same inputs, the same weights, the same files"
    case .inputs(let differences):
      let others = differences.dropFirst().map { "\n  also: \($0.text)" }.joined()
      return "\(both) were made from different inputs: \(differences.first?.text ?? "")\(others)"
    case .progress(let epochs):
      return "\(both) have the same inputs, but \(epochs[0]) and \(epochs[1]) epochs behind them; "
        + "finish the shorter one with train --resume, then compare again"
    case .weights(let place, let epoch):
      let since = epoch.map { "; their histories differ from epoch \($0) on" } ?? ""
      return
        "\(both) have the same inputs, different weights: \(place)\(since). That is a fault of "
        + "the program or of a machine: train both again, and report it if it comes back"
    case .file(let name, let place):
      return "\(both) have the same inputs and weights, but \(name) differs from byte \(place) on; "
        + "write it again with train --resume or evaluate"
    }
  }
}
