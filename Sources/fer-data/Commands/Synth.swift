internal import ArgumentParser
internal import Workbench

struct Synth: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw a dataset of faces with seven expressions, for trying things out.",
    discussion: """
      The same options give the same bytes. With --plant, known defects are added and answer-key.csv beside \
      the archive names them.

      Example:
        fer-data synth --out sample.tar
        fer-data synth --per-class 300 --size 96 --color rgb --plant --out sample.zip
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .shortAndLong,
    help: "The archive to write: .tar, .tar.gz, .tar.xz, .tar.zst, .zip or .7z.")
  var out: String

  @Option(name: .long, help: "Images of each class.")
  var perClass = 100

  @Option(name: .long, help: "Width and height in pixels.")
  var size = 48

  @Option(
    name: .long, help: "How many different people are drawn (default: 60, at most --per-class).")
  var subjects: Int?

  @Option(name: .long, help: "fer7, ekman7, or a taxonomy file with their class names.")
  var taxonomy = "fer7"

  @Option(name: .long, help: "The seed of everything drawn.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "The image format: jpeg or png.")
  var format = "jpeg"

  @Option(name: .long, help: "gray or rgb.")
  var color = "gray"

  @Flag(name: .long, help: "Add known defects and write answer-key.csv beside the archive.")
  var plant = false

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try DrawDataset(
        out: out, perClass: perClass, size: size, subjects: subjects, taxonomy: taxonomy,
        seed: seed, format: format, color: color, plants: plant
      ).run(session: session)
    }
  }
}
