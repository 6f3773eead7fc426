public import Core
internal import DatasetCatalog

/// Tells what is in a workspace: sources, classes, splits.
public struct ShowStatus: Sendable {
  /// A look at a workspace.
  public init() {}

  /// Opens the workspace and looks.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> StatusSummary {
    let catalog = try WorkspaceOpening.reading(workspace)
    return try lifting { () throws(CatalogError) in
      let stored = try catalog.currentSplit()
      var places: [Int64: Split] = [:]
      for assignment in stored?.assignments ?? [] { places[assignment.sampleID] = assignment.split }
      let empty = [Int](repeating: 0, count: catalog.taxonomy.count)
      var counts = [[Int]](repeating: empty, count: Split.allCases.count + 1)
      let dropped = Set(stored?.certificate["dropped_samples"]?.arrayValue ?? [])
      var droppedCount = 0
      for sample in try catalog.sampleSummaries() where !sample.isExcluded {
        if dropped.contains(.integer(Int(sample.id))) { droppedCount += 1 }
        counts[places[sample.id]?.order ?? Split.allCases.count][sample.label] += 1
      }
      var sources: [StatusSummary.Source] = []
      for source in try catalog.sources().sorted(by: { $0.name < $1.name }) {
        let ledger = try catalog.ledger(source: source.name)
        sources.append(
          StatusSummary.Source(
            name: source.name, accepted: ledger.acceptedCount, rejected: ledger.rejectedCount,
            ignored: ledger.ignoredCount, isComplete: source.isComplete))
      }
      let kept = try catalog.status()
      return StatusSummary(
        quarantinedMembers: kept.quarantinedCount, quarantinedBytes: kept.quarantinedBytes,
        workspace: catalog.path, taxonomy: catalog.taxonomy.name,
        classNames: catalog.taxonomy.classNames, sources: sources, counts: counts,
        hasSplit: stored != nil, dropped: droppedCount, crop: try catalog.currentCrop() ?? .null,
        uncropped: try catalog.uncroppedCount(), decisions: kept.decisionCounts,
        snapshots: try catalog.snapshots().map(\.name),
        runs: try catalog.runs(kind: "run").map { StatusSummary.Run($0.json) },
        certificate: stored?.certificate["certificate"] ?? .null,
        audit: try catalog.latestAuditRecord() ?? .null)
    }
  }
}

/// What is in a workspace.
public struct StatusSummary: Sendable {
  /// One source's ledger.
  public struct Source: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Members that became samples.
    public let accepted: Int
    /// Members that could not.
    public let rejected: Int
    /// Members that are no images.
    public let ignored: Int
    /// Whether it was read to its end.
    public let isComplete: Bool
  }

  /// A manifest run that was scored.
  public struct Run: Hashable, Sendable {
    /// The manifest's file name.
    public let name: String
    /// The first digits of the weights' SHA-256.
    public let weights: String
    /// The accuracy on the validation split, where there is one.
    public let val: Double?
    /// The accuracy on the test split, where there is one.
    public let test: Double?
    /// The whole record.
    public let json: JSON

    init(_ json: JSON) {
      name = json["name"]?.stringValue ?? ""
      weights = String((json["weights"]?.stringValue ?? "").prefix(12))
      val = json["scores"]?["val"]?["accuracy"]?.doubleValue
      test = json["scores"]?["test"]?["accuracy"]?.doubleValue
      self.json = json
    }
  }

  /// Rejected members whose bytes are kept, for `import --retry`.
  public let quarantinedMembers: Int
  /// The bytes kept for them alone.
  public let quarantinedBytes: Int64
  /// The workspace's folder.
  public let workspace: String
  /// The taxonomy's name.
  public let taxonomy: String
  /// The classes in order.
  public let classNames: [String]
  /// The sources by name.
  public let sources: [Source]
  /// Samples per split and class; the last list counts those without a split.
  public let counts: [[Int]]
  /// Whether there is a split.
  public let hasSplit: Bool
  /// Samples that the split's repair left out of all splits.
  public let dropped: Int
  /// The cropping in force: settings and counts; null where nothing is cropped.
  public let crop: JSON
  /// Samples without a decision on their crop.
  public let uncropped: Int
  /// The decisions in force, by the word of their action.
  public let decisions: [String: Int]
  /// The names of the snapshots.
  public let snapshots: [String]
  /// The manifest runs that were scored, oldest first.
  public let runs: [Run]
  /// The split's certificate.
  public let certificate: JSON
  /// The settings and counts of the latest audit; null where there was none.
  public let audit: JSON

  /// Whether every sample has a split, or was left out by the repair of one.
  public var isSplitCurrent: Bool { (counts.last ?? []).reduce(0, +) == dropped }

  /// The columns of the table: the splits, or all samples where there is none.
  public var splitNames: [String] {
    guard hasSplit else { return ["samples"] }
    return Split.allCases.map(\.rawValue) + (isSplitCurrent && dropped == 0 ? [] : ["no split"])
  }

  /// The rows of the table: class name and counts.
  public var classRows: [[String]] {
    let shown = hasSplit ? Array(counts.prefix(splitNames.count)) : counts.suffix(1)
    let rows = classNames.indices.map { label in
      [classNames[label]] + shown.map { String($0[label]) }
    }
    return rows + [["all"] + shown.map { String($0.reduce(0, +)) }]
  }

  /// What the latest audit found, most samples first; empty where there was none.
  public var auditCounts: [(check: String, samples: Int)] {
    (audit["counts"]?.objectValue ?? [:]).compactMap { check, count in
      count["samples"]?.intValue.flatMap { $0 > 0 ? (check, $0) : nil }
    }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// For programs.
  public var json: JSON {
    let classes = classNames.indices.map { label -> (String, JSON) in
      var members: [String: JSON] = [:]
      for split in Split.allCases { members[split.rawValue] = .integer(counts[split.order][label]) }
      members["no_split"] = .integer(counts[Split.allCases.count][label])
      return (classNames[label], .object(members))
    }
    return [
      "audit": audit, "certificate": certificate,
      "classes": .object(Dictionary(classes) { first, _ in first }), "crop": crop,
      "decisions": .object(decisions.mapValues(JSON.integer)), "dropped": .integer(dropped),
      "has_split": .bool(hasSplit),
      "quarantine": [
        "bytes": .integer(Int(quarantinedBytes)), "members": .integer(quarantinedMembers),
      ],
      "runs": .array(runs.map(\.json)), "snapshots": .array(snapshots.map(JSON.string)),
      "sources": .array(
        sources.map {
          [
            "accepted": .integer($0.accepted), "complete": .bool($0.isComplete),
            "ignored": .integer($0.ignored), "name": .string($0.name),
            "rejected": .integer($0.rejected),
          ]
        }),
      "taxonomy": .string(taxonomy), "workspace": .string(workspace),
    ]
  }
}
