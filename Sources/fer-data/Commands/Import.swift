internal import ArgumentParser
internal import Workbench

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a labelled dataset into the catalog, with a balanced ledger.",
    discussion: """
      The layout is detected from names and label tables, and told with its evidence before anything is \
      kept; --layout names one. Every member ends as accepted, rejected with a reason, or ignored with a \
      reason. Importing again completes what was interrupted; --retry judges rejected members again from \
      the bytes the workspace kept.

      Example:
        fer-data import fer2013.tar
        fer-data import fer2013.csv --votes fer2013new.csv --taxonomy ferplus8
        fer-data import labels.zip --dialect rafdb --map smirk=happy,talking=-
        fer-data import part.7z.001 part.7z.002
        curl -s https://example.org/faces.tar.gz | fer-data import - --name faces
        fer-data import --retry --map smirk=happy --max-pixels 400000000
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions
  @OptionGroup(title: "Labels") var labels: LabelOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  @Argument(
    help: ArgumentHelp(
      "An archive (tar, zip, 7z, rar, compressed or not), a folder, a table of pixels, or - for "
        + "standard input; several are the consecutive parts of one archive.",
      valueName: "source"))
  var sources: [String] = []

  @Option(name: .long, help: "The source's name in the workspace (default: its file name).")
  var name: String?

  @Flag(name: .long, help: "Accept files that the decoder warns about, such as truncated ones.")
  var acceptDamaged = false

  @Flag(
    name: .long, help: "Do not keep the bytes of rejected members; --retry then has nothing to try."
  )
  var noQuarantine = false

  @Flag(
    name: .long,
    help:
      "Leave the images in the source where it holds them uncompressed; it must not change then.")
  var reference = false

  @Flag(
    name: .long,
    help: "Judge rejected members again, of the source called --name or of all; takes no source.")
  var retry = false

  func validate() throws {
    if retry, !sources.isEmpty {
      throw ValidationError("--retry takes no source; it reads what the workspace kept")
    }
    if !retry, sources.isEmpty {
      throw ValidationError("name what is to be imported: an archive, a folder, a table or -")
    }
  }

  func run() throws {
    if retry {
      try global.perform { session throws(WorkbenchError) in
        try RetryImport(options: try options()).run(
          workspace: workspace.workspace, session: session)
      }
    } else {
      try global.perform { session throws(WorkbenchError) in
        try ImportSource(sources, options: try options()).run(
          workspace: workspace.workspace, session: session)
      }
    }
  }

  private func options() throws(WorkbenchError) -> ImportOptions {
    var options = try labels.options()
    options.name = name
    options.acceptDamaged = acceptDamaged
    options.keepsRejected = !noQuarantine
    options.references = reference
    options.limits = limits.limits
    return options
  }
}
