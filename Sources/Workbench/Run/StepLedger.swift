internal import Core

/// Which steps of a manifest run are done, with what they were made from and what they left: `steps.json`.
///
/// A step is up to date when its fingerprint is the same and every file it left still has the same bytes.
struct StepLedger {
  static let fileName = "steps.json"
  private let folder: String
  private var steps: [String: JSON] = [:]

  /// Reads the ledger of an output folder; one that cannot be read counts as empty, so all steps run.
  init(folder: String) {
    self.folder = folder
    let path = Files.join(folder, Self.fileName)
    guard let bytes = try? Files.read(path, limit: 16 << 20), let json = try? JSON(parsing: bytes)
    else { return }
    steps = json.objectValue ?? [:]
  }

  /// Whether a step was done from the same inputs and its files are unharmed.
  func isCurrent(_ step: String, fingerprint: Digest) -> Bool {
    guard let entry = steps[step], entry["fingerprint"]?.stringValue == fingerprint.hex,
      let files = entry["files"]?.objectValue
    else { return false }
    return files.allSatisfy { name, digest in
      guard let file = try? MappedFile(path: Files.join(folder, name)) else { return false }
      return file.withBytes { Digest.sha256(of: $0) }.hex == digest.stringValue
    }
  }

  /// Records a step and the files it left (paths below the folder), and saves the ledger.
  mutating func record(
    _ step: String, fingerprint: Digest, files: [String]
  ) throws(WorkbenchError) {
    var digests: [String: JSON] = [:]
    for name in files {
      let digest = try lifting { () throws(FileError) in
        try MappedFile(path: Files.join(folder, name)).withBytes { Digest.sha256(of: $0) }
      }
      digests[name] = .string(digest.hex)
    }
    steps[step] = ["files": .object(digests), "fingerprint": .string(fingerprint.hex)]
    try save()
  }

  /// Forgets a step that is about to run again.
  mutating func forget(_ step: String) throws(WorkbenchError) {
    guard steps.removeValue(forKey: step) != nil else { return }
    try save()
  }

  private func save() throws(WorkbenchError) {
    let text = JSON.object(steps).text(indent: true)
    let path = Files.join(folder, Self.fileName)
    try lifting { () throws(FileError) in try Files.writeAtomically(text: text, to: path) }
  }
}
