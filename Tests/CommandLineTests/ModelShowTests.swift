import Core
import TestSupport
import Testing

/// `fer-data model show` as a person runs it.
@Suite("Showing a network")
struct ModelShowTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program().run(["model", "show"] + arguments, in: folder.path)
  }

  @Test("an architecture is shown with its shapes, parameters and FLOPs")
  func architecture() throws {
    let outcome = try run("mini-xception", "--height", "64", "--width", "64")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("mini-xception for images of 1×64×64 and 7 classes"))
    #expect(outcome.output.contains("56,951 parameters"))
    let row = outcome.output.split(separator: "\n").first { $0.hasPrefix("blocks.0 ") }
    #expect(
      row?.split(separator: " ") == [
        "blocks.0", "convolution", "8×62×62", "72", "276,768", "553,536",
      ]
    )
  }

  @Test("programs get the same as JSON")
  func json() throws {
    let json = try JSON(parsing: run("linear", "--channels", "3", "--json").output)
    #expect(json["parameters"] == .integer(3 * 48 * 48 * 7 + 7))
    #expect(json["flops"] == .integer(2 * 3 * 48 * 48 * 7))
    #expect(json["input"] == [3, 48, 48])
    guard case .array(let layers)? = json["layers"] else {
      Issue.record("no layers")
      return
    }
    #expect(layers.count == 1)
    #expect(layers.first?["output"] == [7])
  }

  @Test("a recipe that crops is shown for what its network sees")
  func cropped() throws {
    try Files.writeAtomically(
      text: "model: {architecture: linear}\ncrop: 40\n", to: folder.file("recipe.yaml"))
    let json = try JSON(parsing: run("recipe.yaml", "--json").output)
    #expect(json["input"] == [1, 40, 40])
    #expect(json["parameters"] == .integer(40 * 40 * 7 + 7))
    let outcome = try run("recipe.yaml", "--height", "32")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("use at most 32"))
  }

  @Test("a recipe that does not fit names the layer and both shapes")
  func misfit() throws {
    try Files.writeAtomically(
      text:
        """
        model:
          blocks:
            - convolution: 8
            - dense: [{convolution: {channels: 4, stride: 2}}]
            - global-pool
            - linear
        """, to: folder.file("recipe.yaml"))
    let outcome = try run("recipe.yaml")
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.contains(
        "blocks.1 puts 4×24×24 beside 8×48×48, which must have the same rows and columns"))
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "wrong usage exits with 64",
    arguments: [
      [], ["resnet17"], ["linear", "--classes", "1"], ["linear", "--height", "0"],
      ["linear", "--shards", "s", "--width", "9"],
    ])
  func usage(arguments: [String]) throws {
    let outcome = try Program().run(["model", "show"] + arguments, in: folder.path)
    #expect(outcome.code == 64, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
  }
}
