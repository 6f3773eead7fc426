/// The six folders of the "Ahegao" set.
enum AhegaoFolders {
  static let names = ["Ahegao", "Angry", "Happy", "Neutral", "Sad", "Surprise"]

  /// Whether the folder is one of the six, in any case of its letters.
  static func contain(_ folder: Substring?) -> Bool { folder.map { index(of: $0) != nil } ?? false }

  /// Whether the folder is the one that is no emotion.
  static func isAhegao(_ folder: Substring?) -> Bool { folder.map { index(of: $0) == 0 } ?? false }

  private static func index(of folder: Substring) -> Int? {
    guard (3...8).contains(folder.utf8.count) else { return nil }
    let cursor = NameCursor(folder)
    return names.firstIndex { cursor.isRest($0) }
  }
}
