/// Files that bear a table's name and are none.
enum FakeTable {
  /// What a file really is, told by its first record, and what to do about it.
  static func kind(of record: [UInt8]) -> (what: String, remedy: String)? {
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
