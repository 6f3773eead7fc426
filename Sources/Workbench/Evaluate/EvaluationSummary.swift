public import Core

/// The scores of a run, as its `report.json` has them.
public struct EvaluationSummary: Sendable {
  /// The scores of one part of the data.
  public struct Score: Hashable, Sendable {
    /// The split, or the part of it.
    public let name: String
    /// The number of images.
    public let support: Int
    /// The share of right answers.
    public let accuracy: Double
    /// The lower end of its 95 % interval; 0 where there is none.
    public let low: Double
    /// The upper end of its 95 % interval; 1 where there is none.
    public let high: Double
    /// The mean F1 of the classes, where it exists.
    public let macroF1: Double?
  }

  /// The report's folder.
  public let folder: String
  /// The splits in order, then the leak-free part of the test.
  public let scores: [Score]
  /// Over- or underfitting in a sentence.
  public let diagnosis: String?
  /// The whole report.
  public let report: JSON
  /// How long the training took and on what, as `run.json` has it; no byte of the report depends on it.
  public let training: JSON?

  /// Reads `report.json` of a folder, and the `run.json` of the run that it is about.
  init(folder: String, record: String? = nil) throws(WorkbenchError) {
    training = record.flatMap { try? Files.read($0, limit: 1 << 20) }
      .flatMap { try? JSON(parsing: $0) }
    let path = Files.join(folder, "report.json")
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: 256 << 20) }
    guard let report = try? JSON(parsing: bytes) else {
      throw .problem("\(path) is damaged; evaluate the run again")
    }
    var scores: [Score] = []
    for split in Split.allCases {
      if let score = Score(split.rawValue, report["scores"]?[split.rawValue]) {
        scores.append(score)
      }
    }
    if let score = Score("test, leak-free", report["leak_free_test"]?["scores"]) {
      scores.append(score)
    }
    (self.folder, self.scores, self.report) = (folder, scores, report)
    diagnosis = report["fit"]?["sentence"]?.stringValue
  }

  /// For programs.
  public var json: JSON {
    [
      "diagnosis": diagnosis.map(JSON.string) ?? .null, "folder": .string(folder),
      "scores": .object(
        Dictionary(
          scores.map { score -> (String, JSON) in
            (
              score.name,
              [
                "accuracy": .number(score.accuracy), "high": .number(score.high),
                "low": .number(score.low), "macro_f1": JSON(score.macroF1),
                "support": .integer(score.support),
              ]
            )
          }
        ) { first, _ in first }), "training": training ?? .null,
    ]
  }
}

extension EvaluationSummary.Score {
  init?(_ name: String, _ json: JSON?) {
    guard let json, let support = json["support"]?.intValue, let overall = json["overall"],
      let accuracy = overall["accuracy"]?.doubleValue
    else { return nil }
    // One group alone, a single person for instance, has no interval: anything is possible.
    let ends = overall["intervals"]?["accuracy"]?.arrayValue?.compactMap(\.doubleValue) ?? []
    let (low, high) = ends.count == 2 ? (ends[0], ends[1]) : (0, 1)
    self.init(
      name: name, support: support, accuracy: accuracy, low: low, high: high,
      macroF1: overall["macro_f1"]?.doubleValue)
  }
}
