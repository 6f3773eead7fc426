internal import Archives
public import Core
internal import SyntheticFaces

/// Draws a dataset of faces into an archive, and the answer key of its planted defects beside it.
public struct DrawDataset: Sendable {
  private let out: String
  private let options: SyntheticDataset.Options

  /// Checks the options.
  ///
  /// - Parameter taxonomy: a built-in name or a taxonomy file.
  public init(
    out: String, perClass: Int, size: Int, subjects: Int?, taxonomy: String, seed: UInt64,
    format: String, color: String, plants: Bool
  ) throws(WorkbenchError) {
    guard ArchiveFormat(path: out) != nil else {
      let endings = ArchiveFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      throw .usage("cannot tell the archive format of \(out); end the name in one of \(endings)")
    }
    self.out = out
    var options = SyntheticDataset.Options()
    options.perClass = perClass
    options.size = size
    options.subjects = subjects
    options.taxonomy = try TaxonomyFile.named(taxonomy)
    options.seed = seed
    options.format = try choice(format, "--format")
    options.color = try choice(color, "--color")
    options.plant = plants ? .standard : nil
    self.options = options
  }

  /// Draws and writes; the archive appears under its name only when it is whole.
  public func run(session: Session) throws(WorkbenchError) -> DrawnDataset {
    let dataset: SyntheticDataset
    do { dataset = try SyntheticDataset(options) } catch { throw .synthetic(error) }
    let keyPath = Files.join(Files.parent(out), AnswerKey.fileName)
    try lifting { () throws(FileError) in try Files.createDirectories(Files.parent(out)) }
    var writer: ArchiveWriter
    do { writer = try ArchiveWriter(path: out) } catch { throw .archive(error) }
    var written = 0
    for range in dataset.batches() {
      try session.checkCancelled("nothing was written; run it again")
      let files: [SyntheticFile]
      do { files = try dataset.files(range, pool: session.pool) } catch { throw .synthetic(error) }
      for file in files {
        do { try writer.add(path: file.path, bytes: file.bytes) } catch { throw .archive(error) }
      }
      written += files.count
      session.report(
        Progress(step: "synth", done: written, total: dataset.count, unit: "images"))
    }
    do { try writer.finish() } catch { throw .archive(error) }
    if options.plant != nil {
      let csv = dataset.answerKey.csv
      try lifting { () throws(FileError) in try Files.writeAtomically(text: csv, to: keyPath) }
    }
    return DrawnDataset(
      path: out, files: written, subjects: dataset.subjects,
      classNames: options.taxonomy.classNames, planted: dataset.answerKey.rows.count,
      answerKeyPath: options.plant == nil ? nil : keyPath)
  }
}

/// What was drawn.
public struct DrawnDataset: Sendable {
  /// The archive.
  public let path: String
  /// The number of files in it, planted ones included.
  public let files: Int
  /// The number of different people.
  public let subjects: Int
  /// The class folders.
  public let classNames: [String]
  /// How many files are planted defects.
  public let planted: Int
  /// Where the answer key lies, when defects were planted.
  public let answerKeyPath: String?

  /// For programs.
  public var json: JSON {
    [
      "answer_key": answerKeyPath.map(JSON.string) ?? .null, "archive": .string(path),
      "classes": .array(classNames.map(JSON.string)), "files": .integer(files),
      "planted": .integer(planted), "subjects": .integer(subjects),
    ]
  }
}
