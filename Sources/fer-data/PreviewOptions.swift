internal import ArgumentParser
internal import Workbench

/// Which kind of sheet `preview` draws.
struct PreviewKindOptions: ParsableArguments {
  @Option(name: .long, help: "Augmented copies of each sample on the standard sheet (default: 4).")
  var copies: Int?

  @Flag(name: .long, help: "One image under every step of the policy, at both ends of its range.")
  var grid = false

  @Flag(name: .long, help: "The mean canonical image of every class, of all its samples.")
  var average = false

  @Flag(name: .long, help: "Before and after each denoiser, with the noise and what was changed.")
  var denoisers = false

  @Flag(name: .long, help: "Whole images with the faces that 'crop' found, and what is cut out.")
  var faces = false

  /// The kind asked for.
  func mode() throws(WorkbenchError) -> PreviewMode {
    let kinds: [(name: String, isChosen: Bool, mode: PreviewMode)] = [
      ("--grid", grid, .grid), ("--average", average, .average),
      ("--denoisers", denoisers, .denoisers), ("--faces", faces, .faces),
    ]
    let chosen = kinds.filter(\.isChosen)
    if chosen.count > 1 {
      let names = chosen.map(\.name).joined(separator: " and ")
      throw .usage("\(names) are different sheets; ask for one at a time")
    }
    guard let only = chosen.first else { return .steps(copies: copies ?? 4) }
    if copies != nil {
      throw .usage("--copies belongs to the standard sheet; leave it out with \(only.name)")
    }
    return only.mode
  }
}

/// Which samples `preview` shows.
struct PreviewChoiceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "A sample: the beginning of its id, source:member or the member's path (repeatable).")
  var sample: [String] = []

  @Option(name: .customLong("class"), help: "Only samples of this class (repeatable).")
  var classes: [String] = []

  @Option(
    name: .long,
    help: "The worst samples: dark, bright, low-contrast, blurred or low-information.")
  var worst: String?

  @Option(name: .long, help: "How many of the worst (default: 12).")
  var count: Int?

  @Option(
    name: .long,
    help: "Samples of each class, by a keyed draw (default: 2; 1 for --denoisers and --faces).")
  var perClass: Int?

  /// The samples asked for.
  func selection() throws(WorkbenchError) -> PreviewSelection {
    var selection = PreviewSelection()
    (selection.samples, selection.classes) = (sample, classes)
    (selection.count, selection.perClass) = (count, perClass)
    selection.worst = try worst.map { word throws(WorkbenchError) in
      try WorstMeasure(word: word)
    }
    return selection
  }
}
