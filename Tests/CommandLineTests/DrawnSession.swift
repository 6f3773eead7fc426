import Core
import TestSupport
import Testing

/// The program run as a person would in a folder, with words as they are typed.
struct DrawnSession {
  let folder: TemporaryFolder

  /// Shards `s` of a drawn archive and the recipe `r.yaml`, and whatever else the lines make.
  init(_ lines: [String]) throws {
    folder = try TemporaryFolder()
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    let first = [
      "synth --per-class 6 --size 16 --out a.tar", "import a.tar", "split",
      "shards --size 12 --out s",
    ]
    for line in first + lines {
      let outcome = try program(line)
      #expect(outcome.code == 0, "\(line): \(outcome.errors)")
    }
  }

  func program(_ words: String) throws -> Program.Outcome {
    try Program().run(words.split(separator: " ").map(String.init), in: folder.path)
  }
}
