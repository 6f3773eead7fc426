internal import Core

/// How a search chooses its trials and how long each trains.
enum TuneMethod: Hashable, Sendable {
  /// Every combination of all values, the first parameter moving slowest.
  case grid
  /// Every trial drawn by itself (Bergstra and Bengio, 2012).
  case random
  /// Trials drawn as at random; all train a little, and of each rung the best share goes on (Jamieson and
  /// Talwalkar, 2016).
  case successiveHalving(minimumEpochs: Int, eta: Int)

  /// The names, as spaces write them.
  enum Name: String, CaseIterable, Sendable {
    case grid
    case random
    case successiveHalving = "successive-halving"
  }

  /// Reads `method`, and `minimum-epochs` and `eta` where they belong.
  init(reader: inout SettingsReader) throws(SettingsError) {
    let name = try reader.optional("method")?.choice(Name.self) ?? .random
    let (least, eta) = (reader.optional("minimum-epochs"), reader.optional("eta"))
    switch name {
    case .grid, .random:
      if let node = least ?? eta {
        throw node.fail("this belongs to successive-halving, not to \(name.rawValue); remove it")
      }
      self = name == .grid ? .grid : .random
    case .successiveHalving:
      self = .successiveHalving(
        minimumEpochs: try least?.int(in: 1...65_535) ?? 1, eta: try eta?.int(in: 2...100) ?? 3)
    }
  }

  /// The name, as spaces write it.
  var name: String {
    switch self {
    case .grid: Name.grid.rawValue
    case .random: Name.random.rawValue
    case .successiveHalving: Name.successiveHalving.rawValue
    }
  }

  /// Everything about it.
  var json: JSON {
    switch self {
    case .grid, .random: ["name": .string(name)]
    case .successiveHalving(let least, let eta):
      ["eta": .integer(eta), "minimum-epochs": .integer(least), "name": .string(name)]
    }
  }
}

/// One stage of a search: how many trials take part, and up to which epoch they train.
struct TuneRung: Hashable, Sendable {
  /// The last epoch; nil for each trial's own last one.
  let epochs: Int?
  /// How many of the rung before take part.
  let trials: Int

  /// The rungs for a number of different trials.
  ///
  /// Grid and random search have one. Successive halving trains n trials for r epochs, n/η of them to r·η, and
  /// so on; the last rung trains to the recipe's last epoch, and at least one trial gets there.
  static func all(_ method: TuneMethod, trials: Int, epochs: Int) -> [TuneRung] {
    guard case .successiveHalving(let least, let eta) = method else {
      return [TuneRung(epochs: nil, trials: trials)]
    }
    var rungs: [TuneRung] = []
    var (reach, left) = (least, trials)
    while reach < epochs {
      rungs.append(TuneRung(epochs: reach, trials: left))
      // A single trial has nobody to beat, and so trains to its end.
      if left == 1 { break }
      (reach, left) = (reach * eta, max(1, left / eta))
    }
    if rungs.last?.trials == 1 { rungs.removeLast() }
    return rungs + [TuneRung(epochs: nil, trials: left)]
  }
}
