import Core
import Foundation

/// What lies below a folder, for saying afterwards what was made, changed or removed.
struct TreeSnapshot {
  private var entries: [String: String] = [:]

  /// Looks at everything below a folder but what lies at `left`; links are not followed.
  init(of folder: String, leavingOut left: [String]) throws {
    try add(folder, Set(left))
  }

  /// The paths that differ, sorted.
  func differences(from later: TreeSnapshot) -> [String] {
    Set(entries.keys).union(later.entries.keys).filter { entries[$0] != later.entries[$0] }.sorted()
  }

  private mutating func add(_ path: String, _ left: Set<String>) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    // A folder's times change with what is made in it, which shows by itself.
    entries[path] =
      kind == S_IFDIR
      ? "folder \(status.st_mode)"
      : "\(status.st_mode) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec) "
        + "\(status.st_mtim.tv_nsec) \(status.st_ctim.tv_sec) \(status.st_ctim.tv_nsec)"
    guard kind == S_IFDIR else { return }
    for name in try Files.list(path) where !left.contains(Files.join(path, name)) {
      try add(Files.join(path, name), left)
    }
  }
}
