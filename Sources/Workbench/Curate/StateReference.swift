internal import Core
internal import DatasetCatalog

/// A state as a person names it: `now`, the number of a batch of the journal, or a snapshot.
struct StateReference {
  static let now = "now"

  /// Whether a text can be a snapshot's name: letters, digits, dots, dashes and underscores, no number and no
  /// word of the command line.
  static func fault(inName name: String) -> String? {
    let verbs = ["create", "list", "diff", "restore", "export", "import", "remove", "help", now]
    if verbs.contains(name) { return "'\(name)' is a word of the command line; take another name" }
    if name.isEmpty || name.utf8.count > 100 {
      return "a snapshot's name has 1 to 100 characters"
    }
    let isPlain = name.utf8.allSatisfy {
      Character(Unicode.Scalar($0)).isLetter && $0 < 0x80 || (0x30...0x39).contains($0)
        || [0x2D, 0x2E, 0x5F].contains($0)
    }
    guard isPlain, name.first != "-" else {
      return
        "a snapshot's name is made of letters, digits, dots, dashes and underscores, not '\(name)'"
    }
    return Int(name) == nil ? nil : "a number names a batch of the journal; take another name"
  }

  /// The state of a name.
  static func state(
    _ name: String, _ catalog: Catalog
  ) throws(WorkbenchError) -> DatasetState {
    try lifting { () throws(CatalogError) in
      if name == now { return try catalog.state() }
      if let batch = Int64(name) {
        let last = try catalog.batches().last?.number ?? 0
        guard (0...last).contains(batch) else { throw CatalogError.unknownBatch(number: batch) }
        return try catalog.state(upTo: batch)
      }
      return try catalog.snapshot(named: name).state
    }
  }
}
