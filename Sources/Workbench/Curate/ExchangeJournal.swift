public import Core
internal import DatasetCatalog

/// Writes the decisions in force into a file that holds no picture and no name of one.
public struct ExportJournal: Sendable {
  private let path: String
  private let times: Bool
  private let isAnonymous: Bool

  /// An export into a file.
  ///
  /// - Parameters:
  ///   - times: whether to write when each was decided.
  ///   - isAnonymous: whether to leave the authors' names out.
  public init(path: String, times: Bool, isAnonymous: Bool) {
    (self.path, self.times, self.isAnonymous) = (path, times, isAnonymous)
  }

  /// Opens the workspace and writes.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ExchangeSummary {
    let catalog = try WorkspaceOpening.reading(workspace)
    let decisions = try lifting { () throws(CatalogError) in try catalog.decisionsInForce() }
    let digest = try lifting { () throws(FileError) in
      let writer = try FileWriter(path: path)
      var hasher = SHA256Hasher()
      func write(_ line: JSON) throws(FileError) {
        let text = line.text() + "\n"
        hasher.update(text)
        try writer.write(text)
      }
      try write(JournalFile.header(catalog.taxonomy, decisions: decisions.count))
      for var decision in decisions {
        if isAnonymous { decision.author = "anonymous" }
        try write(JournalFile.json(decision, times: times))
      }
      try writer.commit()
      return hasher.finalize()
    }
    return ExchangeSummary(path: path, lines: decisions.count, appended: nil, digest: digest)
  }
}

/// Appends the decisions of a file that are not in force already.
public struct ImportJournal: Sendable {
  private let path: String

  /// An import of a file.
  public init(path: String) { self.path = path }

  /// Opens the workspace and appends.
  ///
  /// Decisions about pictures that the workspace does not have are kept; they hold when these come.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ExchangeSummary {
    let catalog = try WorkspaceOpening.writing(workspace)
    let decisions = try JournalFile.read(path, taxonomy: catalog.taxonomy)
    let appended = try lifting { () throws(CatalogError) in
      try catalog.appendMissing(decisions, verb: "import")
    }
    return ExchangeSummary(path: path, lines: decisions.count, appended: appended, digest: nil)
  }
}

/// What was written or read.
public struct ExchangeSummary: Sendable {
  /// The file.
  public let path: String
  /// The decisions in it.
  public let lines: Int
  /// Those that were appended, of an import.
  public let appended: Int?
  /// The SHA-256 of the file, of an export.
  public let digest: Digest?

  /// For programs.
  public var json: JSON {
    [
      "appended": appended.map(JSON.integer) ?? .null, "decisions": .integer(lines),
      "file": .string(path), "sha256": digest.map { .string($0.hex) } ?? .null,
    ]
  }
}
