/// Files that lie in every dataset and belong to none.
package enum Junk {
  private static let systemFiles: Set<String> = [
    "thumbs.db", "desktop.ini", "icon\r", "ehthumbs.db",
  ]
  private static let documents: Set<String> = [
    "readme", "readme_first", "license", "licence", "copying", "notice", "changelog", "citation",
  ]
  private static let documentEndings: Set<String> = ["", "txt", "md", "rst", "html", "pdf", "cff"]

  /// Why a file is set aside without a look at its bytes, or `nil`.
  package static func reason(folders: ArraySlice<Substring>, file: Substring) -> String? {
    reason(folders: folders) ?? reason(file: file, isImage: false)
  }

  /// Why everything below these folders is set aside, or `nil`.
  package static func reason(folders: ArraySlice<Substring>) -> String? {
    if folders.contains(where: { $0.lowercased() == "__macosx" }) {
      return "a copy of metadata made by macOS"
    }
    return folders.contains { $0.hasPrefix(".") } ? "in a hidden folder" : nil
  }

  /// Why a file is set aside by its own name, or `nil`; an image's ending spares it the search.
  package static func reason(file: Substring, isImage: Bool) -> String? {
    if file.utf8.first == UInt8(ascii: ".") { return "a hidden file" }
    guard !isImage else { return nil }
    let name = file.lowercased()
    if systemFiles.contains(name) { return "a file of the operating system" }
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let ending = parts.count > 1 ? String(parts[1]) : ""
    if documents.contains(String(parts[0])), documentEndings.contains(ending) {
      return "a document, not a sample"
    }
    return nil
  }
}
