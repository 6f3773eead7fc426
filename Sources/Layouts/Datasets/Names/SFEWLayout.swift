package import Core

/// SFEW 2.0 (Dhall et al., 2015): stills of movies in a folder per class, below one per split.
///
/// The movie takes the place of the subject: scenes of one movie show the same people.
package struct SFEWLayout: DatasetLayout, Hashable {
  package let name = "sfew"

  package var settings: JSON { ["subject": "movie"] }

  package func finding(path: String) -> LayoutFinding {
    let member = MemberPath(path)
    if let finding = member.commonFinding ?? member.otherFile { return finding }
    guard let name = SFEWName(member.file) else {
      return .rejected(
        reason: "its name is no still of SFEW such as Airheads_000519240_00000005.png; rename it")
    }
    let folders = SFEWFolders(member.folders)
    guard let emotion = folders.emotion else {
      return folders.split == .test
        ? .ignored(reason: "the test labels were never released")
        : .rejected(reason: "no folder names its class; put it into a folder such as Angry")
    }
    if folders.split == .test, !SFEWFolders.isClass(Substring(emotion)) {
      return .ignored(reason: "the test labels were never released")
    }
    return .samples([
      LabelClaim(
        .words([emotion]), split: folders.split,
        splitEvidence: folders.splitFolder.map { "the folder “\($0)”" },
        subject: String(name.movie))
    ])
  }
}
