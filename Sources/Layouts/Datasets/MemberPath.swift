/// A member's path taken apart, without what means nothing: empty components, "." and "..".
struct MemberPath {
  /// The folders above the file, outermost first.
  let folders: ArraySlice<Substring>
  /// The file's name; empty for an empty path.
  let file: Substring
  /// Whether the file's ending promises an image.
  let isImage: Bool

  init(_ path: String) {
    let parts = path.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      .map { Substring($0) }.filter { $0 != "." && $0 != ".." }
    (folders, file) = (parts.dropLast(), parts.last ?? "")
    isImage = ImageName.looksLikeImage(file)
  }

  /// The finding that needs no layout: an empty name, or a file that lies in every dataset.
  var commonFinding: LayoutFinding? {
    if file.isEmpty { return .rejected(reason: "its name is empty; rename it") }
    let reason = Junk.reason(folders: folders) ?? Junk.reason(file: file, isImage: isImage)
    return reason.map { .ignored(reason: $0) }
  }

  /// The finding for a file that is no image by its name.
  var otherFile: LayoutFinding? {
    isImage ? nil : .ignored(reason: "not an image by its name")
  }

  /// The name without its last ending.
  var stem: Substring {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")) else { return file }
    return file[..<dot]
  }
}
