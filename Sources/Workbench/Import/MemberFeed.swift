internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// Reads members in order and gives them out in batches, with what their layout says about them.
final class MemberFeed: @unchecked Sendable {
  // Safe to share: a round of the import calls `readBatch` from one task, and looks at the rest
  // between rounds.
  private var reader: SourceReader
  private var layout: any DatasetLayout
  private let options: Options
  private var occurrences = PathOccurrences()
  /// A table whose rows are to be given out before the next member is read.
  private(set) var table: (any PixelTable)?

  /// How many members have been met, rows of tables aside.
  private(set) var members = 0
  /// What was read last.
  private(set) var batch: [PendingMember] = []
  /// Whether the source has no more members, or none that can be read.
  private(set) var isAtEnd = false
  /// The fault of the archive that ended the reading.
  private(set) var fault: ArchiveError?
  /// What official splits were read from, and how often.
  private(set) var evidence: [String: Int] = [:]

  struct Options: Sendable {
    let keepsRejected: Bool
    let references: Bool
    let limits: ArchiveLimits
  }

  /// A batch ends at this many members or bytes, whichever comes first.
  private static let batchMembers = 4096
  private static let batchBytes = 32 << 20
  /// The first is short, for nothing can be done beside reading it.
  private static let firstMembers = 512

  init(reader: consuming SourceReader, layout: any DatasetLayout, options: Options) {
    (self.layout, self.options) = (layout, options)
    self.reader = reader
  }

  /// How much of the source had been read after the last batch, in per cent, where its size is known.
  private(set) var share = ""

  /// The layout, after the last member.
  var exhaustedLayout: any DatasetLayout { layout }

  /// Takes the batch that was read.
  func takeBatch() -> [PendingMember] {
    defer { batch = [] }
    return batch
  }

  /// Reads the next batch; a fault of the archive ends it early.
  func readBatch() {
    var bytes = 0
    defer { noteShare() }
    let wanted = members == 0 ? Self.firstMembers : Self.batchMembers
    batch.reserveCapacity(wanted)
    do throws(ArchiveError) {
      while batch.count < wanted, bytes < Self.batchBytes {
        guard let member = try reader.next() else {
          isAtEnd = true
          return
        }
        members += 1
        let pending = try pending(member)
        bytes += pending.size
        batch.append(pending)
        if table != nil { return }
      }
    } catch {
      (fault, isAtEnd) = (error, true)
    }
  }

  /// The occurrence of a further line of the ledger, such as a row of a label table.
  func occurrence(of path: String) -> Int { occurrences.next(of: path) }

  private func noteShare() {
    guard let all = reader.rawBytes, all > 0 else { return }
    share = "\(min(100, reader.rawBytesRead * 100 / all)) %"
  }

  /// A member with its bytes, or with the reason why it has none.
  private func pending(_ member: ArchiveMember) throws(ArchiveError) -> PendingMember {
    let path = member.path ?? member.displayName
    let occurrence = occurrences.next(of: path)
    func make(_ content: PendingMember.Content) -> PendingMember {
      PendingMember(path: path, occurrence: occurrence, content: content)
    }
    func rejected(_ reason: String) -> PendingMember {
      make(.settled(.rejected(reason: reason, contentID: nil, bytes: nil, claim: nil)))
    }
    switch member.kind {
    case .directory: return make(.settled(.ignored(reason: "a folder")))
    case .link:
      return make(.settled(.ignored(reason: "a link; what it points to is not followed")))
    case .container:
      return make(.settled(.ignored(reason: "an archive; its members are listed by themselves")))
    case .other:
      return rejected(member.problem.map { Self.reason($0, of: member) } ?? "not a regular file")
    case .file: break
    }
    if let problem = member.problem { return rejected(Self.reason(problem, of: member)) }
    guard let name = member.path else { return rejected("its name cannot be decoded") }
    do {
      switch layout.finding(path: name) {
      case .ignored(let reason): return make(.unlabelled(reason: reason))
      case .rejected(let reason):
        return make(.unclaimed(reason: reason, bytes: try rejectedBytes()))
      case .samples(let claims):
        var bytes: [UInt8] = []
        try reader.readData(into: &bytes)
        for claim in claims {
          if let found = claim.splitEvidence { evidence[found, default: 0] += 1 }
        }
        let place = options.references ? reader.storedPlace(of: bytes) : nil
        return make(.claimed(claims, bytes: bytes, place: place))
      case .pixelTable(let table):
        self.table = table
        return make(.settled(.ignored(reason: "a table; its rows are listed by themselves")))
      }
    } catch  where error.concernsOneMember {
      return rejected(Self.reason(error, of: member))
    }
  }

  /// An error of one member without the member's name, so that equal reasons are counted together.
  private static func reason(_ error: ArchiveError, of member: ArchiveMember) -> String {
    let (text, name) = (error.description, member.displayName)
    guard text.hasPrefix(name + " ") else { return text }
    return "it " + text.dropFirst(name.count + 1)
  }

  /// The bytes of a member that is rejected by its name alone, to be kept for `--retry`.
  private func rejectedBytes() throws(ArchiveError) -> [UInt8] {
    guard options.keepsRejected else { return [] }
    var bytes: [UInt8] = []
    try reader.readData(into: &bytes)
    return bytes
  }

  /// Gives out the rows of the table at hand in batches.
  ///
  /// - Throws: what `body` throws; a fault of the archive ends the feed.
  func giveRows(
    to body: ([PendingMember]) throws(WorkbenchError) -> Void
  ) throws(WorkbenchError) {
    guard let table = table.take() else { return }
    var rows = TableRows(table: table)
    var failure: WorkbenchError?
    do throws(ArchiveError) {
      try reader.readBlocks(limit: options.limits.maximumTableBytes) { block in
        rows.feed(block)
        guard rows.isFull || rows.fault != nil else { return true }
        do throws(WorkbenchError) { try body(rows.take(&occurrences)) } catch { failure = error }
        return failure == nil && rows.fault == nil
      }
      rows.finish()
    } catch {
      if error.concernsOneMember {
        rows.fault = error.description
      } else {
        (fault, isAtEnd) = (error, true)
      }
    }
    if let failure { throw failure }
    try body(rows.take(&occurrences) + rows.rest(&occurrences))
  }
}
