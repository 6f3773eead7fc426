package import Core

/// Oulu-CASIA (Zhao et al., 2011): a folder per sequence, from neutral to the peak of its emotion.
package struct OuluLayout: DatasetLayout {
  package let name = "oulu-casia"
  let convention: FrameConvention
  let roles: [String: FrameRoles]

  package var settings: JSON {
    .object(convention.settings.merging(["sequences": .integer(roles.count)]) { own, _ in own })
  }

  package func finding(path: String) -> LayoutFinding {
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    guard let place = OuluPath(path: path, folders: member.folders, file: member.file) else {
      return .rejected(
        reason: "it lies not like a frame of Oulu-CASIA (VL/Strong/P001/Anger/000.jpeg); move it")
    }
    let subject = String(place.subject)
    let role = roles[String(place.sequence)]?.role(of: place.frame) ?? .between
    return FrameRoles.finding(role: role, convention: convention, subject: subject) {
      LabelClaim(.words([String(place.emotion)]), subject: subject)
    }
  }
}
