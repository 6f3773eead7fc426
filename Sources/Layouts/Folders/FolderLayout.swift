public import Core

/// Reads labels from where images lie: a folder per class, at any depth, with or without split folders.
///
/// - The class is the deepest folder that names one. A folder that is a bare number names one only with a
///   dialect, and only where no folder names one in words.
/// - The official split is FER2013's file-name prefix, or else the deepest folder above the class folder that
///   is named exactly like a split, in any case. File names are never searched for other split words:
///   "testimony.png" is not a test image.
/// - The subject comes from CK+'s file names (`S010_004_00000017`) and from drawn datasets'
///   (`subject-0012_000123`).
///
/// A file in a class folder is labelled whatever its ending: its bytes decide whether it is an image.
public struct FolderLayout: DatasetLayout {
  /// The layout's name.
  public static let layoutName = "folders"

  /// The name that `--layout` takes.
  public var name: String { FolderLayout.layoutName }

  private static let rememberedFolders = 4_096

  private let resolver: ClassResolver
  private let dialect: Dialect?
  private var splitter = PathSplitter()
  private var readings: [[Substring]: FolderReading] = [:]
  private var last: (number: Int, reading: FolderReading)?
  /// The prefix met last, and the phrase for it.
  private var lastEvidence: (evidence: SplitEvidence, phrase: String)?

  /// A layout whose folders are looked up by `resolver`; bare numbers are codes of `dialect`.
  public init(resolver: ClassResolver, dialect: Dialect? = nil) {
    (self.resolver, self.dialect) = (resolver, dialect)
  }

  /// The dialect, where there is one.
  public var settings: JSON {
    guard let dialect else { return [:] }
    return ["dialect": .string(dialect.name)]
  }

  /// What the path of a file says about it.
  public mutating func finding(path: String) -> LayoutFinding {
    let member = splitter.member(path: path, size: nil)
    guard !member.file.isEmpty, member.file != ".", member.file != ".." else {
      return .rejected(reason: "its name is empty; rename it")
    }
    let reading = reading(of: member)
    if let reason = reading.junk ?? Junk.reason(file: member.file, isImage: member.isImage) {
      return .ignored(reason: reason)
    }
    if reading.classWord == nil {
      guard member.isImage else {
        return .ignored(reason: "outside every class folder and not an image by its name")
      }
      if let reason = reading.rejection { return .rejected(reason: reason) }
      if reading.words.isEmpty { return .rejected(reason: resolver.reason(against: [])) }
    }
    let prefix = OfficialSplit.of(prefixIn: member.file)
    return .samples([
      LabelClaim(
        .words(reading.words), split: prefix?.split ?? reading.split,
        splitEvidence: prefix.map { phrase(for: $0.evidence) } ?? reading.splitEvidence,
        subject: SubjectName.of(file: member.file))
    ])
  }

  private mutating func phrase(for evidence: SplitEvidence) -> String {
    if let lastEvidence, lastEvidence.evidence == evidence { return lastEvidence.phrase }
    let phrase = evidence.description
    lastEvidence = (evidence, phrase)
    return phrase
  }

  /// What the member's folders say, remembered for the folder's other files.
  mutating func reading(of member: SurveyedMember) -> FolderReading {
    if let last, last.number == member.folderNumber { return last.reading }
    let reading =
      readings[member.folders]
      ?? FolderReading(folders: member.folders, resolver: resolver, dialect: dialect)
    if readings.count >= FolderLayout.rememberedFolders { readings = [:] }
    readings[member.folders] = reading
    last = (member.folderNumber, reading)
    return reading
  }
}
