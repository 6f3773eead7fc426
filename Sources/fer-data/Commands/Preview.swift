internal import ArgumentParser
internal import Workbench

struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw originals beside their canonical form and augmented copies, as one PNG.",
    discussion: """
      Example:
        fer-data preview --out preview.png
        fer-data preview --augmentation manifests/augmentation/standard.yaml --copies 6 --out p.png
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var pixels: PixelOptions
  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The PNG to write.")
  var out: String

  @Option(name: .long, help: "Images of each class.")
  var perClass = 2

  @Option(name: .long, help: "Augmented copies of each image.")
  var copies = 4

  @Option(name: .long, help: "The seed of the choice and of the augmentation.")
  var seed: UInt64 = 1

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try DrawPreview(
        pixels: try pixels.settings(), perClass: perClass, copies: copies, seed: seed, out: out
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}
