internal import Core

/// A list of files with their digests, in the form that `sha256sum --check` reads: `run.sha256`, `report.sha256`.
///
/// Format: one line a file, 64 hexadecimal digits, two blanks, the name. A name has at most one folder, which
/// lies beside the list.
struct DigestList: Sendable {
  let path: String
  private static let limit = 1 << 20

  /// The list of this name in a folder.
  init(_ name: String, in folder: String) { path = Files.join(folder, name) }

  /// Writes the list of these files of its folder.
  func write(_ names: [String]) throws(WorkbenchError) {
    var text = ""
    for name in names { text += "\(try digest(of: name).hex)  \(name)\n" }
    try lifting { () throws(FileError) in try Files.writeAtomically(text: text, to: path) }
  }

  /// What the list says of files that are otherwise or not there; one sentence each.
  func findings() throws(WorkbenchError) -> [String] {
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: Self.limit) }
    var findings: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 1)
      guard fields.count == 2, let listed = Digest(hex: String(fields[0])) else {
        return ["\(path) is damaged: '\(line.prefix(80))' is no digest and name"]
      }
      let name = String(fields[1].drop { $0 == " " })
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count <= 2, !parts.contains(where: { ["", ".", ".."].contains($0) }) else {
        return ["\(path) is damaged: it lists '\(name)'"]
      }
      let file = Files.join(Files.parent(path), name)
      guard Files.exists(file) else {
        findings.append("\(file) is missing")
        continue
      }
      if try digest(of: name) != listed {
        findings.append("\(file) is not the file that \(Files.lastComponent(path)) lists")
      }
    }
    return findings
  }

  private func digest(of name: String) throws(WorkbenchError) -> Digest {
    let file = Files.join(Files.parent(path), name)
    return try lifting { () throws(FileError) in
      try MappedFile(path: file).withBytes { Digest.sha256(of: $0) }
    }
  }
}
