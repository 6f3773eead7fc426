internal import Core
public import Curation

/// How near duplicates are looked for, as flags have it.
public enum NearFlags {
  /// What the flags say.
  ///
  /// - Parameters:
  ///   - method: automatic, exhaustive, hashes or none.
  ///   - threshold: the least correlation, 0.8…1; the standard one where it is nil.
  ///   - turns: whether quarter turns are looked for.
  public static func settings(
    method: String, threshold: Double?, turns: Bool
  ) throws(WorkbenchError) -> NearDuplicateSettings {
    let method: NearDuplicateSettings.Method = try choice(method, "--near-duplicates")
    let threshold = threshold ?? NearDuplicateSettings.standardThreshold
    guard NearDuplicateSettings.thresholds.contains(threshold) else {
      throw .usage("--near-threshold takes a correlation from 0.8 to 1, not \(threshold)")
    }
    return NearDuplicateSettings(threshold: threshold, includesTurns: turns, method: method)
  }
}

extension NearDuplicateSettings {
  /// Reads a method alone, or `method`, `threshold` and `turns`.
  init(settings: SettingsNode?) throws(SettingsError) {
    guard let settings else {
      self = .standard
      return
    }
    guard case .mapping = settings.content else {
      self.init(method: try settings.choice(Method.self))
      return
    }
    var reader = try settings.mapping()
    let method = try reader.optional("method")?.choice(Method.self) ?? .automatic
    let threshold =
      try reader.optional("threshold")?.double(in: Self.thresholds) ?? Self.standardThreshold
    let turns = try reader.optional("turns")?.bool() ?? false
    try reader.finish()
    self.init(threshold: threshold, includesTurns: turns, method: method)
  }

  /// What counts as a near duplicate, in one clause.
  var criterion: String {
    "correlation of at least \(PlainNumber.text(threshold, 4)) at 48 × 48, moved by up to "
      + "\(shift) pixels or one a part of the other, mirrored\(includesTurns ? ", turned" : "") or not"
  }
}
