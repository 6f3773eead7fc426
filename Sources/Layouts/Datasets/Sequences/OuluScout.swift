internal import Core

/// Looks for Oulu-CASIA's folders.
package struct OuluScout: LayoutScout {
  package static let layoutName = "oulu-casia"

  private let convention: FrameConvention
  private var census = NameCensus()
  private var sequences = FrameSequences<String>()
  private var subjects: Set<Substring> = []

  package init(options: LayoutOptions) {
    convention = FrameConvention(options: options, taxonomy: .fer7)
  }

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let place =
      member.isImage
      ? OuluPath(path: member.path, folders: member.folders, file: member.file) : nil
    census.count(member, isCoded: place != nil)
    if let place {
      sequences.insert(place.frame, of: String(place.sequence))
      // A copy, lest the whole path be kept.
      if !subjects.contains(place.subject) { subjects.insert(Substring(String(place.subject))) }
    }
    return .nothing
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard census.isConvincing || (isForced && census.coded > 0) else {
      if isForced {
        throw .notThisLayout(
          layout: OuluScout.layoutName, missing: "image placed like VL/Strong/P001/Anger/000.jpeg")
      }
      return nil
    }
    let roles = sequences.roles(convention)
    return LayoutVerdict(
      layout: OuluLayout(convention: convention, roles: roles),
      strength: .signature,
      evidence: [
        census.phrase("lie like VL/Strong/P001/Anger/000.jpeg"),
        Counting.phrase(sequences.count, "sequence"), Counting.phrase(subjects.count, "subject"),
        convention.phrase,
      ],
      warnings: FrameRoles.warnings(Array(roles.values), convention: convention),
      taxonomy: .fer7)
  }
}
