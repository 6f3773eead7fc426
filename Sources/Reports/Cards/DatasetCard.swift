public import Core

/// The `README.md` of a folder of shards, written from its index: only what is recorded there.
public struct DatasetCard: Sendable {
  /// What is recorded of a folder of shards.
  public struct Facts: Sendable {
    /// Sources, taxonomy, counts and certificate.
    public let dataset: DatasetFacts
    /// The classes in order.
    public let classNames: [String]
    /// The shard files with their rows, in order.
    public let files: [(name: String, rows: Int)]
    /// The pipeline.
    public let pipeline: JSON
    /// The augmentation.
    public let augmentation: JSON
    /// Test samples whose group has a member in train or val.
    public let leaked: Int
    /// The digest of the set.
    public let digest: String
    /// The version that wrote it.
    public let version: String

    /// What is recorded of a folder of shards.
    public init(
      dataset: DatasetFacts, classNames: [String], files: [(name: String, rows: Int)],
      pipeline: JSON, augmentation: JSON, leaked: Int, digest: String, version: String
    ) {
      (self.dataset, self.classNames, self.files) = (dataset, classNames, files)
      (self.pipeline, self.augmentation, self.leaked) = (pipeline, augmentation, leaked)
      (self.digest, self.version) = (digest, version)
    }
  }

  private let name: String
  private let license: String
  private let facts: Facts

  /// A card.
  ///
  /// - Parameters:
  ///   - name: the heading, such as "FER2013, leak-free split".
  ///   - license: an identifier of the Hub's list; "unknown" where nobody told.
  public init(name: String, license: String, facts: Facts) {
    (self.name, self.license, self.facts) = (name, license, facts)
  }

  /// The card.
  public var markdown: String {
    let dataset = facts.dataset
    let total = Split.allCases.reduce(0) { $0 + dataset.total($1) }
    var text = metadata(total) + "\n# \(Markdown.escaped(name))\n\n"
    text +=
      "\(Numbers.grouped(total)) images of faces in \(facts.classNames.count) classes (taxonomy "
      + "\(Markdown.escaped(dataset.taxonomy))), as tensors in safetensors files, made by fer-data "
      + "\(Markdown.escaped(facts.version)).\n"
    if license == "unknown" {
      text +=
        "\nThe license is not known: nobody told it. That of the sources holds; look it up before you pass "
        + "anything on.\n"
    }
    text += "\n## Sources\n\n"
    text += Markdown.table(
      ["Source", "SHA-256", "Samples", "Turned down", "No images"],
      dataset.sources.map {
        [
          $0.name, $0.digest?.hex ?? "–", Numbers.grouped($0.accepted),
          Numbers.grouped($0.rejected), Numbers.grouped($0.ignored),
        ]
      })
    text += "\n## Splits\n\n"
    let splits = Split.allCases.filter { dataset.total($0) > 0 }
    text += Markdown.table(
      ["Class"] + splits.map(\.rawValue),
      facts.classNames.enumerated().map { label, name in
        [name] + splits.map { Numbers.grouped(dataset.row($0)[label]) }
      } + [["all"] + splits.map { Numbers.grouped(dataset.total($0)) }])
    text += "\n\(splitSentence)\n"
    text += "\n## How it was made\n\nPipeline:\n\n"
    text += Markdown.block(facts.pipeline.text(indent: true).withoutFinalNewline, language: "json")
    text += "\nAugmentation of the training rows, drawn anew in each epoch:\n\n"
    text += Markdown.block(
      facts.augmentation.text(indent: true).withoutFinalNewline, language: "json")
    text += "\n## Loading\n\n"
    if let file = facts.files.first?.name {
      text += Markdown.block(
        "from safetensors.numpy import load_file\n\nshard = load_file(\"\(file)\")\n"
          + "print({name: tensor.shape for name, tensor in shard.items()})", language: "python")
    }
    text +=
      "\n"
      + Markdown.table(
        ["File", "Rows"], facts.files.map { [$0.name, Numbers.grouped($0.rows)] })
    text += "\nDigest of the set: `\(facts.digest)`; `fer-data verify` checks every file and row.\n"
    text += "\n## Limits\n\n" + CardLimits.lines.map { "- \($0)\n" }.joined()
    return text
  }
}

extension DatasetCard {
  fileprivate func metadata(_ total: Int) -> String {
    var block = CardMetadata()
    block.add("license", license)
    block.add("pretty_name", name)
    block.add("task_categories", list: ["image-classification"])
    block.add("task_ids", list: ["multi-class-image-classification"])
    block.add(
      "tags", list: ["facial-expression-recognition", "emotion-recognition", "safetensors"])
    block.add("size_categories", list: [CardMetadata.sizeCategory(total)])
    return block.text
  }

  /// Who dealt the samples, and whether any group lies on two sides.
  fileprivate var splitSentence: String {
    let certificate = facts.dataset.certificate
    let origin =
      switch certificate?["origin"]?.stringValue {
      case "official": "The split is the dataset's own."
      case nil: "Nothing is recorded of who dealt the splits."
      default: "The split was dealt by fer-data, groups whole and classes in their proportions."
      }
    let groups = certificate?["groups"]?.intValue.map {
      " There are \(Numbers.grouped($0)) groups of images that belong together (one subject, one content, near "
        + "duplicates)."
    }
    guard let isClean = certificate?["clean"]?.boolValue else { return origin + (groups ?? "") }
    if isClean { return origin + (groups ?? "") + " No group lies in two splits." }
    return origin + (groups ?? "")
      + " **It leaks**: \(Numbers.grouped(facts.leaked)) different test images share a group with train or val."
  }
}

extension String {
  /// The text without the newline that it may end with.
  var withoutFinalNewline: String { last == "\n" ? String(dropLast()) : self }
}
