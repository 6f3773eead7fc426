internal import ArgumentParser
internal import Core
internal import Workbench

struct CurateUndo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what the latest commands decided.",
    discussion: """
      The journal only grows: undoing is written into it. A second undo goes further back; 'undo --batch' \
      with the number of an undo brings back what it took.

      Example:
        fer-data curate undo
        fer-data curate undo 3
        fer-data curate undo --batch 4
        fer-data curate undo --all
      """)

  @Argument(help: "How many commands, the latest first.")
  var count: Int?

  @Option(name: .long, help: "Take back this batch of the log instead.")
  var batch: Int64?

  @Flag(name: .long, help: "Take back everything that was decided.")
  var all = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (count == nil ? 0 : 1) + (batch == nil ? 0 : 1) + (all ? 1 : 0) > 1 {
      throw ValidationError("use one of a number, --batch and --all")
    }
    if let count, count < 1 { throw ValidationError("the number must be 1 or more, not \(count)") }
  }

  func run() throws {
    let choice: UndoCuration.Choice =
      all ? .all : batch.map { .batch($0) } ?? .latest(count ?? 1)
    try global.perform { session throws(WorkbenchError) in
      try UndoCuration(
        choice, author: author.name, reason: author.reason, recordedAt: WallClock.timestamp()
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}

struct CurateLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what was decided, command by command.",
    discussion: """
      Example:
        fer-data curate log
        fer-data curate log --decisions --json
      """)

  @Flag(name: .long, help: "Show every decision of every command.")
  var decisions = false

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try ShowJournal(listsDecisions: decisions).run(
        workspace: workspace.workspace, session: session)
    }
  }
}

struct CurateDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between two states of the dataset.",
    discussion: """
      A state is the number of a batch of the log (0 for none), a snapshot's name, or now. At the number of \
      a batch the split is the present one.

      Example:
        fer-data curate diff 0 now
        fer-data curate diff 3 5 --json
      """)

  @Argument(help: "The earlier state.")
  var first: String

  @Argument(help: "The later state.")
  var second = "now"

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.compare(first, second, workspace) }
}

struct CurateExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the decisions in force as JSON lines, without any picture.",
    discussion: """
      The file holds digests of contents, actions, reasons and authors; the same journal gives the same \
      bytes. What imports and crops decide themselves is left out.

      Example:
        fer-data curate export cleaning.jsonl --anonymous
      """)

  @Argument(help: "The file to write.")
  var file: String

  @Flag(name: .long, help: "Write when each was decided.")
  var times = false

  @Flag(name: .long, help: "Leave the authors' names out.")
  var anonymous = false

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try ExportJournal(path: file, times: times, isAnonymous: anonymous).run(
        workspace: workspace.workspace, session: session)
    }
  }
}

struct CurateImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over the decisions of a file that are not in force already.",
    discussion: """
      A second time changes nothing. Decisions about pictures that are not here are kept, and hold when \
      their source is imported. One undo takes all of it back.

      Example:
        fer-data curate import cleaning.jsonl
      """)

  @Argument(help: "The file to read.")
  var file: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try ImportJournal(path: file).run(workspace: workspace.workspace, session: session)
    }
  }
}
