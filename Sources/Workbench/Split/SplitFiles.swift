internal import Core

/// What a certificate is written with: files by name, each under the certificate's digest.
struct SplitFiles {
  private(set) var files: [(name: String, bytes: [UInt8])] = []

  mutating func add(_ name: String, _ bytes: [UInt8]?) {
    if let bytes { files.append((name, bytes)) }
  }

  mutating func add(_ name: String, text: String) { add(name, Array(text.utf8)) }

  /// Each file's size and SHA-256, by name.
  var json: JSON {
    .object(
      Dictionary(
        files.map { name, bytes -> (String, JSON) in
          (
            name,
            [
              "bytes": .integer(bytes.count), "sha256": .string(Digest.sha256(of: bytes).hex),
            ]
          )
        }
      ) { first, _ in first })
  }

  /// A field of a CSV in quotes.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// A certificate with the digest over all it says: that of its text with sorted keys and without blanks.
  static func sealed(_ members: [String: JSON]) -> JSON {
    var members = members
    members["digest"] = .string(Digest.sha256(of: JSON.object(members).text()).hex)
    return .object(members)
  }

  /// Writes the certificate and its files into a folder; returns their paths, the certificate first.
  func write(
    _ certificate: JSON, as name: String, into folder: String
  ) throws(WorkbenchError) -> [String] {
    try lifting { () throws(FileError) in
      try Files.createDirectories(folder)
      var paths = [Files.join(folder, name)]
      for (name, bytes) in files {
        let path = Files.join(folder, name)
        try Files.writeAtomically(bytes, to: path)
        paths.append(path)
      }
      try Files.writeAtomically(text: certificate.text(indent: true), to: paths[0])
      return paths
    }
  }
}
