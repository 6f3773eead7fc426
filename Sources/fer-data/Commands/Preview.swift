internal import ArgumentParser
internal import Workbench

struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw what the pipeline and the augmentation do, as one PNG.",
    discussion: """
      The standard sheet has a row for each sample and a column for each step, from the decoded picture to \
      the canonical image and its augmented copies, which are those that shards hold for the same seed. \
      --grid, --average, --denoisers and --faces draw other sheets.

      A sample is named by the beginning of its content id or sample key (sheets and rows.csv show them), by \
      source:member, or by the member's path.

      Example:
        fer-data preview --out preview.png
        fer-data preview --class happy --class sad --per-class 4 --out two.png
        fer-data preview --sample 81522e79 --sample fer2013.tar:train/angry/1.png --out some.png
        fer-data preview --worst blurred --count 20 --copies 0 --out blurred.png
        fer-data preview --grid --augmentation manifests/augmentation/standard.yaml --out grid.png
        fer-data preview --average --out average.png
        fer-data preview --denoisers --class fear --out denoisers.png
        fer-data preview --faces --per-class 2 --out faces.png
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var pixels: PixelOptions
  @OptionGroup(title: "Kinds of sheet") var kind: PreviewKindOptions
  @OptionGroup(title: "Samples") var choice: PreviewChoiceOptions
  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The PNG to write.")
  var out: String

  @Option(
    name: .long, help: "The side of a tile in pixels, 32 to 1024 (default: one that suits).")
  var tile: Int?

  @Option(name: .long, help: "The seed of the choice and of the augmentation.")
  var seed: UInt64 = 1

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try DrawPreview(
        pixels: try pixels.settings(), mode: try kind.mode(), selection: try choice.selection(),
        tile: tile, seed: seed, out: out
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}
