public import Core
internal import DatasetCatalog

/// Tells again what became of every member of the workspace's sources.
public struct ShowLedger: Sendable {
  private let source: String?
  private let listed: MemberStatus?

  /// The ledger of one source, or of all.
  ///
  /// - Parameter list: "accepted", "rejected" or "ignored": list these members one by one as well.
  public init(source: String?, list: String?) throws(WorkbenchError) {
    self.source = source
    let names: [(String, MemberStatus)] = [
      ("accepted", .accepted), ("rejected", .rejected), ("ignored", .ignored),
    ]
    listed = try list.map { text throws(WorkbenchError) in
      guard let found = names.first(where: { $0.0 == text })?.1 else {
        throw .usage("--list takes accepted, rejected or ignored, not '\(text)'")
      }
      return found
    }
  }

  /// Opens the workspace and looks.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> LedgerListing {
    let catalog = try WorkspaceOpening.reading(workspace)
    return try lifting { () throws(CatalogError) in
      let all = try catalog.sources().sorted { $0.name < $1.name }
      if let source, !all.contains(where: { $0.name == source }) {
        throw CatalogError.unknownSource(name: source)
      }
      var ledgers: [LedgerSummary] = []
      for held in all where source == nil || held.name == source {
        ledgers.append(
          LedgerSummary(
            source: held.name, ledger: try catalog.ledger(source: held.name), layout: held.layout,
            classNames: catalog.taxonomy.classNames, isComplete: held.isComplete))
      }
      var members: [LedgerListing.Member] = []
      if let listed {
        try catalog.forEachMember(source: source, status: listed) { member in
          members.append(
            LedgerListing.Member(
              source: member.source, path: member.path, reason: member.reason,
              content: member.contentID?.digest.hex))
        }
      }
      return LedgerListing(ledgers: ledgers, members: listed == nil ? nil : members)
    }
  }
}

/// The ledgers of a workspace.
public struct LedgerListing: Sendable {
  /// One line.
  public struct Member: Hashable, Sendable {
    /// The source's name.
    public let source: String
    /// The member's path in it.
    public let path: String
    /// Why it is no sample; `nil` for one that is.
    public let reason: String?
    /// The SHA-256 of its bytes, where they were read.
    public let content: String?
  }

  /// One ledger a source, by name.
  public let ledgers: [LedgerSummary]
  /// The members asked for, by source and path; `nil` where none were.
  public let members: [Member]?

  /// For programs.
  public var json: JSON {
    var object: [String: JSON] = ["sources": .array(ledgers.map(\.json))]
    if let members {
      object["members"] = .array(
        members.map {
          [
            "content": $0.content.map(JSON.string) ?? .null, "path": .string($0.path),
            "reason": $0.reason.map(JSON.string) ?? .null, "source": .string($0.source),
          ]
        })
    }
    return .object(object)
  }
}
