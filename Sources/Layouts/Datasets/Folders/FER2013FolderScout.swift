internal import Core

/// Looks for FER2013 as an image folder: the official split survives in the names' prefixes.
package struct FER2013FolderScout: LayoutScout {
  package static let layoutName = "fer2013-folders"

  private static let prefixes = ["Training_", "PublicTest_", "PrivateTest_"]

  private let options: LayoutOptions
  private var census = NameCensus()
  private var counts = [0, 0, 0]
  /// Reads folders named by numbers, where the person said what they mean.
  private var coded: FolderLayout?
  private var folder: (number: Int, code: Int?) = (0, nil)
  private var codes: [Int: Int] = [:]

  package init(options: LayoutOptions) {
    self.options = options
    guard let dialect = options.dialect else { return }
    coded = (try? FER2013FolderScout.resolver(options)).map {
      FolderLayout(resolver: $0, dialect: dialect)
    }
  }

  private static func resolver(_ options: LayoutOptions) throws(LayoutError) -> ClassResolver {
    try ClassResolver(
      taxonomy: options.taxonomy ?? .fer7, renames: options.renames, rule: options.voteRule)
  }

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let prefix = FER2013FolderScout.prefix(of: member.file)
    census.count(member, isCoded: prefix != nil)
    if let prefix { counts[prefix] += 1 }
    guard coded != nil, member.isImage else { return .nothing }
    if folder.number != member.folderNumber {
      folder = (member.folderNumber, coded?.reading(of: member).code)
    }
    if let code = folder.code { codes[code, default: 0] += 1 }
    return .nothing
  }

  /// Which of the prefixes a name begins with, one to nine digits and an ending after it.
  private static func prefix(of file: Substring) -> Int? {
    file.withNameBytes { bytes in
      guard let first = bytes.first, first == UInt8(ascii: "T") || first == UInt8(ascii: "P"),
        let place = prefixes.firstIndex(where: { bytes.begins(with: $0) })
      else { return nil }
      let rest = bytes.dropFirst(prefixes[place].utf8.count)
      let ending = rest.drop { (0x30...0x39).contains($0) }
      guard (1...9).contains(rest.count - ending.count), ending.first == UInt8(ascii: "."),
        !ending.dropFirst().contains(UInt8(ascii: "."))
      else { return nil }
      return place
    }
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard census.isConvincing || (isForced && census.coded > 0) else {
      if isForced {
        throw .notThisLayout(
          layout: FER2013FolderScout.layoutName,
          missing: "image such as train/happy/Training_10000018.jpg")
      }
      return nil
    }
    let resolver = try FER2013FolderScout.resolver(options)
    let split = zip(FER2013FolderScout.prefixes, counts).filter { $0.1 > 0 }
      .map { "\($0.0) \($0.1)" }
    return LayoutVerdict(
      layout: NamedFolderLayout(
        name: FER2013FolderScout.layoutName,
        folders: FolderLayout(resolver: resolver, dialect: options.dialect)),
      strength: .names,
      evidence: [
        census.phrase("bear FER2013's prefixes"), split.joined(separator: ", "),
      ],
      warnings: try FolderScout.warnings(aboutCodes: codes, options.dialect),
      taxonomy: .fer7)
  }
}
