internal import Core

/// When to give up before the last epoch.
public struct EarlyStopping: Hashable, Sendable {
  /// Epochs without improvement of the primary metric after which training stops.
  public let patience: Int
  /// The least change that counts as an improvement.
  public let minDelta: Double

  /// Reads `{patience: 10, min-delta: 0}`.
  init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    patience = try reader.optional("patience")?.int(in: 1...100_000) ?? 10
    minDelta = try reader.optional("min-delta")?.double(in: 0...1000) ?? 0
    try reader.finish()
  }

  var json: JSON { ["patience": .integer(patience), "min-delta": .number(minDelta)] }
}
