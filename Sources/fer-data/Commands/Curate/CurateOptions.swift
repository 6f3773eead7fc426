internal import ArgumentParser
internal import Core
internal import Foundation
internal import Workbench

/// Who decides, and why.
struct AuthorOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Who decides (default: FER_DATA_AUTHOR, else the login name); no digest depends on it.")
  var author: String?

  @Option(name: .long, help: "Why, in a few words.")
  var reason: String?

  var name: String {
    let environment = ProcessInfo.processInfo.environment
    let names = [
      author, environment["FER_DATA_AUTHOR"], environment["USER"], environment["LOGNAME"],
    ]
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? "unnamed"
  }
}

/// What every deciding verb takes.
struct DecidingOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var author: AuthorOptions

  @Flag(name: .long, help: "Decide; without it the command only tells what would change.")
  var yes = false

  @OptionGroup var global: GlobalOptions

  /// Decides by a rule of flags, or tells what would change.
  func perform(
    _ action: CurationAction, _ choice: SampleChoiceOptions, keep: String? = nil
  ) throws {
    try perform { () throws(WorkbenchError) in
      var rule = CurationRule(action)
      (rule.names, rule.check) = (choice.ids, choice.issue?.rawValue)
      rule.keep = try keep.map { word throws(WorkbenchError) in try KeepChoice(word: word) }
      rule.filter = try choice.filter()
      return .rule(rule)
    }
  }

  func perform(_ input: () throws(WorkbenchError) -> CurateSamples.Input) throws {
    try global.perform { session throws(WorkbenchError) in
      try CurateSamples(
        try input(), author: author.name, reason: author.reason,
        recordedAt: WallClock.timestamp(), applies: yes
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}

/// Which samples a verb is about.
struct SampleChoiceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Samples: the beginning of an id (at least 6 digits) or source:member.", valueName: "id"))
  var ids: [String] = []

  @Option(
    name: .long, help: "Samples that the latest audit found by this check, such as exact-duplicate."
  )
  var issue: IssueName?

  @Option(name: .customLong("class"), help: "Only samples of this class (repeatable).")
  var classes: [String] = []

  @Option(name: .long, help: "Only samples of this source (repeatable).")
  var source: [String] = []

  @Option(
    name: .long,
    help: "Only samples of this split, the present one or else the official one (repeatable).")
  var split: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only samples whose figure is no less, such as noise=12 (repeatable).",
      valueName: "measure=number"))
  var atLeast: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only samples whose figure is less, such as sharpness=50 (repeatable).",
      valueName: "measure=number"))
  var below: [String] = []

  func filter() throws(WorkbenchError) -> CurationFilter {
    var filter = CurationFilter()
    (filter.classes, filter.sources) = (classes, source)
    filter.splits = try split.map { word throws(WorkbenchError) in
      guard let split = Split(rawValue: word) else {
        throw .usage("--split cannot be '\(word)'; use one of: train, val, test")
      }
      return split
    }
    let lower = try atLeast.map { text throws(WorkbenchError) in
      try MeasureRange(flag: "--at-least", text, isLowerBound: true)
    }
    let upper = try below.map { text throws(WorkbenchError) in
      try MeasureRange(flag: "--below", text, isLowerBound: false)
    }
    filter.ranges = lower + upper
    return filter
  }
}

/// The name of a check on the command line.
struct IssueName: ExpressibleByArgument {
  let rawValue: String

  init?(argument: String) {
    guard CurationChecks.names.contains(argument) else { return nil }
    rawValue = argument
  }

  static var allValueStrings: [String] { CurationChecks.names }
}
