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
    var (tally, fault) = (Tally(), ArchiveError?.none)
    do throws(ArchiveError) {
      try walk(&reader, &survey, &tally)
    } catch {
      // Without a single member there is nothing to keep; else what was whole is imported, and the fault
      // told at the end.
      guard tally.members > 0 else { throw .archive(error) }
      fault = error
    }
    try session.checkCancelled("nothing was kept; import it again")
    let summary: ArchiveSummary
    do throws(ArchiveError) { summary = try reader.finish() } catch { throw .archive(error) }
    do throws(LayoutError) {
      return Result(
        choice: try survey.conclude(), summary: summary, members: tally.members, fault: fault)
    } catch {
      // What cannot be read says more than what the rest lacks.
      if let fault { throw .archive(fault) }
      if tally.files == 0, let problem = tally.problem {
        throw .problem("\(source.displayPath): not one member can be read: \(problem)")
      }
      throw .layout(source: source.displayPath, error)
    }
  }

  /// What was met.
  private struct Tally {
    var members = 0
    var files = 0
    /// Why the first member that cannot be read cannot.
    var problem: ArchiveError?
  }

  private func walk(
    _ reader: inout SourceReader, _ survey: inout LayoutSurvey, _ tally: inout Tally
  ) throws(ArchiveError) {
    while let member = try reader.next() {
      tally.members += 1
      if tally.members % 4096 == 0 {
        session.report(
          Progress(step: "survey", done: tally.members, total: nil, unit: "members"))
        if session.isCancelled() { return }
      }
      if let problem = member.problem, tally.problem == nil { tally.problem = problem }
      guard member.kind == .file, member.problem == nil, let path = member.path else { continue }
      tally.files += 1
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
