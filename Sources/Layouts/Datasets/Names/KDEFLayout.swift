package import Core

/// KDEF (Lundqvist, Flykt and Öhman, 1998): the file name tells subject, emotion and angle.
package struct KDEFLayout: DatasetLayout, Hashable {
  package let name = "kdef"

  package var settings: JSON {
    [
      "codes": .object(KDEFName.words.mapValues { .string($0) }),
      "angles": .array(KDEFName.angles.map { .string($0) }),
    ]
  }

  package func finding(path: String) -> LayoutFinding {
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    guard let name = KDEFName(member.file) else {
      return .rejected(
        reason: "“\(member.file)” is no KDEF name: session, gender, id, emotion and angle are "
          + "expected, as in AF01ANS.JPG; rename it")
    }
    return .samples([LabelClaim(.words([name.word]), subject: name.subject)])
  }
}
