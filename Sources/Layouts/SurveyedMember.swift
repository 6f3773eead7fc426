/// A member's name, taken apart once for all scouts.
package struct SurveyedMember: Sendable {
  /// The whole path.
  package let path: String
  /// The folders above the file, outermost first.
  package let folders: [Substring]
  /// The file's name.
  package let file: Substring
  /// What follows the name's last dot, in lower case; empty where there is none.
  package let ending: String
  /// The declared size in bytes.
  package let size: Int64?
  /// Whether the ending promises an image.
  package let isImage: Bool
  /// A number that stays the same from member to member as long as the folder does.
  package let folderNumber: Int
}

extension SurveyedMember {
  /// A member by its path alone.
  package init(path: String, size: Int64? = nil) {
    var splitter = PathSplitter()
    self = splitter.member(path: path, size: size)
  }
}
