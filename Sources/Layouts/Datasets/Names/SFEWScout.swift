internal import Core

/// Looks for SFEW's file names: movie, timestamp, frame.
package struct SFEWScout: LayoutScout {
  package static let layoutName = "sfew"

  private var census = NameCensus()
  private var inClasses = 0
  private var movies: Set<String> = []

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let name = SFEWName(member.file)
    census.count(member, isCoded: name != nil)
    if let name {
      movies.insert(String(name.movie))
      if SFEWFolders.isClass(member.folders.last) { inClasses += 1 }
    }
    return .nothing
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard (census.isConvincing && inClasses > 0) || (isForced && census.coded > 0) else {
      if isForced {
        throw .notThisLayout(
          layout: SFEWScout.layoutName,
          missing: "image named like Airheads_000519240_00000005.png")
      }
      return nil
    }
    return LayoutVerdict(
      layout: SFEWLayout(), strength: .names,
      evidence: [
        census.phrase("named like Airheads_000519240_00000005"),
        Counting.phrase(movies.count, "movie"),
      ],
      taxonomy: .fer7)
  }
}
