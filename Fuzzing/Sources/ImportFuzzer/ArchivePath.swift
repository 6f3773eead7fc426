internal import Archives
internal import Core
internal import Layouts

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The bytes are an archive: survey it, then read every member as an import does.
enum ArchivePath {
  private static let file = "/dev/shm/fer-data-fuzzing-\(getpid())"

  private static let limits: ArchiveLimits = {
    var limits = ArchiveLimits()
    limits.maximumMemberBytes = 1 << 20
    limits.maximumTotalBytes = 16 << 20
    limits.maximumMembers = 2000
    limits.ratioFreeBytes = 1 << 20
    return limits
  }()

  static func run(_ bytes: [UInt8]) {
    guard save(bytes) else { return }
    do throws(ArchiveError) {
      let source = try SourceFiles(paths: [file], spoolFolder: "/dev/shm", limits: limits)
      guard var survey = try? LayoutSurvey(options: LayoutOptions()) else { return }
      var reader = try source.reader(limits: limits, hashing: false)
      while let member = try reader.next() { look(at: member, &reader, &survey) }
      guard let choice = try? survey.conclude() else { return }
      var second = try source.reader(limits: limits, hashing: true)
      var layout = choice.layout
      while let member = try second.next() {
        read(member, &second, &layout, choice.resolver)
      }
      for row in layout.unmatchedRows() { precondition(!row.reason.isEmpty) }
      _ = try second.finish()
    } catch {
      precondition(!error.description.isEmpty)
    }
  }

  private static func look(
    at member: ArchiveMember, _ reader: inout SourceReader, _ survey: inout LayoutSurvey
  ) {
    guard member.kind == .file, member.problem == nil, let path = member.path else { return }
    let wish = survey.note(path: path, size: member.size)
    guard wish > .nothing else { return }
    survey.begin(path: path, wish: wish)
    _ = try? reader.readBlocks(limit: wish == .head ? 1 << 16 : limits.maximumTableBytes) {
      survey.feed($0)
    }
    survey.end()
  }

  private static func read(
    _ member: ArchiveMember, _ reader: inout SourceReader, _ layout: inout any DatasetLayout,
    _ resolver: ClassResolver
  ) {
    precondition(!member.displayName.isEmpty)
    guard member.kind == .file, member.problem == nil, let path = member.path else { return }
    switch layout.finding(path: path) {
    case .samples(let claims):
      guard let data = try? reader.readData() else { return }
      precondition(data.count <= limits.maximumMemberBytes)
      _ = reader.storedPlace(of: data)
      ImagePath.run(data)
      for claim in claims { ClaimPath.resolve(claim, with: resolver) }
    case .pixelTable(let table):
      TablePath.read(table, resolver) { block in
        _ = try? reader.readBlocks(limit: 1 << 24, block)
      }
    case .ignored(let reason), .rejected(let reason):
      precondition(!reason.isEmpty)
    }
  }

  private static func save(_ bytes: [UInt8]) -> Bool {
    let number = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard number >= 0 else { return false }
    defer { close(number) }
    return bytes.withUnsafeBytes { write(number, $0.baseAddress, $0.count) } == bytes.count
  }
}
