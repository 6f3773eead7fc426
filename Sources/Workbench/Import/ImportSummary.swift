public import Core
internal import DatasetCatalog

/// The ledger of a source after its import.
public struct ImportSummary: Sendable {
  /// The source's name.
  public let source: String
  /// The workspace's folder.
  public let workspace: String
  /// What became of the members.
  public let ledger: LedgerSummary
  /// Members that this import added to the ledger, or judged again.
  public let added: Int
  /// Members that were in the ledger before.
  public let known: Int
  /// Samples that this import excluded by decisions, which can be undone, by reason.
  public let setAside: [LedgerSummary.Reason]
  /// Images that other sources of the workspace had brought before, by the source's name.
  public let knownContents: [String: Int]
  /// The source of the workspace that this one is a copy of, where nothing was added.
  public let sameAs: String?
  /// The SHA-256 of the source.
  public let digest: Digest?

  init(
    source: String, catalog: Catalog, ledger: Ledger, layout: JSON, digest: Digest?,
    outcome: ImportPass.Outcome, sameAs: String? = nil
  ) {
    (self.source, workspace, self.digest) = (source, catalog.path, digest)
    self.ledger = LedgerSummary(
      source: source, ledger: ledger, layout: layout, classNames: catalog.taxonomy.classNames,
      isComplete: true)
    (added, known) = (outcome.appended.records, outcome.known)
    self.sameAs = sameAs
    setAside = outcome.setAside.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      LedgerSummary.Reason(reason: $0.key, count: $0.value)
    }
    knownContents = outcome.appended.knownContents
  }

  /// Members that became samples.
  public var accepted: Int { ledger.accepted }
  /// Members that could not, by reason.
  public var rejected: [LedgerSummary.Reason] { ledger.rejected }
  /// Members that are no images, by reason.
  public var ignored: [LedgerSummary.Reason] { ledger.ignored }
  /// All members: accepted, rejected and ignored.
  public var members: Int { ledger.members }
  /// The classes in order.
  public var classNames: [String] { ledger.classNames }
  /// Samples of each class, in class order.
  public var classCounts: [Int] { ledger.classCounts }
  /// Samples with an official split.
  public var splitCounts: [Split: Int] { ledger.splitCounts }

  /// For programs.
  public var json: JSON {
    guard case .object(var members) = ledger.json else { return .null }
    members["added"] = .integer(added)
    members["already_known"] = .integer(known)
    members["digest"] = digest.map { .string($0.hex) } ?? .null
    members["known_images"] = .object(knownContents.mapValues(JSON.integer))
    members["same_as"] = sameAs.map(JSON.string) ?? .null
    members["set_aside"] = .array(
      setAside.map { ["count": .integer($0.count), "reason": .string($0.reason)] })
    members["workspace"] = .string(workspace)
    return .object(members)
  }
}
