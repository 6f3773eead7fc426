internal import ArgumentParser
internal import Core
internal import Workbench

struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Name the state of the dataset, compare states, and go back to one.",
    discussion: """
      A state is which samples are in force, with their classes, groups, pins and splits. It is bound to \
      content and has a digest that depends on nothing else: not on names, times or the order of imports. \
      Each of these takes --json and --quiet.

      Example:
        fer-data snapshot first
        fer-data snapshot list
        fer-data snapshot diff first now
        fer-data snapshot restore first
        fer-data snapshot export first first.snapshot
        fer-data snapshot import first.snapshot --name theirs
      """,
    subcommands: [
      SnapshotCreate.self, SnapshotListing.self, SnapshotDiff.self, SnapshotRestore.self,
      SnapshotExport.self, SnapshotImport.self, SnapshotRemove.self,
    ], defaultSubcommand: SnapshotCreate.self)
}

struct SnapshotCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Name the present state (the default).",
    discussion: """
      Example:
        fer-data snapshot first
      """)

  @Argument(help: "The name: letters, digits, dots, dashes and underscores.")
  var name: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.manage(.create(name), workspace) }
}

struct SnapshotListing: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the snapshots, and which of them the dataset is in now.",
    discussion: """
      Example:
        fer-data snapshot list --json
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.manage(.list, workspace) }
}

struct SnapshotDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between two states of the dataset.",
    discussion: """
      Example:
        fer-data snapshot diff first second
        fer-data snapshot diff first now --json
      """)

  @Argument(help: "The earlier state: a snapshot, the number of a batch, or now.")
  var first: String

  @Argument(help: "The later state.")
  var second = "now"

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.compare(first, second, workspace) }
}

struct SnapshotRestore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make the dataset what it was when a snapshot was taken.",
    discussion: """
      By appending: what was decided since is undone, samples that came later are left out, and the split is \
      put back. 'fer-data curate undo' takes all of it back; a split that was made since stays.

      Example:
        fer-data snapshot restore first
      """)

  @Argument(help: "The snapshot.")
  var name: String

  @OptionGroup var author: AuthorOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try RestoreSnapshot(
        name: name, author: author.name, recordedAt: WallClock.timestamp()
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}

struct SnapshotExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a snapshot into a file.",
    discussion: """
      Example:
        fer-data snapshot export first first.snapshot
      """)

  @Argument(help: "The snapshot.")
  var name: String

  @Argument(help: "The file to write.")
  var file: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.manage(.export(name, path: file), workspace) }
}

struct SnapshotImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take a snapshot from a file, to compare with it or to restore it.",
    discussion: """
      Example:
        fer-data snapshot import first.snapshot --name theirs
      """)

  @Argument(help: "The file to read.")
  var file: String

  @Option(name: .long, help: "Its name here (default: the name in the file).")
  var name: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.manage(.load(path: file, name: name), workspace) }
}

struct SnapshotRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forget a snapshot; the dataset stays as it is.",
    discussion: """
      Example:
        fer-data snapshot remove first
      """)

  @Argument(help: "The snapshot.")
  var name: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try global.manage(.remove(name), workspace) }
}

extension GlobalOptions {
  /// Compares two states, as 'snapshot diff' and 'curate diff' do.
  func compare(_ first: String, _ second: String, _ workspace: WorkspaceOptions) throws {
    try perform { session throws(WorkbenchError) in
      try CompareStates(first, second).run(workspace: workspace.workspace, session: session)
    }
  }

  fileprivate func manage(_ task: ManageSnapshots.Task, _ workspace: WorkspaceOptions) throws {
    try perform { session throws(WorkbenchError) in
      try ManageSnapshots(task).run(workspace: workspace.workspace, session: session)
    }
  }
}
