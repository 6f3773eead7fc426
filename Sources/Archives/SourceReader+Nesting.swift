internal import Core

extension SourceReader {
  /// A nested archive up to this size is kept in memory, a larger one in a file without a name.
  private static let memoryLimit = 64 << 20
  private static let maximumWarnings = 3

  mutating func nextOuter() throws(ArchiveError) -> ArchiveMember? {
    if archive != nil { return try archive?.next() ?? nil }
    if folder != nil { return try folder?.next() ?? nil }
    return try single?.next() ?? nil
  }

  /// Streams the current member, wherever it comes from.
  mutating func streamBlocks(
    limit: Int64, _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    switch place {
    case .nowhere: throw .noData(member: container?.displayName ?? path)
    case .container:
      do throws(ArchiveError) { return try inner?.readBlocks(limit: limit, body) ?? true } catch {
        throw nestedFault(error)
      }
    case .source:
      if let isWhole = try archive?.readBlocks(limit: limit, body) { return isWhole }
      if let isWhole = try folder?.readBlocks(limit: limit, body) { return isWhole }
      return try single?.readBlocks(limit: limit, body) ?? true
    }
  }

  /// A nested archive's own fault, met while a member is read, costs that member and the rest of the
  /// nested archive, but nothing else.
  mutating func nestedFault(_ error: ArchiveError) -> ArchiveError {
    guard error.concernsOneArchive else { return error }
    fault = error
    let name = nested?.displayName ?? path
    switch error {
    case .truncated(_, _, let detail), .damaged(_, _, let detail), .damagedStream(_, _, let detail):
      return .memberDamaged(member: name, detail: detail)
    case .encrypted: return .memberEncrypted(member: name)
    default: return .memberDamaged(member: name, detail: "no reason given")
    }
  }

  /// Whether a member's name and first bytes both are an archive's; what goes wrong with it alone is
  /// kept as its `fault`.
  mutating func isContainer(_ member: ArchiveMember) throws(ArchiveError) -> Bool {
    (container, fault) = (nil, nil)
    guard member.kind == .file, member.problem == nil, single == nil, let name = member.path,
      ArchiveSignature.isPromised(by: name)
    else { return false }
    do {
      return ArchiveSignature.isPresent(in: try peek(ArchiveSignature.headBytes))
    } catch  where error.concernsOneMember {
      fault = error
      return false
    }
  }

  private mutating func peek(_ count: Int) throws(ArchiveError) -> [UInt8] {
    if place == .container { return try inner?.peek(count) ?? [] }
    if let head = try archive?.peek(count) { return head }
    return try folder?.peek(count) ?? []
  }

  /// The member, with what was found wrong when its first bytes were looked at.
  mutating func checked(_ member: ArchiveMember) -> ArchiveMember {
    guard let fault = fault.take() else { return member }
    return member.turned(into: .file, problem: fault)
  }

  /// Opens the current member as an archive.
  mutating func enter(_ member: ArchiveMember) throws(ArchiveError) -> ArchiveMember {
    container = member
    do {
      inner = try ArchiveReader(try contents(of: member), tally: tally, hashing: false)
    } catch .notAnArchive(let path, _) {
      fault = .damaged(path: path, membersRead: 0, detail: "unrecognized archive format")
    } catch  where error.concernsOneMember || error.concernsOneArchive {
      // A fault of the source around it concerns more than this archive.
      if !error.concernsOneMember, error.path != member.displayName { throw error }
      fault = error
    }
    place = .nowhere
    return member.turned(into: .container)
  }

  /// The bytes of a nested archive, to be read at any place.
  private mutating func contents(of member: ArchiveMember) throws(ArchiveError) -> StoredBytes {
    switch folder {
    case .some(let folder):
      let bytes = try folder.contents()
      tally.addRaw(bytes.size)
      return bytes.named(member.displayName)
    case .none: break
    }
    var spool = SpoolFile(folder: spoolFolder, memoryLimit: SourceReader.memoryLimit)
    _ = try streamBlocks(limit: tally.limits.maximumTotalBytes) { block throws(ArchiveError) in
      do throws(FileError) { try spool.append(block) } catch { throw .file(error) }
      return true
    }
    return spool.finish(path: member.displayName)
  }

  /// The next member of the nested archive, or what stands for its rest; `nil` at its end.
  mutating func nextNested() throws(ArchiveError) -> ArchiveMember? {
    guard let container else { return nil }
    let prefix = container.path ?? container.displayName
    if fault == nil {
      do {
        if let member = try inner?.next() ?? nil {
          place = .container
          let whole = try named(member, prefix: prefix)
          nested = whole
          return whole
        }
        try noteWarning()
      } catch  where error.concernsOneArchive {
        fault = error
      }
    }
    (self.container, nested) = (nil, nil)
    inner = nil
    guard let fault = fault.take() else { return nil }
    let rest = ArchiveMember(
      index: tally.members, name: container.name, kind: .other, size: nil, problem: fault)
    try tally.count(size: nil)
    return rest
  }

  /// A nested archive's member under its whole name; an archive among them is not opened.
  private mutating func named(
    _ member: ArchiveMember, prefix: String
  ) throws(ArchiveError) -> ArchiveMember {
    let whole = member.inside(prefix, limit: tally.limits.maximumNameBytes)
    guard member.kind == .file, member.problem == nil, let name = member.path,
      ArchiveSignature.isPromised(by: name)
    else { return whole }
    do {
      guard ArchiveSignature.isPresent(in: try peek(ArchiveSignature.headBytes)) else {
        return whole
      }
    } catch  where error.concernsOneMember {
      return whole.turned(into: .file, problem: error)
    } catch  where error.concernsOneArchive {
      nested = whole
      return whole.turned(into: .file, problem: nestedFault(error))
    }
    place = .nowhere
    return whole.turned(into: .other, problem: .memberNestedTooDeep(member: whole.displayName))
  }

  private mutating func noteWarning() throws(ArchiveError) {
    guard let warning = try inner?.finish().warning,
      warnings.count < SourceReader.maximumWarnings
    else { return }
    warnings.append(warning)
  }
}
