/// Takes paths apart; remembers the last folder, since members of one folder follow each other.
struct PathSplitter: Sendable {
  private var folder = ""
  private var folders: [Substring] = []
  private var number = 0
  private var lastEnding = ""
  private var isImage = false

  init() {}

  /// The path's folders ("." and ".." left out), its file and its ending.
  mutating func member(path: String, size: Int64?) -> SurveyedMember {
    let bytes = path.utf8
    let cut = bytes.lastIndex { $0 == 0x2F || $0 == 0x5C }
    let file = cut.map { path[bytes.index(after: $0)...] } ?? path[...]
    enter(cut.map { path[..<$0] } ?? "")
    note(endingOf: file)
    return SurveyedMember(
      path: path, folders: folders, file: file, ending: lastEnding, size: size, isImage: isImage,
      folderNumber: number)
  }

  private mutating func enter(_ name: Substring) {
    guard number == 0 || !(name.utf8.elementsEqual(folder.utf8)) else { return }
    folder = String(name)
    folders = PathSplitter.parts(of: folder)
    number += 1
  }

  private mutating func note(endingOf file: Substring) {
    guard let dot = file.utf8.lastIndex(of: 0x2E) else {
      (lastEnding, isImage) = ("", false)
      return
    }
    let ending = file[file.utf8.index(after: dot)...]
    guard !ending.utf8.elementsEqual(lastEnding.utf8) else { return }
    lastEnding = ending.lowercased()
    isImage = ImageName.isImage(ending: lastEnding)
  }

  /// A path's parts without "", "." and "..".
  static func parts(of path: String) -> [Substring] {
    path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }
  }
}
