/// A path below a folder that is a source: names, one below the other, none of them special.
struct SourcePath: Hashable, Sendable {
  let names: [String]

  /// Nil for a path that could lead out of its folder.
  init?(_ path: String) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isSafe = names.allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0)
    }
    guard isSafe else { return nil }
    self.names = names
  }
}
