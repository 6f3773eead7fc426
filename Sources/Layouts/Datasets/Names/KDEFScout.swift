internal import Core

/// Looks for KDEF's file names.
package struct KDEFScout: LayoutScout {
  package static let layoutName = "kdef"

  private var census = NameCensus()
  private var subjects: Set<String> = []
  private var angles: [String: Int] = [:]

  package init(options: LayoutOptions) {}

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let name = KDEFName(member.file)
    census.count(member, isCoded: name != nil)
    if let name {
      subjects.insert(name.subject)
      angles[name.angle, default: 0] += 1
    }
    return .nothing
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard census.isConvincing || (isForced && census.coded > 0) else {
      if isForced {
        throw .notThisLayout(
          layout: KDEFScout.layoutName, missing: "image named like AF01ANS.JPG")
      }
      return nil
    }
    let turned = KDEFName.angles.compactMap { angle in angles[angle].map { "\(angle) \($0)" } }
    return LayoutVerdict(
      layout: KDEFLayout(), strength: .names,
      evidence: [
        census.phrase("bear KDEF's code (AF01ANS)"), Counting.phrase(subjects.count, "subject"),
        "angles: " + turned.joined(separator: ", "),
      ],
      taxonomy: .fer7)
  }
}
