internal import ArgumentParser
internal import Workbench

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show what is in the workspace: sources, classes, splits and runs; or a run's times and machine.",
    discussion: """
      Example:
        fer-data status
        fer-data status --json
        fer-data status runs/a
        fer-data status --ledger
        fer-data status --ledger --source fer2013.tar --list rejected
      """)

  @Argument(help: "A run's folder: when it was made, how fast, and on which machine.")
  var folder: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Flag(
    name: .long, help: "Show what became of every member of the sources, with reasons and counts.")
  var ledger = false

  @Option(name: .long, help: "The ledger of this source only.")
  var source: String?

  @Option(name: .long, help: "List the accepted, rejected or ignored members one by one.")
  var list: String?

  func validate() throws {
    if ledger, folder != nil { throw ValidationError("a run has no ledger; leave one out") }
    if !ledger, source != nil || list != nil {
      throw ValidationError("--source and --list belong to --ledger")
    }
  }

  func run() throws {
    if let folder {
      try global.perform { session throws(WorkbenchError) in
        try ShowRun(folder: folder).run(session: session)
      }
    } else if ledger {
      try global.perform { session throws(WorkbenchError) in
        try ShowLedger(source: source, list: list).run(
          workspace: workspace.workspace, session: session)
      }
    } else {
      try global.perform { session throws(WorkbenchError) in
        try ShowStatus().run(workspace: workspace.workspace, session: session)
      }
    }
  }
}
