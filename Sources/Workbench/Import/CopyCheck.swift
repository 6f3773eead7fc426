internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// Recognizes a renamed or repacked copy of a source: each of its images lies in the workspace under that one
/// source, with the same label, split and subject, or was rejected there too, and there are no fewer.
///
/// Ends at the first image that is new, so what is no copy costs one batch. Sources with tables of pixels,
/// boxes or votes are never taken for copies.
struct CopyCheck {
  let catalog: Catalog
  let resolver: ResolverCache
  let session: Session

  /// The source that a copy is of, or `nil`.
  func original(of feed: MemberFeed) throws(WorkbenchError) -> String? {
    var candidates: Set<String>?
    var index: TwinIndex?
    var members = 0
    while !feed.isAtEnd {
      try session.checkCancelled("nothing was kept; import it again")
      feed.readBatch()
      let batch = feed.takeBatch()
      if feed.table != nil { return nil }
      let traits = try session.pool.tryMap(batch.count) {
        position, _ throws(WorkbenchError) in
        trait(batch[position])
      }
      let images = traits.compactMap(\.image)
      if traits.contains(.incomparable) { return nil }
      if index == nil {
        // The whole list is only worth its memory where the first images are all known.
        index = try lifting { () throws(CatalogError) in try catalog.twins() }
      }
      guard let index else { return nil }
      for image in images {
        let alike = (index.samples[image.content] ?? []).filter { image.matches($0) }
        let sources = Set(alike.map(\.source)).union(index.rejected[image.content] ?? [])
        candidates = candidates?.intersection(sources) ?? sources
        if candidates?.isEmpty != false { return nil }
      }
      members += images.count
    }
    // A source that cannot be read to its end is no copy to be passed over.
    guard feed.fault == nil, feed.exhaustedLayout.unmatchedRows().isEmpty else { return nil }
    return candidates?.filter { index?.memberCounts[$0] == members }.min()
  }

  /// What a member is to the check.
  private enum Trait: Equatable, Sendable {
    /// No sample, and not meant to be one.
    case other
    /// Something that cannot be compared.
    case incomparable
    case image(Image)

    var image: Image? {
      if case .image(let image) = self { image } else { nil }
    }
  }

  private struct Image: Equatable, Sendable {
    let content: ContentID
    /// What it would be: a class, split and subject; `nil` where it would be rejected.
    var label: Int?
    var split: Split?
    var subject: String?

    func matches(_ other: SampleTwin) -> Bool {
      label == other.label && split == other.officialSplit && subject == other.subject
    }
  }

  private func trait(_ pending: PendingMember) -> Trait {
    switch pending.content {
    case .settled(.ignored), .unlabelled: return .other
    case .settled, .row: return .incomparable
    case .unclaimed(_, let bytes):
      return bytes.isEmpty ? .incomparable : .image(Image(content: .of(bytes)))
    case .claimed(let claims, let bytes, _):
      guard let claim = claims.first, claims.count == 1, claim.box == nil else {
        return .incomparable
      }
      switch resolver.resolve(claim) {
      case .label(let label) where label.targets == nil && label.exclusion == nil:
        return .image(
          Image(
            content: .of(bytes), label: label.classIndex, split: claim.split,
            subject: claim.subject))
      case .label: return .incomparable
      case .ignored: return .other
      case .rejected: return .image(Image(content: .of(bytes)))
      }
    }
  }
}
