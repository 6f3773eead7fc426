internal import Core

/// The files of a training run.
struct RunFolder: Sendable {
  let path: String

  /// The weights of the best epoch, with all that is needed to predict.
  var best: String { Files.join(path, "best.safetensors") }
  /// Everything needed to go on from the last epoch.
  var last: String { Files.join(path, "last.safetensors") }
  /// One line an epoch.
  var history: String { Files.join(path, "history.csv") }
  /// Loss, accuracy and learning rate as a drawing.
  var curves: String { Files.join(path, "curves.svg") }
  /// Times, threads and machine: what no digest covers.
  var record: String { Files.join(path, "run.json") }
  /// The digests of the files of a finished run.
  var list: DigestList { DigestList("run.sha256", in: path) }
  /// Where the time went, when asked for; no digest covers it either.
  var profile: String { Files.join(path, "profile.json") }
  /// The weights that have been scored on the test split.
  var scored: String { Files.join(path, "scored-on-test.json") }

  /// The SHA-256 of the best weights' file.
  func weightsDigest() throws(WorkbenchError) -> Digest {
    try lifting { () throws(FileError) in
      try MappedFile(path: best).withBytes { Digest.sha256(of: $0) }
    }
  }
}
