/// The six folders of the "Ahegao" set.
enum AhegaoFolders {
  /// The one that is no emotion first.
  static let names = ["Ahegao", "Angry", "Happy", "Neutral", "Sad", "Surprise"]

  /// Which of the six a folder is, in any case of its letters.
  static func index(of folder: Substring?) -> Int? {
    guard let folder, (3...8).contains(folder.utf8.count) else { return nil }
    let cursor = NameCursor(folder)
    return names.firstIndex { cursor.isRest($0) }
  }
}
