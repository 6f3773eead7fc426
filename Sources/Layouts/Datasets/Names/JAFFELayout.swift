package import Core

/// JAFFE (Lyons et al., 1998): the file name tells subject and emotion.
///
/// Folders mean nothing, so the copies with a folder per class read the same.
package struct JAFFELayout: DatasetLayout, Hashable {
  package let name = "jaffe"

  package var settings: JSON { ["codes": .object(JAFFEName.words.mapValues { .string($0) })] }

  package func finding(path: String) -> LayoutFinding {
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    guard let name = JAFFEName(member.file) else {
      return .rejected(
        reason: "its name bears no JAFFE code such as KA.AN1.39 (subject, emotion and take, "
          + "number); rename it, or use --layout folders")
    }
    return .samples([LabelClaim(.words([name.word]), subject: name.subject)])
  }
}
