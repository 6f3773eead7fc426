internal import Core
internal import Tensors

/// Compares the source archives that shards were made from with the digests that the shards have of them.
struct SourceCheck {
  /// Archives the user named.
  let named: [String]
  /// Folders in which a source may lie under its own name.
  let folders: [String]

  /// Adds each source to what is well, what is wrong, or what was not there to be checked.
  ///
  /// A file that only has a source's name may be another one of that name, so only a named one is wrong.
  func check(_ index: ShardIndex, _ verdict: inout RunVerdict) throws(WorkbenchError) {
    for path in named where !Files.exists(path) || Files.isDirectory(path) {
      verdict.findings.append(
        "\(path) is \(Files.exists(path) ? "a folder" : "not there"); name the archive the shards were made from"
      )
    }
    var unused = Set(named.filter { Files.exists($0) && !Files.isDirectory($0) })
    for source in index.provenance["sources"]?.arrayValue ?? [] {
      guard let name = source["name"]?.stringValue else { continue }
      guard let digest = source["digest"]?.stringValue.flatMap({ Digest(hex: $0) }) else {
        verdict.unchecked.append("the source \(name) has no digest in the shards")
        continue
      }
      let given = named.filter { Files.lastComponent($0) == name || named.count == 1 }
      let paths = given.isEmpty ? folders.map { Files.join($0, name) } : given
      unused.subtract(given)
      let found = paths.filter { Files.exists($0) && !Files.isDirectory($0) }
      var others: [String] = []
      var isSound = false
      for path in found {
        let own = try lifting { () throws(FileError) in
          try MappedFile(path: path).withBytes { Digest.sha256(of: $0) }
        }
        if own == digest {
          verdict.checked.append("the source \(path) is the one the shards were made from")
          isSound = true
          break
        }
        others.append(path)
      }
      if isSound { continue }
      if let path = others.first, !given.isEmpty {
        verdict.findings.append("\(path) is not the source \(name) that the shards were made from")
      } else if let path = others.first {
        verdict.unchecked.append(
          "the source \(name): \(path) has its name and other bytes; name the right one with --source"
        )
      } else {
        verdict.unchecked.append("the source \(name) is not there; name it with --source")
      }
    }
    for path in unused.sorted() {
      verdict.findings.append("\(path) is no source of these shards by its name")
    }
  }
}
