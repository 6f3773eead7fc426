internal import Core

/// What the folders above a file say, the same for all files in them.
struct FolderReading: Sendable {
  /// Candidate words, deepest first, with a code's meaning before them.
  var words: [String] = []
  /// The folder that names a class or was set aside, as written.
  var classWord: String?
  /// The class, where `classWord` names one.
  var classIndex: Int?
  /// The bare number that was read as a code, whether or not the dialect has it.
  var code: Int?
  /// The split of the deepest split folder above the class folder.
  var split: Split?
  var splitEvidence: String?
  /// Why all files below are ignored.
  var junk: String?
  /// Why all images below are rejected.
  var rejection: String?

  init(folders: [Substring], resolver: ClassResolver, dialect: Dialect?) {
    if let reason = Junk.reason(folders: folders[...]) {
      junk = reason
      return
    }
    let candidates = folders.indices.reversed().filter {
      OfficialSplit.split(ofFolder: String(folders[$0])) == nil
    }
    words = candidates.map { String(folders[$0]) }
    var position = candidates.first
    for index in folders.indices.reversed() {
      guard let meaning = resolver.meaning(of: String(folders[index])) else { continue }
      (classWord, classIndex, position) = (String(folders[index]), meaning, index)
      break
    }
    if classWord == nil, let dialect {
      position = translate(folders, candidates, dialect, resolver) ?? position
    }
    guard let position else { return }
    let above = OfficialSplit.of(file: "", foldersAboveClass: folders[..<position])
    (split, splitEvidence) = (above?.split, above?.evidence.description)
  }

  /// Reads the deepest bare number as a code; its position.
  private mutating func translate(
    _ folders: [Substring], _ candidates: [Int], _ dialect: Dialect, _ resolver: ClassResolver
  ) -> Int? {
    for index in candidates {
      guard let code = TableText.integer(folders[index]) else { continue }
      self.code = code
      guard let word = dialect.word(of: code) else {
        rejection =
          "the folder “\(folders[index])” is no code of the dialect “\(dialect.name)” "
          + "(\(dialect.codeRange)); use --map \(folders[index])=CLASS or another --dialect"
        return index
      }
      words.insert(word.text, at: 0)
      if let meaning = resolver.meaning(of: word.text) {
        (classWord, classIndex) = (String(folders[index]), meaning)
      }
      return index
    }
    return nil
  }
}
