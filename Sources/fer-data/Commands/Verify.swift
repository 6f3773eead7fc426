internal import ArgumentParser
internal import Workbench

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check every digest and every row of a folder of shards, and name what is damaged.",
    discussion: """
      Example:
        fer-data verify shards
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards.")
  var shards: String

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try VerifyShards(folder: shards).run(session: session)
    }
  }
}
