/// Files that lie in every dataset and belong to none.
package enum Junk {
  private static let systemFiles: Set<String> = [
    "thumbs.db", "desktop.ini", "icon\r", "ehthumbs.db",
  ]
  private static let documents: Set<String> = [
    "readme", "license", "licence", "copying", "notice", "changelog", "citation",
  ]
  private static let documentEndings: Set<String> = ["", "txt", "md", "rst", "html", "pdf", "cff"]

  /// Why a file is set aside without a look at its bytes, or `nil`.
  package static func reason(folders: ArraySlice<Substring>, file: Substring) -> String? {
    if folders.contains(where: { $0.lowercased() == "__macosx" }) {
      return "a copy of metadata made by macOS"
    }
    if file.hasPrefix(".") { return "a hidden file" }
    if folders.contains(where: { $0.hasPrefix(".") }) { return "in a hidden folder" }
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
