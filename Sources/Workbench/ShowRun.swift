public import Core

/// Tells when, on what and how fast a run was made: what `run.json` has, and no digest covers.
public struct ShowRun: Sendable {
  private let files: RunFolder

  /// A look at the run in a folder.
  public init(folder: String) { files = RunFolder(path: folder) }

  /// Reads `run.json`, and how often the run was scored on the test split.
  public func run(session: Session) throws(WorkbenchError) -> RunRecordSummary {
    guard Files.exists(files.record) else {
      throw .problem("\(files.path) has no run.json; name a folder that train or evaluate wrote")
    }
    let bytes = try lifting { () throws(FileError) in
      try Files.read(files.record, limit: 1 << 20)
    }
    guard let record = try? JSON(parsing: bytes), record.objectValue != nil else {
      throw .problem("\(files.record) is damaged; the run can be told from its other files alone")
    }
    let scored = try? Files.read(files.scored, limit: 16 << 20)
    return RunRecordSummary(
      folder: files.path, record: record,
      weightsScored: scored.flatMap { try? JSON(parsing: $0) }?.arrayValue?.count ?? 0)
  }
}

/// The times and the machine of a run.
public struct RunRecordSummary: Sendable {
  /// The run's folder.
  public let folder: String
  /// `run.json`.
  public let record: JSON
  /// Different weights of the run that have been scored on the test split.
  public let weightsScored: Int

  /// For programs.
  public var json: JSON {
    [
      "folder": .string(folder), "record": record,
      "weights_scored_on_test": .integer(weightsScored),
    ]
  }

  /// What people want to know of it, by name.
  public var facts: [(name: String, value: String)] {
    let machine = record["machine"]
    func text(_ json: JSON?) -> String? { json.map { $0.stringValue ?? $0.text() } }
    var facts: [(String, String?)] = [
      ("step", text(record["step"])), ("program", text(record["version"]).map { "fer-data \($0)" }),
      (
        "seconds",
        record["seconds"]?.doubleValue.map { PlainNumber.text($0, 1) }
      ), ("threads", text(record["threads"])),
    ]
    if let images = record["images"]?.intValue, let seconds = record["seconds"]?.doubleValue,
      seconds > 0
    {
      facts.append(("images a second", PlainNumber.text(Double(images) / seconds, 0)))
    }
    let bytes = record["peak_anonymous_bytes"]?.doubleValue
    facts += [
      ("epochs this time", text(record["epochs_this_time"])),
      ("peak memory", bytes.map { "\(PlainNumber.text($0 / 1e6, 0)) MB" }),
      ("processor", text(machine?["processor"])), ("processors", text(machine?["processors"])),
      ("instructions", text(machine?["instructions"])),
      ("system", text(machine?["system"])), ("kernel", text(machine?["kernel"])),
      ("shards", text(record["shards"])), ("predictions", text(record["predictions"])),
      ("weights scored on test", String(weightsScored)),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }
}
