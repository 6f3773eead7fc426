internal import ArgumentParser
internal import Workbench

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rebuild rows of shards from the workspace and compare them byte for byte.",
    discussion: """
      Example:
        fer-data replay shards train-00000-of-00002:17
        fer-data replay shards --all
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards.")
  var shards: String

  @Argument(help: ArgumentHelp("The shard's name and the row in it.", valueName: "shard:row"))
  var row: String?

  @Flag(name: .long, help: "Rebuild every row of every shard.")
  var all = false

  func validate() throws {
    guard all == (row == nil) else {
      throw ValidationError("name one row, such as train-00000-of-00001:0, or all rows with --all")
    }
  }

  func run() throws {
    guard let row else {
      try global.perform { session throws(WorkbenchError) in
        try ReplayShards(folder: shards).run(workspace: workspace.workspace, session: session)
      }
      return
    }
    try global.perform { session throws(WorkbenchError) in
      try ReplayRow(folder: shards, place: try RowPlace(row))
        .run(workspace: workspace.workspace, session: session)
    }
  }
}
