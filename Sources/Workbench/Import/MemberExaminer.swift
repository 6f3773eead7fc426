internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Layouts

/// A member that was read and is still to be examined.
struct PendingMember: Sendable {
  enum Content: Sendable {
    /// Nothing is left to find out.
    case settled(ImportOutcome)
    /// A file that has a label.
    case labelled(MemberLabel, bytes: [UInt8])
    /// A file whose name says that it has no label.
    case unlabelled(ImportOutcome)
  }

  let path: String
  let occurrence: Int
  let content: Content

  var bytes: [UInt8] {
    if case .labelled(_, let bytes) = content { return bytes }
    return []
  }
}

/// Hashes, decodes and measures members: each image is decoded once, and every cheap measure taken.
struct MemberExaminer: Sendable {
  struct Options: Hashable, Sendable {
    let acceptDamaged: Bool
    let maximumPixels: Int
  }

  private let options: Options
  private let decoders: DecoderPool

  init(options: Options, workers: Int) throws(WorkbenchError) {
    self.options = options
    decoders = try DecoderPool(workers: workers)
  }

  /// The member's record for the ledger, or `nil` when the ledger has it already.
  func examine(
    _ member: PendingMember, importing: ImportSession, worker: Int
  ) throws(WorkbenchError) -> ImportRecord? {
    func record(_ outcome: ImportOutcome) -> ImportRecord {
      ImportRecord(path: member.path, occurrence: member.occurrence, outcome: outcome)
    }
    func state(_ content: ContentID?) -> MemberState {
      importing.state(
        ofMember: member.path, occurrence: member.occurrence, contentID: content)
    }
    switch member.content {
    case .settled(let outcome):
      return state(nil) == .new ? record(outcome) : nil
    case .unlabelled(let outcome):
      if case .known(.accepted) = state(nil) { throw relabelled(member) }
      return state(nil) == .new ? record(outcome) : nil
    case .labelled(let label, let bytes):
      let content = ContentID.of(bytes)
      switch state(content) {
      case .known(.accepted):
        let before = importing.label(ofMember: member.path, occurrence: member.occurrence)
        guard before == nil || before == label.classIndex else { throw relabelled(member) }
        return nil
      case .changed:
        throw .problem(
          "\(member.path) was imported before with other content; import the changed source under another --name"
        )
      // What was rejected or ignored before is judged again: the options may have changed.
      case .new, .known: return record(outcome(content, bytes, label, worker))
      }
    }
  }

  private func relabelled(_ member: PendingMember) -> WorkbenchError {
    .problem(
      "\(member.path) was imported before under another class; import with the --map it had, or into a "
        + "new workspace")
  }

  private func outcome(
    _ content: ContentID, _ bytes: [UInt8], _ label: MemberLabel, _ worker: Int
  ) -> ImportOutcome {
    let decoding = DecodingOptions(
      maximumPixels: options.maximumPixels, acceptDamaged: options.acceptDamaged)
    let decoded: DecodedImage
    do {
      decoded = try decoders.decode(bytes, options: decoding, worker: worker)
    } catch {
      return .rejected(reason: error.description, contentID: content, bytes: nil)
    }
    let image = decoded.image
    return .accepted(
      AcceptedMember(
        contentID: content, bytes: bytes, format: decoded.format.rawValue, width: image.width,
        height: image.height, channels: image.channels, orientation: decoded.orientation,
        pixelDigest: image.pixelDigest, measures: ContentMeasures(.measure(image)),
        warning: decoded.warning, label: label.classIndex, officialSplit: label.officialSplit,
        subject: label.subject))
  }
}

extension ContentMeasures {
  init(_ measures: ImageMeasures) {
    self.init(
      brightness: measures.brightness, contrast: measures.contrast,
      sharpness: measures.sharpness, entropy: measures.entropy, darkest: measures.darkest,
      dark: measures.dark, bright: measures.bright, brightest: measures.brightest,
      dHash: measures.dHash, pHash: measures.pHash)
  }
}
