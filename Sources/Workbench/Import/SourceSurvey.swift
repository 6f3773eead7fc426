internal import Archives
internal import Core
internal import Layouts

/// The first pass of an import: all names, and the label tables, so that the layout is known.
struct SourceSurvey {
  /// What the survey found.
  struct Result {
    let choice: LayoutChoice
    /// What the source is, with the digest of its bytes.
    let summary: ArchiveSummary
    /// How many members were met.
    let members: Int
    /// Why the source cannot be read to its end; what comes before is whole.
    let fault: ArchiveError?
  }

  let source: SourceFiles
  let limits: ArchiveLimits
  let session: Session

  /// Walks the source.
  func run(_ options: LayoutOptions) throws(WorkbenchError) -> Result {
    var survey = try reading(source.displayPath) { () throws(LayoutError) in
      try LayoutSurvey(options: options)
    }
    var reader = try lifting { () throws(ArchiveError) in
      try source.reader(limits: limits, hashing: true)
    }
    var (members, fault) = (0, ArchiveError?.none)
    do throws(ArchiveError) {
      try walk(&reader, &survey, &members)
    } catch {
      // Without a single member there is nothing to keep; else what was whole is imported, and the fault
      // told at the end.
      guard members > 0 else { throw .archive(error) }
      fault = error
    }
    try session.checkCancelled("nothing was kept; import it again")
    let summary: ArchiveSummary
    do throws(ArchiveError) { summary = try reader.finish() } catch { throw .archive(error) }
    let choice = try reading(source.displayPath) { () throws(LayoutError) in
      try survey.conclude()
    }
    return Result(choice: choice, summary: summary, members: members, fault: fault)
  }

  private func walk(
    _ reader: inout SourceReader, _ survey: inout LayoutSurvey, _ members: inout Int
  ) throws(ArchiveError) {
    while let member = try reader.next() {
      members += 1
      if members % 4096 == 0 {
        session.report(Progress(step: "survey", done: members, total: nil, unit: "members"))
        if session.isCancelled() { return }
      }
      guard member.kind == .file, member.problem == nil, let path = member.path else { continue }
      let wish = survey.note(path: path, size: member.size)
      guard wish != .nothing else { continue }
      survey.begin(path: path, wish: wish)
      do throws(ArchiveError) {
        try reader.readBlocks(limit: limits.maximumTableBytes) { survey.feed($0) }
      } catch  where error.concernsOneMember {
        // The pass meets it again and rejects it.
      }
      survey.end()
    }
  }
}
