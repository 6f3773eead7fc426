/// Files that bear a table's name and are none.
enum FakeTable {
  /// What a file really is, told by its first record, and what to do about it.
  static func kind(of record: [UInt8]) -> (what: String, remedy: String)? {
    let start = record.prefix(64)
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      return ("UTF-16 text, and tables are read as UTF-8", "save it as UTF-8")
    }
    if start.contains(where: { $0 < 9 || (14..<32).contains($0) }) {
      return ("binary data, not a table", "save it as CSV in UTF-8, or take it out")
    }
    let text = String(decoding: TableText.trimmed(record.prefix(64)), as: UTF8.self).lowercased()
    if text.hasPrefix("version https://git-lfs") {
      return (
        "a git-LFS pointer, not the table itself",
        "fetch the file with “git lfs pull” in its repository"
      )
    }
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
      return (
        "a web page, not a table", "download the file again, signed in where the site asks so"
      )
    }
    return nil
  }
}
