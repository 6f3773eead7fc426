internal import Archives
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Layouts
internal import Synchronization

/// Hashes, decodes and measures members: each image is decoded once, and every cheap measure taken.
struct MemberExaminer: Sendable {
  struct Options: Sendable {
    let acceptDamaged: Bool
    let maximumPixels: Int
    let keepsRejected: Bool
  }

  /// What a member came to: its own record, and one for each row of a label table that led to nothing.
  struct Finding: Sendable {
    var record: ImportRecord?
    /// Records of rows of label tables that led to no sample.
    var rows: [ImportRecord] = []
    /// Whether the ledger had the member already.
    var isKnown = false
  }

  private let options: Options
  private let resolver: ResolverCache
  private let author: String
  private let decoders: DecoderPool
  private let huge = HugeImages()

  init(options: Options, resolver: ClassResolver, workers: Int) throws(WorkbenchError) {
    self.options = options
    self.resolver = ResolverCache(resolver)
    author = "fer-data import, rule \(resolver.rule.rawValue)"
    decoders = try DecoderPool(workers: workers)
  }

  /// The member's records for the ledger; none where the ledger has it already.
  func examine(
    _ member: PendingMember, importing: ImportSession, worker: Int
  ) throws(WorkbenchError) -> Finding {
    switch member.content {
    case .settled(let outcome):
      return settled(outcome, member, importing)
    case .unlabelled(let reason):
      if case .known(.accepted) = state(member, nil, importing) { throw relabelled(member) }
      return settled(.ignored(reason: reason), member, importing)
    case .unclaimed(let reason, let bytes):
      if case .known(.accepted) = state(member, nil, importing) { throw relabelled(member) }
      return finding(member, rejected(reason, bytes.isEmpty ? nil : .of(bytes), bytes, []))
    case .claimed(let claims, let bytes, let place):
      return try claimed(claims, bytes, place, member, importing, worker)
    case .row(let table, let bytes, let number):
      switch table.interpret(row: bytes, number: number) {
      case .ignored(let reason): return settled(.ignored(reason: reason), member, importing)
      case .rejected(let reason):
        // Without a digest: a row that another dialect can read is another file than its text.
        return finding(member, .rejected(reason: reason))
      case .sample(let width, let height, let pixels, let claim):
        let image: Image
        do throws(ImageError) {
          image = try Image(width: width, height: height, channels: 1, pixels: pixels)
        } catch { return finding(member, .rejected(reason: error.description)) }
        return try claimed([claim], PGM.encode(image), nil, member, importing, worker)
      }
    }
  }

  /// What a member that was rejected before comes to now, and the rows of its claims that lead to nothing.
  func retried(
    _ bytes: [UInt8], claims: [LabelClaim], worker: Int
  ) -> (outcome: ImportOutcome, refused: [(row: String, reason: String)]) {
    outcome(.of(bytes), bytes, nil, claims, worker)
  }

  private func claimed(
    _ claims: [LabelClaim], _ bytes: [UInt8], _ place: StoredPlace?, _ member: PendingMember,
    _ importing: ImportSession, _ worker: Int
  ) throws(WorkbenchError) -> Finding {
    let content = ContentID.of(bytes)
    switch state(member, content, importing) {
    case .changed:
      throw .problem(
        "\(member.path) was imported before with other content; import the changed source under another --name"
      )
    case .known(.accepted):
      let samples = try labels(claims, bytes, content, worker)
      let before = importing.labels(ofMember: member.path, occurrence: member.occurrence)
      guard before == nil || before == ImportedSample.fingerprint(of: samples) else {
        throw relabelled(member)
      }
      var found = Finding(isKnown: true)
      // Bytes that were left in a source are packed by a copying import, or noted where they lie now.
      if importing.isByReference(ofMember: member.path, occurrence: member.occurrence) {
        found = finding(member, outcome(content, bytes, place, claims, worker).outcome)
        found.isKnown = true
      }
      return found
    // What was rejected or ignored before is judged again: the options may have changed.
    case .new, .known:
      let (outcome, refused) = outcome(content, bytes, place, claims, worker)
      var found = finding(member, outcome)
      found.rows = refused.map { row, reason in
        ImportRecord(path: row, outcome: .rejected(reason: reason))
      }
      if case .accepted = outcome {
        // Rows that had no image when the source was imported before, and have one now.
        found.rows += claims.compactMap(\.row).filter { row in
          !refused.contains { $0.row == row }
            && importing.state(ofMember: row, occurrence: 0, contentID: nil) == .known(.rejected)
        }.map { ImportRecord(path: $0, outcome: .ignored(reason: "its image came later")) }
      }
      return found
    }
  }

  /// The samples that claims make of a member that was accepted before.
  private func labels(
    _ claims: [LabelClaim], _ bytes: [UInt8], _ content: ContentID, _ worker: Int
  ) throws(WorkbenchError) -> [ImportedSample] {
    if claims.allSatisfy({ $0.box == nil }) {
      return ClaimedSamples(of: claims, width: 1, height: 1, resolver, author: author).accepted
    }
    guard case .accepted(let member) = outcome(content, bytes, nil, claims, worker).outcome else {
      return []
    }
    return member.samples
  }

  private func outcome(
    _ content: ContentID, _ bytes: [UInt8], _ place: StoredPlace?, _ claims: [LabelClaim],
    _ worker: Int
  ) -> (outcome: ImportOutcome, refused: [(row: String, reason: String)]) {
    // A label that means nothing is told before a broken image: it is the easier to mend.
    let unsized = ClaimedSamples(of: claims, width: .max, height: .max, resolver, author: author)
    if unsized.accepted.isEmpty {
      if let reason = unsized.setAside { return (.ignored(reason: reason), []) }
      return (rejected(unsized.reason, content, bytes, claims), [])
    }
    do throws(ImageError) {
      return try accepted(content, bytes, place, claims, unsized, pixels: smallPixels, worker)
    } catch .tooManyPixels(let width, let height, _) {
      guard width <= options.maximumPixels / max(1, height) else {
        let tooMany = ImageError.tooManyPixels(
          width: width, height: height, limit: options.maximumPixels)
        return (rejected(tooMany.description, content, bytes, claims), [])
      }
      // One at a time, so that a source of huge images takes the memory of one, whatever the threads.
      return huge.turn.withLock { _ in
        do throws(ImageError) {
          return try accepted(
            content, bytes, place, claims, unsized, pixels: options.maximumPixels, worker)
        } catch { return (rejected(error.description, content, bytes, claims), []) }
      }
    } catch {
      return (rejected(error.description, content, bytes, claims), [])
    }
  }

  /// The images that are decoded on all threads at once are of no more pixels than this.
  private var smallPixels: Int { min(options.maximumPixels, 16 << 20) }

  private func accepted(
    _ content: ContentID, _ bytes: [UInt8], _ place: StoredPlace?, _ claims: [LabelClaim],
    _ unsized: ClaimedSamples, pixels: Int, _ worker: Int
  ) throws(ImageError) -> (outcome: ImportOutcome, refused: [(row: String, reason: String)]) {
    let decoding = DecodingOptions(maximumPixels: pixels, acceptDamaged: options.acceptDamaged)
    let decoded = try decoders.decode(bytes, options: decoding, worker: worker)
    let image = decoded.image
    let samples =
      claims.allSatisfy { $0.box == nil }
      ? unsized
      : ClaimedSamples(
        of: claims, width: image.width, height: image.height, resolver, author: author)
    guard !samples.accepted.isEmpty else {
      return (rejected(samples.reason, content, bytes, claims), [])
    }
    let accepted = AcceptedMember(
      contentID: content, bytes: bytes,
      reference: place.map {
        ContentReference(offset: $0.offset, length: $0.length, file: $0.file)
      },
      format: decoded.format.rawValue, width: image.width, height: image.height,
      channels: image.channels, orientation: decoded.orientation, pixelDigest: image.pixelDigest,
      measures: ContentMeasures(.measure(image)), warning: decoded.warning,
      samples: samples.accepted)
    return (.accepted(accepted), samples.refused)
  }

  /// A rejection that keeps the bytes and what was claimed of them, so that it can be tried again.
  private func rejected(
    _ reason: String, _ content: ContentID?, _ bytes: [UInt8], _ claims: [LabelClaim]
  ) -> ImportOutcome {
    let keeps = options.keepsRejected && !bytes.isEmpty
    return .rejected(
      reason: reason, contentID: content, bytes: keeps ? bytes : nil,
      claim: keeps && !claims.isEmpty ? .array(claims.map(\.json)) : nil)
  }

  private func settled(
    _ outcome: ImportOutcome, _ member: PendingMember, _ importing: ImportSession
  ) -> Finding {
    state(member, nil, importing) == .new
      ? finding(member, outcome) : Finding(isKnown: true)
  }

  private func finding(_ member: PendingMember, _ outcome: ImportOutcome) -> Finding {
    Finding(
      record: ImportRecord(
        path: member.path, occurrence: member.occurrence, outcome: outcome))
  }

  private func state(
    _ member: PendingMember, _ content: ContentID?, _ importing: ImportSession
  ) -> MemberState {
    importing.state(ofMember: member.path, occurrence: member.occurrence, contentID: content)
  }

  private func relabelled(_ member: PendingMember) -> WorkbenchError {
    .problem(
      "\(member.path) was imported before under another class; import with the --map, --dialect and "
        + "--vote-rule it had, or into a new workspace")
  }
}

/// Whose turn it is to decode a huge image.
private final class HugeImages: Sendable {
  let turn = Mutex(())
}

extension ContentMeasures {
  init(_ measures: ImageMeasures) {
    self.init(
      brightness: measures.brightness, contrast: measures.contrast,
      sharpness: measures.sharpness, entropy: measures.entropy, darkest: measures.darkest,
      dark: measures.dark, bright: measures.bright, brightest: measures.brightest,
      dHash: measures.dHash, pHash: measures.pHash, texture: ContentTexture(measures.texture))
  }
}

extension ContentTexture {
  init(_ texture: ImageTexture) {
    self.init(
      noise: texture.noise, fineness: texture.fineness, flatness: texture.flatness,
      twoTone: texture.twoTone)
  }
}
