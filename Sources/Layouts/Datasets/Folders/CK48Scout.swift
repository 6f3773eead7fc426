internal import Core

/// Looks for CK+48: CK+'s frame names in a folder per class.
package struct CK48Scout: LayoutScout {
  package static let layoutName = "ck48"

  private let options: LayoutOptions
  private var census = NameCensus()
  private var subjects: Set<UInt16> = []
  private var sequences: Set<UInt32> = []
  private var folder = (number: 0, isClass: false)

  package init(options: LayoutOptions) { self.options = options }

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    guard member.isImage, let name = CohnKanadeName(member.file), name.kind == .frame else {
      census.count(member, isCoded: false)
      return .nothing
    }
    if folder.number != member.folderNumber {
      folder = (member.folderNumber, CK48Scout.isClass(member.folders.last, options))
    }
    census.count(member, isCoded: folder.isClass)
    guard folder.isClass else { return .nothing }
    subjects.insert(UInt16(name.sequence / 1_000))
    sequences.insert(name.sequence)
    return .nothing
  }

  private static func isClass(_ folder: Substring?, _ options: LayoutOptions) -> Bool {
    guard let folder else { return false }
    let name = String(folder)
    return (options.taxonomy ?? .ekman7).classIndex(named: name) != nil
      || Taxonomy.ekman7.classIndex(named: name) != nil
      || options.renames.keys.contains { Taxonomy.folded($0) == Taxonomy.folded(name) }
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard census.isConvincing || (isForced && census.coded > 0) else {
      if isForced {
        throw .notThisLayout(
          layout: CK48Scout.layoutName, missing: "image such as anger/S010_004_00000017.png")
      }
      return nil
    }
    let resolver = try ClassResolver(
      taxonomy: options.taxonomy ?? .ekman7, renames: options.renames, rule: options.voteRule)
    return LayoutVerdict(
      layout: NamedFolderLayout(
        name: CK48Scout.layoutName,
        folders: FolderLayout(resolver: resolver, dialect: options.dialect)),
      strength: .names,
      evidence: [
        census.phrase("named like S010_004_00000017 in class folders"),
        Counting.phrase(subjects.count, "subject"), Counting.phrase(sequences.count, "sequence"),
      ],
      taxonomy: .ekman7)
  }
}
