public import Core

/// The dataset card of a report: where the samples come from and how they are split.
public struct DatasetFacts: Hashable, Sendable {
  /// One archive, folder or CSV.
  public struct Source: Hashable, Sendable {
    /// Its file name, without folders: paths differ between machines.
    public let name: String
    /// The digest of its bytes; `nil` for a source that was not read to its end.
    public let digest: Digest?
    /// Members that became samples.
    public let accepted: Int
    /// Members that were turned down, each with a reason in the ledger.
    public let rejected: Int
    /// Members that are no images, such as a README.
    public let ignored: Int

    /// One source and its ledger.
    public init(name: String, digest: Digest?, accepted: Int, rejected: Int, ignored: Int) {
      (self.name, self.digest) = (name, digest)
      (self.accepted, self.rejected, self.ignored) = (accepted, rejected, ignored)
    }
  }

  /// The sources, in the order to be shown.
  public let sources: [Source]
  /// The name of the taxonomy.
  public let taxonomy: String
  /// Samples per split and class: `counts[split.order][label]`.
  public let counts: [[Int]]
  /// Training rows per class with the augmented copies; `nil` when there are none.
  public let trainingRows: [Int]?
  /// The split certificate as JSON (`SplitCertificate.json`), where there is one.
  public let certificate: JSON?

  /// A dataset card.
  public init(
    sources: [Source], taxonomy: String, counts: [[Int]], trainingRows: [Int]? = nil,
    certificate: JSON? = nil
  ) {
    (self.sources, self.taxonomy, self.counts) = (sources, taxonomy, counts)
    (self.trainingRows, self.certificate) = (trainingRows, certificate)
  }

  /// The number of samples of a split.
  func total(_ split: Split) -> Int { row(split).reduce(0, +) }

  /// The samples per class of a split; empty where the counts do not have it.
  func row(_ split: Split) -> [Int] {
    counts.indices.contains(split.order) ? counts[split.order] : []
  }

  func json(classNames: [String]) -> JSON {
    var members: [String: JSON] = [
      "sources": .array(
        sources.map { source in
          [
            "name": .string(source.name), "sha256": source.digest.map { .string($0.hex) } ?? .null,
            "accepted": .integer(source.accepted), "rejected": .integer(source.rejected),
            "ignored": .integer(source.ignored),
          ]
        }),
      "taxonomy": .string(taxonomy),
      "classes": .array(classNames.map { .string($0) }),
      "counts": .object(
        Dictionary(
          uniqueKeysWithValues: Split.allCases.map { split in
            (split.rawValue, .array(row(split).map { .integer($0) }))
          })),
    ]
    if let trainingRows { members["training_rows"] = .array(trainingRows.map { .integer($0) }) }
    if let certificate { members["split_certificate"] = certificate }
    return .object(members)
  }
}
