internal import ArgumentParser
internal import Workbench

/// How an import reads labels.
struct LabelOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "fer7, ekman7, ferplus8 or a taxonomy file (default: the workspace's, or the layout's in a new one)."
  )
  var taxonomy: String?

  @Option(name: .long, help: "The layout, such as folders, manifest or raf-db (default: detected).")
  var layout: String?

  @Option(
    name: .long,
    help:
      "What bare label codes mean: fer2013, rafdb, affectnet, …, or a list such as 0=angry,1=happy."
  )
  var dialect: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Words of the dataset to read as classes; - as class sets aside.", valueName: "word=class"))
  var map: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "A manifest's columns: path, label, split, subject, box (default: detected).",
      valueName: "role=column"))
  var column: [String] = []

  @Option(name: .long, help: "FER+'s fer2013new.csv, joined to FER2013's table by position.")
  var votes: String?

  @Option(
    name: .long,
    help: "How votes become labels: majority, probability or multi-target (as FER+'s own code).")
  var voteRule = "majority"

  @Option(name: .long, help: "How many last frames of a sequence show its emotion (CK+).")
  var peakFrames = 3

  @Option(name: .long, help: "How many first frames of a sequence are neutral (CK+).")
  var neutralFrames = 1

  func options() throws(WorkbenchError) -> ImportOptions {
    var options = ImportOptions()
    (options.taxonomy, options.layout, options.dialect) = (taxonomy, layout, dialect)
    options.map = try ImportOptions.pairs(map, flag: "--map", form: "word=class")
    options.columns = try ImportOptions.pairs(column, flag: "--column", form: "role=column")
    (options.votes, options.voteRule) = (votes, voteRule)
    (options.peakFrames, options.neutralFrames) = (peakFrames, neutralFrames)
    return options
  }
}

/// What an import refuses as too much.
struct LimitOptions: ParsableArguments {
  private static let defaults = ImportLimits()

  @Option(name: .long, help: "Refuse a source of more members than this.")
  var maxMembers = defaults.members

  @Option(
    name: .long,
    help: "Refuse a source that unpacks to more than this; 500M, 2G and 1T are understood.")
  var maxTotalBytes = ByteCount(defaults.totalBytes)

  @Option(name: .long, help: "Reject members larger than this, label tables aside.")
  var maxMemberBytes = ByteCount(Int64(defaults.memberBytes))

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Refuse what unpacks to more than this many times its size, beyond the first GiB of a source "
        + "and the first 64 MiB of a member."))
  var maxRatio = defaults.ratio

  @Option(name: .long, help: "Reject images of more pixels than this.")
  var maxPixels = defaults.pixels

  var limits: ImportLimits {
    var limits = ImportLimits()
    (limits.members, limits.totalBytes) = (maxMembers, maxTotalBytes.bytes)
    limits.memberBytes = Int(clamping: maxMemberBytes.bytes)
    (limits.ratio, limits.pixels) = (maxRatio, maxPixels)
    return limits
  }
}

/// A number of bytes as people write it: 1048576, 500M, 2G.
struct ByteCount: ExpressibleByArgument, CustomStringConvertible {
  let bytes: Int64

  init(_ bytes: Int64) { self.bytes = bytes }

  /// Digits and at most one of K, M, G and T, powers of 1024.
  init?(argument: String) {
    let shifts: [Character: Int64] = ["K": 10, "M": 20, "G": 30, "T": 40]
    var digits = Substring(argument)
    var shift: Int64 = 0
    if let last = argument.last, let found = shifts[Character(last.uppercased())] {
      shift = found
      digits = digits.dropLast()
    }
    guard let number = Int64(digits), number >= 0 else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    guard !overflow else { return nil }
    self.bytes = bytes
  }

  var description: String {
    for (shift, unit) in [(40, "T"), (30, "G"), (20, "M"), (10, "K")] where bytes > 0 {
      if bytes % (1 << Int64(shift)) == 0 { return "\(bytes >> Int64(shift))\(unit)" }
    }
    return String(bytes)
  }

  var defaultValueDescription: String { description }
}
