internal import ArgumentParser
internal import Workbench

struct Card: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the card of shards or of an evaluated run: README.md with the Hub's metadata.",
    discussion: """
      A folder of shards gets a dataset card, a folder with report.json a model card; both say only what is \
      recorded there, and what such data cannot tell.

      Example:
        fer-data card shards --license cc-by-4.0
        fer-data card runs/a --name "FER2013, baseline" --out model-card.md
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards, or the folder of a report.")
  var folder: String

  @Option(name: .shortAndLong, help: "The file to write (default: README.md in the folder).")
  var out: String?

  @Option(name: .long, help: "The heading (default: made of the sources).")
  var name: String?

  @Option(
    name: .long,
    help: "The license's identifier on the Hub, such as mit or cc-by-4.0 (default: unknown).")
  var license = "unknown"

  func run() throws {
    try global.perform { _ throws(WorkbenchError) in
      try WriteCard(folder: folder, out: out, name: name, license: license).run()
    }
  }
}
