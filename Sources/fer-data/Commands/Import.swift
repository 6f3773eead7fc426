internal import ArgumentParser
internal import Workbench

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a labelled archive or folder into the catalog, with a balanced ledger.",
    discussion: """
      Labels come from folder names through the taxonomy's aliases; FER2013's official split and CK+48's \
      subjects are read from the file names. Every member ends as accepted, rejected with a reason, or \
      ignored with a reason. Importing again completes what was interrupted.

      Example:
        fer-data import fer2013.tar
        fer-data import ck48.tar.gz --taxonomy ekman7 --map joy=happiness
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Argument(help: "An archive (tar, zip, 7z, rar, compressed or not) or a folder.")
  var source: String

  @Option(name: .long, help: "The source's name in the workspace (default: its file name).")
  var name: String?

  @Option(
    name: .long,
    help: "fer7, ekman7, or a taxonomy file (default: the workspace's, or fer7 in a new one).")
  var taxonomy: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Folder names to read as classes.", valueName: "folder=class"))
  var map: [String] = []

  @Flag(name: .long, help: "Accept files that the decoder warns about, such as truncated ones.")
  var acceptDamaged = false

  @Option(name: .long, help: "Reject images of more pixels than this.")
  var maxPixels = 100_000_000

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try ImportSource(
        source: source, name: name, taxonomy: taxonomy, renames: try ImportSource.renames(map),
        acceptDamaged: acceptDamaged, maximumPixels: maxPixels
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}
