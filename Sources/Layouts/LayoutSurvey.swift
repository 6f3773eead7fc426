internal import Core

/// A first walk over a source's names and label tables that finds out how the source is laid out.
///
/// Note every file; where that says so, also begin, feed and end its bytes, before the next file. No names
/// are kept, only what the scouts take from them.
public struct LayoutSurvey: Sendable {
  private let options: LayoutOptions
  private var scouts: [any LayoutScout]
  private var splitter = PathSplitter()
  private var wishes: [(scout: Int, wish: SurveyWish)] = []
  private var reading: SurveyReading?
  private var failures: [(error: LayoutError, scouts: [Int])] = []
  private var census = SurveyCensus()
  private var junkFolder: (number: Int, isJunk: Bool) = (0, false)

  /// The layouts that can be named or detected.
  public static var layoutNames: [String] { LayoutRegistry.names }

  /// A survey for all layouts, or for the one that is named.
  ///
  /// - Throws: `LayoutError.unknownLayout`, and whatever is wrong with the renamings.
  public init(options: LayoutOptions) throws(LayoutError) {
    _ = try ClassResolver(
      taxonomy: options.taxonomy ?? .fer7, renames: [:], rule: options.voteRule)
    try LayoutSurvey.check(options)
    var types = LayoutRegistry.all
    if let name = options.layout {
      types = types.filter { $0.layoutName == name }
      guard !types.isEmpty else {
        let known = LayoutRegistry.names
        throw .unknownLayout(
          name: name, nearest: EmotionWords.nearest(to: name, among: known), known: known)
      }
    }
    self.options = options
    scouts = types.map { $0.init(options: options) }
  }

  /// Refuses what can be no column's role and no code's word, whatever the source.
  private static func check(_ options: LayoutOptions) throws(LayoutError) {
    let roles = ManifestColumns.Role.allCases.map(\.rawValue)
    for role in options.columns.keys.sorted() where !roles.contains(role) {
      throw .unknownRole(
        name: role, nearest: EmotionWords.nearest(to: role, among: roles), known: roles)
    }
    try options.dialect?.requireMeanings(taxonomy: options.taxonomy, renames: options.renames)
  }

  /// A file of the source, by its path and its declared size.
  ///
  /// - Returns: what is wanted of its bytes.
  public mutating func note(path: String, size: Int64?) -> SurveyWish {
    let member = splitter.member(path: path, size: size)
    wishes.removeAll(keepingCapacity: true)
    guard !isJunk(member) else { return .nothing }
    census.count(member)
    var most = SurveyWish.nothing
    for index in scouts.indices {
      let wish = scouts[index].note(member)
      guard wish > .nothing else { continue }
      wishes.append((index, wish))
      most = max(most, wish)
    }
    return most
  }

  private mutating func isJunk(_ member: SurveyedMember) -> Bool {
    if junkFolder.number != member.folderNumber {
      let reason = Junk.reason(folders: member.folders[...])
      junkFolder = (member.folderNumber, reason != nil)
    }
    return junkFolder.isJunk || Junk.reason(file: member.file, isImage: member.isImage) != nil
  }

  /// The bytes of the file just noted are about to come.
  public mutating func begin(path: String, wish: SurveyWish) {
    reading = SurveyReading(path: path, wishes: wishes.filter { $0.wish > .nothing })
  }

  /// The next bytes of the file.
  ///
  /// - Returns: whether further bytes are wanted.
  public mutating func feed(_ block: UnsafeRawBufferPointer) -> Bool {
    guard var current = reading else { return false }
    reading = nil
    defer { reading = current }
    do { return try current.feed(block, to: &scouts) } catch {
      failures.append((error, current.audience))
      return false
    }
  }

  /// The file's bytes have ended, or no more of them are wanted.
  public mutating func end() {
    guard var current = reading else { return }
    reading = nil
    current.end(&scouts)
  }

  /// The layout that has the most going for it.
  ///
  /// - Throws: `LayoutError` where nothing fits, where the layout named does not, or where labels would have
  ///   to be guessed.
  public func conclude() throws(LayoutError) -> LayoutChoice {
    let ballot = SurveyBallot(
      scouts: scouts, isForced: options.layout != nil, failure: failures.first?.error)
    let chosen = try ballot.winner(seen: census.description)
    if let failure = failures.first(where: { $0.scouts.contains(chosen.scout) }) {
      throw failure.error
    }
    if let refusal = chosen.verdict.refusal { throw refusal }
    if options.votes != nil, chosen.verdict.layout.name != PixelTableScout.layoutName {
      throw .votesRefused(reason: LayoutSurvey.refusal(chosen.verdict.layout.name))
    }
    let taxonomy = options.taxonomy ?? chosen.verdict.taxonomy ?? .fer7
    let resolver = try ClassResolver(
      taxonomy: taxonomy, renames: options.renames, rule: options.voteRule)
    if chosen.verdict.usesVotes { try resolver.requireVoteClasses() }
    return LayoutChoice(
      layout: chosen.verdict.layout, resolver: resolver,
      evidence: chosen.verdict.evidence + chosen.remarks,
      warnings: chosen.verdict.warnings + chosen.warnings)
  }

  private static func refusal(_ layout: String) -> String {
    "votes can only be joined to FER2013's table of pixels (fer2013.csv), by the rows' positions, and "
      + "this source is laid out as “\(layout)”"
      + (layout == FERPlusScout.layoutName ? ", with votes of its own" : "")
      + ": an image folder has lost the order of the rows, and "
      + "the names in FER+'s table tell nothing (57 of its 35,714 agree with the row they stand in); "
      + "import fer2013.csv with the votes, or leave --votes away"
  }
}
