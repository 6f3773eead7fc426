internal import ArgumentParser
internal import Workbench

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is in the workspace: sources, classes, splits and runs.",
    discussion: """
      Example:
        fer-data status
        fer-data status --json
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try ShowStatus().run(workspace: workspace.workspace, session: session)
    }
  }
}
