internal import Core

extension ImportSession {
  /// Refuses a record that makes no sense, before anything of its batch is stored.
  func check(_ record: ImportRecord, taxonomy: Taxonomy) throws(CatalogError) {
    func bad(_ reason: String) -> CatalogError { .badMember(member: record.path, reason: reason) }
    guard record.occurrence >= 0 else { throw bad("its occurrence is negative") }
    let bytes: Int
    switch record.outcome {
    case .accepted(let member):
      guard member.width > 0, member.height > 0, [1, 3].contains(member.channels),
        (1...8).contains(member.orientation)
      else { throw bad("an image of \(member.width)×\(member.height)×\(member.channels)") }
      guard !member.samples.isEmpty else { throw bad("it has no sample") }
      for sample in member.samples {
        if let reason = Self.fault(of: sample, in: member, taxonomy) { throw bad(reason) }
      }
      if let reference = member.reference {
        guard Self.isPlace(reference) else { throw bad("no file has bytes at \(reference)") }
        bytes = reference.length
      } else {
        bytes = member.bytes.count
      }
    case .rejected(_, let contentID, let kept, _):
      guard kept == nil || contentID != nil else { throw bad("bytes without their content id") }
      bytes = kept?.count ?? 0
    case .ignored:
      bytes = 0
    }
    guard bytes <= TarEntry.maximumLength else {
      throw bad("\(bytes) bytes are too many for a pack")
    }
  }

  private static func fault(
    of sample: ImportedSample, in member: AcceptedMember, _ taxonomy: Taxonomy
  ) -> String? {
    guard (0..<taxonomy.count).contains(sample.label) else {
      return "label \(sample.label) of \(taxonomy.count) classes"
    }
    if let region = sample.region {
      guard region.x >= 0, region.y >= 0, region.width > 0, region.height > 0,
        region.width <= member.width, region.x <= member.width - region.width,
        region.height <= member.height, region.y <= member.height - region.height
      else {
        return
          "a region of \(region.width)×\(region.height) at \(region.x), \(region.y) of an image "
          + "of \(member.width)×\(member.height)"
      }
    }
    if let targets = sample.targets {
      guard targets.count == taxonomy.count else {
        return "\(targets.count) soft targets for \(taxonomy.count) classes"
      }
      guard targets.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
        return "a soft target that is negative or no number"
      }
    }
    return nil
  }

  private static func isPlace(_ reference: ContentReference) -> Bool {
    guard reference.offset >= 0, reference.length >= 0,
      !reference.offset.addingReportingOverflow(Int64(reference.length)).overflow
    else { return false }
    return reference.file.map { SourcePath($0) != nil } ?? true
  }
}
