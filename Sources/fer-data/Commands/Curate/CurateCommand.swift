internal import ArgumentParser
internal import Core
internal import Workbench

struct CurateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curate",
    abstract: "Decide about samples, in a journal that can be undone, exported and imported.",
    discussion: """
      Decisions are bound to the content of the pictures: a source that is renamed or packed again keeps \
      them. A verb first only tells what would change; --yes decides. One command is one batch, which 'undo' \
      takes back. Each of these takes --json and --quiet.

      Example:
        fer-data curate exclude --issue exact-duplicate --keep best
        fer-data curate exclude --issue exact-duplicate --keep best --yes --reason duplicates
        fer-data curate relabel --to sad 3f09ab2c fer2013.tar:train/happy/12.jpg --yes
        fer-data curate apply rules.yaml
        fer-data curate undo
        fer-data curate log
        fer-data curate export cleaning.jsonl
      """,
    subcommands: [
      CurateExclude.self, CurateKeep.self, CurateOnce.self, CurateRelabel.self, CurateGroup.self,
      CurateSplitPin.self, CurateNotDuplicate.self, CurateApply.self, CurateUndo.self,
      CurateLog.self, CurateDiff.self, CurateExport.self, CurateImport.self,
    ])
}

struct CurateExclude: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exclude",
    abstract: "Leave samples out.",
    discussion: """
      Of findings about several samples --keep says which one is spared. best: the most pixels, then the \
      sharpest, then the least compressed (bytes of the file for a pixel), then the most votes for one class, \
      then the smallest key. first: by source, member and occurrence. Where several members hold the same \
      bytes, one of them is used once.

      Example:
        fer-data curate exclude --issue near-duplicate --keep best
        fer-data curate exclude --issue leak --split train --keep none --yes
        fer-data curate exclude --class happy --below sharpness=50 --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions

  @Option(name: .long, help: "Of the samples of a finding, spare the best, the first or none.")
  var keep: String?

  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform(.exclude, choice, keep: keep) }
}

struct CurateKeep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep",
    abstract: "Use samples, whatever checks say.",
    discussion: """
      Example:
        fer-data curate keep 3f09ab2c --reason "a face, if a small one" --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions
  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform(.keep, choice) }
}

struct CurateOnce: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "once",
    abstract: "Use a picture once that several members hold byte for byte.",
    discussion: """
      The member of the test split counts before that of val and of train, so that a published test set stays \
      what it is, then the first by source and member.

      Example:
        fer-data curate once --source fer2013.tar --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions
  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform(.once, choice) }
}

struct CurateRelabel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: "Give samples another class.",
    discussion: """
      Example:
        fer-data curate relabel --to sad 3f09ab2c 77e1d0aa --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions

  @Option(name: .long, help: "The class, or one of its aliases.")
  var to: String

  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform(.relabel(to), choice) }
}

struct CurateGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group",
    abstract: "Put samples into one group: a group's samples share a split.",
    discussion: """
      With --issue and no name, the samples of each finding are a group of their own.

      Example:
        fer-data curate group --name person-7 3f09ab2c 77e1d0aa --yes
        fer-data curate group --issue near-duplicate --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions

  @Option(name: .long, help: "The group's name.")
  var name: String?

  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform(.group(name), choice) }
}

struct CurateSplitPin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split-pin",
    abstract: "Put samples, and whoever shares their groups, into one split.",
    discussion: """
      'fer-data split' obeys pins, also against an official split. A group pinned to two splits is an error.

      Example:
        fer-data curate split-pin --to test 3f09ab2c --yes
        fer-data curate split-pin --to train --source extra.tar --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions

  @Option(name: .long, help: "train, val or test.")
  var to: String

  @OptionGroup var deciding: DecidingOptions

  func validate() throws {
    guard Split(rawValue: to) != nil else {
      throw ValidationError("--to cannot be '\(to)'; use one of: train, val, test")
    }
  }

  func run() throws { try deciding.perform(.splitPin(Split(rawValue: to) ?? .train), choice) }
}

struct CurateNotDuplicate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "not-duplicate",
    abstract: "Say that samples are no duplicates of one another, however alike they look.",
    discussion: """
      Audits and splits then no longer pair them. Of more than two samples every pair is meant.

      Example:
        fer-data curate not-duplicate 3f09ab2c 77e1d0aa --reason twins --yes
      """)

  @OptionGroup var choice: SampleChoiceOptions
  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform(.notDuplicate, choice) }
}

struct CurateApply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Decide by a file of rules (YAML) or by a table (CSV).",
    discussion: """
      A rule has an action, a value where it needs one, and 'where': check, class, source, split, ids and \
      ranges of measures. A table has the columns id, action, value and reason. Both are described in \
      docs/curation.md.

      Example:
        fer-data curate apply manifests/curation/face-quality.yaml
        fer-data curate apply decisions.csv --yes
      """)

  @Argument(help: "The file: .yaml, .csv or .tsv.")
  var file: String

  @OptionGroup var deciding: DecidingOptions

  func run() throws { try deciding.perform { () throws(WorkbenchError) in .file(file) } }
}
