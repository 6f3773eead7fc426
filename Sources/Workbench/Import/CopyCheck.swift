internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// Recognizes a source whose images all lie in the workspace already, under one other source and with the
/// same labels: a renamed or repacked copy of it.
///
/// Ends at the first image that is new, so what is no copy costs one batch.
struct CopyCheck {
  let catalog: Catalog
  let resolver: ResolverCache
  let session: Session

  /// The source that a copy is of, or `nil`.
  func original(of feed: MemberFeed) throws(WorkbenchError) -> String? {
    var candidates: Set<String>?
    var twins: [ContentID: [SampleTwin]]?
    feed.readBatch()
    while true {
      let batch = feed.takeBatch()
      if feed.table != nil { return nil }
      if batch.isEmpty, feed.isAtEnd { break }
      let members = try session.pool.tryMap(batch.count) {
        index, _ throws(WorkbenchError) -> Member? in
        member(batch[index])
      }
      for member in members.compactMap({ $0 }) where member.twin == nil { return nil }
      let wanted = members.compactMap { $0 }.filter { $0.twin != .setAside }
      if twins == nil {
        // The whole list is only worth its memory where the first images are all known.
        twins = try lifting { () throws(CatalogError) in
          try catalog.holdsAll(wanted.map(\.content)) ? try catalog.twins() : nil
        }
      }
      guard let twins else { return nil }
      for member in wanted {
        let known = twins[member.content] ?? []
        let sources = Set(known.filter { member.matches($0) }.map(\.source))
        candidates = candidates?.intersection(sources) ?? sources
        if candidates?.isEmpty != false { return nil }
      }
      try session.checkCancelled("nothing was kept; import it again")
      feed.readBatch()
    }
    // A source that cannot be read to its end is no copy to be passed over.
    guard feed.fault == nil else { return nil }
    return candidates?.min()
  }

  /// A member that should be an image.
  private struct Member: Sendable {
    enum Twin: Hashable, Sendable {
      case setAside
      case sample(label: Int, split: Split?, subject: String?)
    }

    let content: ContentID
    /// What it would be; `nil` for one that cannot be compared.
    let twin: Twin?

    func matches(_ other: SampleTwin) -> Bool {
      twin == .sample(label: other.label, split: other.officialSplit, subject: other.subject)
    }
  }

  private func member(_ pending: PendingMember) -> Member? {
    guard case .claimed(let claims, let bytes, _) = pending.content else {
      if case .row(_, let bytes, _) = pending.content {
        return Member(content: .of(bytes), twin: nil)
      }
      return nil
    }
    guard let claim = claims.first, claims.count == 1, claim.box == nil else {
      return Member(content: .of(bytes), twin: nil)
    }
    switch resolver.resolve(claim) {
    case .label(let label) where label.targets == nil && label.exclusion == nil:
      return Member(
        content: .of(bytes),
        twin: .sample(label: label.classIndex, split: claim.split, subject: claim.subject))
    case .label: return Member(content: .of(bytes), twin: nil)
    case .ignored, .rejected: return Member(content: .of(bytes), twin: .setAside)
    }
  }
}
