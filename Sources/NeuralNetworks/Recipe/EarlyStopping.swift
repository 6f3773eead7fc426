internal import Core

/// When to give up before the last epoch.
public struct EarlyStopping: Hashable, Sendable {
  /// Epochs without improvement of the primary metric after which training stops.
  public let patience: Int
  /// The least change that counts as an improvement.
  public let minDelta: Double

  /// Reads `{patience: 10, min-delta: 0}`; `{}` is the same, but a min-delta needs its patience.
  init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    let patienceNode = reader.optional("patience")
    patience = try patienceNode?.int(in: 1...100_000) ?? 10
    let deltaNode = reader.optional("min-delta")
    if let deltaNode, patienceNode == nil {
      throw deltaNode.fail("min-delta needs a patience, such as patience: 10")
    }
    minDelta = try deltaNode?.double(in: 0...1000) ?? 0
    try reader.finish()
  }

  /// Refuses to give up before a plateau lowers the learning rate for the first time.
  func check(_ schedule: Schedule, at node: SettingsNode) throws(SettingsError) {
    guard case .reduceOnPlateau(let plateau) = schedule.shape, patience <= plateau.patience else {
      return
    }
    throw node.fail(
      "a patience of \(patience) ends the training before reduce-on-plateau, with a patience of "
        + "\(plateau.patience), lowers the rate; make the one here larger")
  }

  var json: JSON { ["patience": .integer(patience), "min-delta": .number(minDelta)] }
}
