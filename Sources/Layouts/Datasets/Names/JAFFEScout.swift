internal import Core

/// Looks for JAFFE's file names.
package struct JAFFEScout: LayoutScout {
  package static let layoutName = "jaffe"

  private var census = NameCensus()
  private var subjects: Set<String> = []

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let name = JAFFEName(member.file)
    census.count(member, isCoded: name != nil)
    if let name { subjects.insert(name.subject) }
    return .nothing
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard census.isConvincing || (isForced && census.coded > 0) else {
      if isForced {
        throw .notThisLayout(
          layout: JAFFEScout.layoutName, missing: "image named like KA.AN1.39.tiff")
      }
      return nil
    }
    return LayoutVerdict(
      layout: JAFFELayout(), strength: .names,
      evidence: [
        census.phrase("bear JAFFE's code (KA.AN1.39)"), Counting.phrase(subjects.count, "subject"),
      ],
      taxonomy: .fer7)
  }
}
