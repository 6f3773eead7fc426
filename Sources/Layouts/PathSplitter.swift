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
    let marks = Substring(path).withNameBytes { self.marks(in: $0) }
    let bytes = path.utf8
    func place(_ offset: Int) -> String.Index { bytes.index(bytes.startIndex, offsetBy: offset) }
    if !marks.isSameFolder { enter(path[..<place(marks.folderEnd)]) }
    if let ending = marks.ending, !marks.isSameEnding {
      lastEnding = path[place(ending)...].lowercased()
      isImage = ImageName.isImage(ending: lastEnding)
    } else if marks.ending == nil {
      (lastEnding, isImage) = ("", false)
    }
    return SurveyedMember(
      path: path, folders: folders, file: path[place(marks.file)...], ending: lastEnding,
      size: size, isImage: isImage, folderNumber: number)
  }

  /// Where the parts of a path are, in bytes.
  private struct Marks {
    var folderEnd = 0
    var file = 0
    /// What follows the file's last dot.
    var ending: Int?
    var isSameFolder = false
    var isSameEnding = false
  }

  private func marks(in bytes: UnsafeBufferPointer<UInt8>) -> Marks {
    var marks = Marks()
    var place = bytes.count
    while place > 0 {
      place -= 1
      let byte = bytes[place]
      if byte == 0x2F || byte == 0x5C {
        (marks.folderEnd, marks.file) = (place, place + 1)
        break
      }
      if byte == 0x2E, marks.ending == nil { marks.ending = place + 1 }
    }
    marks.isSameFolder = number > 0 && bytes.holds(folder, from: 0, to: marks.folderEnd)
    if let ending = marks.ending {
      marks.isSameEnding = bytes.holds(lastEnding, from: ending, to: bytes.count)
    }
    return marks
  }

  private mutating func enter(_ name: Substring) {
    folder = String(name)
    folders = PathSplitter.parts(of: folder)
    number += 1
  }

  /// A path's parts without "", "." and "..".
  static func parts(of path: String) -> [Substring] {
    path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }
  }
}
