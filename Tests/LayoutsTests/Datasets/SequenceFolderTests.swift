import Core
import Layouts
import Testing

@Suite("Oulu-CASIA: a folder for each sequence")
struct SequenceFolderTests {
  typealias File = Miniature.File

  private static let between = "ignored: between the neutral and the peak frames of its sequence"

  private static func sequence(_ folder: String, _ findings: [String]) -> [File] {
    findings.enumerated().map {
      .image("B_OriginalImg/\(folder)/\($0.offset < 10 ? "00" : "0")\($0.offset).jpeg", $0.element)
    }
  }

  private static let files =
    sequence(
      "VL/Strong/P001/Anger",
      ["neutral P001"] + Array(repeating: between, count: 8)
        + Array(repeating: "Anger P001", count: 3))
    + sequence(
      "NI/Dark/P080/Happiness",
      ["neutral P080", "Happiness P080", "Happiness P080", "Happiness P080"])

  @Test("the last frames show the emotion, the first is neutral, the folder names the subject")
  func original() throws {
    try Miniature(
      layout: "oulu-casia",
      files: Self.files + [
        .image(
          "B_OriginalImg/cover.jpg",
          "rejected: it lies not like a frame of Oulu-CASIA (VL/Strong/P001/Anger/000.jpeg); move it"
        )
      ]
    ).check()
  }

  @Test("a taxonomy without neutral leaves the first frames out")
  func noNeutral() throws {
    var options = LayoutOptions()
    options.taxonomy = .ekman7
    let files = Self.files.map { file in
      file.finding.hasPrefix("neutral")
        ? File.image(
          file.path, "ignored: a neutral first frame, and the taxonomy has no class for it")
        : file
    }
    try Miniature(layout: "oulu-casia", files: files, options: options).check()
  }
}
