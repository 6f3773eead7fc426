internal import ArgumentParser
internal import Workbench

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find what is wrong: duplicates, leaks, conflicts, poor pictures, labels, drift.",
    discussion: """
      Import has measured already; audit reads the catalog and measures only what is new. It changes no \
      sample: 'fer-data curate' makes decisions of what it found, by the name of a check. The report is \
      one page with pictures; the sheets beside it are for looking at once.

      The preset 'faces' has thresholds for aligned faces, 'cleanvision' those of CleanVision. Thresholds are \
      in the unit of the measure; 'fer-data audit --json' and the report show percentiles beside them.

      Example:
        fer-data audit
        fer-data audit --out audit
        fer-data audit --threshold dark=0.3 --threshold blurred=0.9
        fer-data audit --fail-on leak,label-conflict
        fer-data audit --labels --out audit
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Option(name: .long, help: "The thresholds for quality: faces (the default) or cleanvision.")
  var preset = "faces"

  @Option(
    name: .long, help: "A threshold of its own for a check, such as dark=0.3; may be repeated.")
  var threshold: [String] = []

  @Option(
    name: .long, help: "Exit with 1 when one of these checks finds something: leak,label-conflict.")
  var failOn: String?

  @Option(name: .long, help: "The least correlation of a near duplicate (default: 0.95).")
  var nearThreshold: Double?

  @Flag(name: .long, help: "Look for near duplicates that are turned by quarters, too.")
  var turns = false

  @Flag(name: .long, help: "Compare all pairs for near duplicates, however many images there are.")
  var exhaustive = false

  @Flag(name: .long, help: "Do not look for near duplicates.")
  var noNear = false

  @Flag(name: .long, help: "Look for label errors, too: trains networks out of fold.")
  var labels = false

  @Option(name: .long, help: "With --labels: the number of folds (default: 5).")
  var folds: Int?

  @Option(name: .long, help: "With --labels: a recipe file instead of the built-in probe.")
  var recipe: String?

  @Option(
    name: .long, help: "With --labels: the predictions.csv of train --folds; nothing is trained.")
  var predictions: String?

  @Option(name: .long, help: "With --labels: the seed of folds and networks.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "The folder for audit.html, audit.json and the sheets.")
  var out: String?

  func validate() throws {
    if !labels, folds != nil || recipe != nil || predictions != nil || seed != 1 {
      throw ValidationError("--folds, --recipe, --predictions and --seed belong to --labels")
    }
  }

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      let search =
        labels
        ? try LabelErrorSettings(
          folds: folds ?? LabelErrorSettings.standardFolds, recipe: recipe, seed: seed,
          predictions: predictions) : nil
      return try AuditDataset(
        settings: AuditSettings(
          preset: preset, thresholds: threshold,
          near: NearFlags.settings(
            method: noNear ? "none" : exhaustive ? "exhaustive" : "automatic",
            threshold: nearThreshold, turns: turns), labels: search, failOn: failOn), out: out
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}
