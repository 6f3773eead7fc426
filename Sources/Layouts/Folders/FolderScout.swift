internal import Core

/// Counts what class folders would make of a source.
struct FolderScout: LayoutScout {
  static let layoutName = FolderLayout.layoutName
  static let usualStrength = LayoutStrength.folders

  private static let countedWords = 256

  private let options: LayoutOptions
  private let resolver: ClassResolver?
  private var layout: FolderLayout?
  private var census = FolderCensus()
  private var current: (number: Int, key: FolderCensus.Key?, junk: Bool) = (0, nil, false)

  init(options: LayoutOptions) {
    self.options = options
    resolver = try? ClassResolver(
      taxonomy: options.taxonomy ?? .fer7, renames: options.renames, rule: options.voteRule)
    layout = resolver.map { FolderLayout(resolver: $0, dialect: options.dialect) }
  }

  mutating func note(_ member: SurveyedMember) -> SurveyWish {
    if current.number != member.folderNumber { enter(member) }
    guard !current.junk else { return .nothing }
    if member.isImage { census.countNumber() }
    if let key = current.key {
      let prefix = OfficialSplit.of(prefixIn: member.file)?.split
      census.count(key, prefix: prefix)
    } else if member.isImage {
      census.countUnlabelled(hasFolder: !member.folders.isEmpty)
    }
    return .nothing
  }

  private mutating func enter(_ member: SurveyedMember) {
    census.flush()
    let reading = layout?.reading(of: member)
    let key = reading?.classWord.map {
      FolderCensus.Key(word: $0, classIndex: reading?.classIndex, split: reading?.split)
    }
    let bare = key == nil ? reading?.words.lazy.compactMap { TableText.integer($0) }.first : nil
    census.noteNumber(reading?.code ?? bare)
    current = (member.folderNumber, key, reading?.junk != nil)
  }

  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    let resolver = try ClassResolver(
      taxonomy: options.taxonomy ?? .fer7, renames: options.renames, rule: options.voteRule)
    var census = census
    census.flush()
    guard isForced || census.labelled > 0 || census.inFolders > 0 else { return nil }
    let odd = try FolderScout.warnings(aboutCodes: census.numbers, options.dialect)
    var verdict = LayoutVerdict(
      layout: FolderLayout(resolver: resolver, dialect: options.dialect), strength: .folders,
      evidence: census.evidence(resolver.taxonomy),
      warnings: census.warnings(resolver.taxonomy, dialect: options.dialect) + odd)
    verdict.labelsAny = census.labelled > 0
    return verdict
  }

  /// What is odd about the numbers of folders as codes of the dialect that a person named.
  static func warnings(
    aboutCodes counts: [Int: Int], _ dialect: Dialect?
  ) throws(LayoutError) -> [String] {
    guard let dialect, !counts.isEmpty else { return [] }
    return try DialectCheck(
      path: "the class folders", dialect: dialect, counts: counts, noun: "images",
      isTolerant: false
    ).warnings(isGiven: true)
  }
}
