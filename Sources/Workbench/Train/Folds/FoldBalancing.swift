internal import Core
internal import NeuralNetworks
internal import Sampling
internal import Tensors

/// How the shards' settings even out classes, to be computed anew for each fold's training part.
///
/// Weights in the shards are those of their training split: a fold has other counts.
struct FoldBalancing: Sendable {
  private let balancing: Balancing
  private let classWeights: ClassWeighting
  /// What the folds cannot mend about the rows that there are.
  let warnings: [String]

  /// Reads the settings that the shards were written with.
  init(_ table: FoldTable, folder: String) throws(WorkbenchError) {
    let provenance = table.sets[0].index.provenance
    guard let settings = provenance["settings"], let balance = settings["balance"],
      let weights = settings["class-weights"]
    else {
      throw .problem(
        "the index of \(folder) does not say how classes were evened out; write the shards again")
    }
    let file = Files.join(folder, ShardIndex.fileName)
    (balancing, classWeights) = try lifting { () throws(SettingsError) in
      (
        try Balancing(settings: SettingsNode(json: balance, file: file)),
        try ClassWeighting(settings: SettingsNode(json: weights, file: file))
      )
    }
    var warnings: [String] = []
    if !table.copies.isEmpty {
      warnings.append(
        "the shards' augmented copies even out their training split, and only its rows have copies; for even "
          + "folds write shards with --balance weights or sampler")
    }
    let leftOut = provenance["plan"]?["left_out"]?.intValue ?? 0
    if leftOut > 0 {
      warnings.append("training images that balancing left out are in no fold: \(leftOut)")
    }
    self.warnings = warnings
  }

  /// The weight of a row of each class.
  func weights(classCounts: [Int]) throws(WorkbenchError) -> [Float] {
    let weighting: ClassWeighting
    if case .weights(let own) = balancing { weighting = own } else { weighting = classWeights }
    return try lifting { () throws(SamplingError) in
      try weighting.weights(classCounts: classCounts).map { Float($0) }
    }
  }

  /// How an epoch is made of so many rows.
  func sampling(rows: Int) -> RowSampling {
    guard case .sampler(let length) = balancing else { return .everyRow }
    return .balancedClasses(length: length ?? rows)
  }
}
