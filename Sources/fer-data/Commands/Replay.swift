internal import ArgumentParser
internal import Workbench

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rebuild one row of a shard from the workspace and compare it byte for byte.",
    discussion: """
      Example:
        fer-data replay shards train-00000-of-00002:17
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards.")
  var shards: String

  @Argument(help: ArgumentHelp("The shard's name and the row in it.", valueName: "shard:row"))
  var row: String

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try ReplayRow(folder: shards, place: try RowPlace(row))
        .run(workspace: workspace.workspace, session: session)
    }
  }
}
