public import Core
public import Curation
public import Sampling

/// How samples are dealt to train, val and test.
public struct SplitSettings: Hashable, Sendable {
  /// The parts of the three splits.
  public let shares: SplitShares
  /// The seed of the draw.
  public let seed: UInt64
  /// Whether to draw a new split even where the source has an official one.
  public let ignoreOfficial: Bool
  /// How near duplicates, which share a split, are looked for.
  public let near: NearDuplicateSettings
  /// What becomes of the leaks of an official split.
  public let repair: SplitRepair

  /// What the flags say: shares that add up to 1.
  public init(
    train: Double, val: Double, test: Double, seed: UInt64, ignoreOfficial: Bool,
    near: NearDuplicateSettings = .standard, repair: SplitRepair = .none
  ) throws(WorkbenchError) {
    do { shares = try SplitShares(train: train, val: val, test: test) } catch {
      throw .usage(error.description)
    }
    (self.seed, self.ignoreOfficial) = (seed, ignoreOfficial)
    (self.near, self.repair) = (near, repair)
  }

  /// Reads `shares` (`train`, `val`, `test`), `seed`, `ignore-official`, `near-duplicates`, `repair` and
  /// `repair-from`.
  init(settings: SettingsNode?, seed defaultSeed: UInt64) throws(SettingsError) {
    guard let settings else {
      (shares, seed, ignoreOfficial) = (.standard, defaultSeed, false)
      (near, repair) = (.standard, .none)
      return
    }
    var reader = try settings.mapping()
    if let node = reader.optional("shares") {
      shares = try SplitShares(settings: node)
    } else {
      shares = .standard
    }
    seed = try reader.optional("seed")?.seed() ?? defaultSeed
    ignoreOfficial = try reader.optional("ignore-official")?.bool() ?? false
    near = try NearDuplicateSettings(settings: reader.optional("near-duplicates"))
    repair = try SplitRepair(&reader)
    try reader.finish()
  }

  /// All settings, for fingerprints and provenance.
  public var json: JSON {
    [
      "ignore-official": .bool(ignoreOfficial), "near-duplicates": near.json, "repair": repair.json,
      "seed": .seed(seed), "shares": shares.json,
    ]
  }
}

extension SettingsNode {
  /// A seed: a whole number from 0 up.
  func seed() throws(SettingsError) -> UInt64 { UInt64(try int(in: 0...Int.max)) }
}

extension JSON {
  /// A seed as a number, or as text where it does not fit one.
  static func seed(_ seed: UInt64) -> JSON {
    Int(exactly: seed).map(JSON.integer) ?? .string(String(seed))
  }
}
