internal import Core
internal import Sampling
internal import Tensors

/// What one fold trains on, what chooses its epoch, and what it is scored on.
///
/// No group has members in two of the three. The held-out part has no say in the training: neither in the
/// constants nor in the choice of the epoch, which a part cut from the rest decides.
struct FoldParts: Sendable {
  /// Originals and copies.
  let training: [FoldRow]
  /// Originals; empty where no part is to choose the epoch.
  let validation: [FoldRow]
  /// Originals: the fold.
  let heldOut: [FoldRow]

  /// The parts of a fold, counted from 0.
  init(
    _ fold: Int, of table: FoldTable, settings: FoldSettings, seed: UInt64, classCount: Int
  ) throws(WorkbenchError) {
    let rest = table.candidates.indices.filter { table.folds[$0] != fold }
    let isValidation = try Self.validation(
      among: rest, of: table, share: settings.validation,
      seed: Self.seed(ofFold: fold, seed: seed), classCount: classCount)
    var isTraining = Array(repeating: false, count: table.groupCount)
    for index in rest where !isValidation[index] {
      isTraining[table.candidates[index].group] = true
    }
    heldOut = table.candidates.indices.filter { table.folds[$0] == fold }
      .map { table.originals[$0] }
    validation = rest.filter { isValidation[$0] }.map { table.originals[$0] }
    training =
      rest.filter { !isValidation[$0] }.map { table.originals[$0] }
      + zip(table.copies, table.groupsOfCopies).filter { isTraining[$0.1] }.map(\.0)
    guard training.count >= 2, !validation.isEmpty || settings.validation == 0 else {
      throw .problem(
        "fold \(fold + 1) has \(training.count) rows to train on and \(validation.count) to choose the epoch "
          + "by; use fewer folds, or another --folds-validation")
    }
  }

  /// Which candidates choose the epoch: a share of the rest in whole groups, and at least one group.
  ///
  /// Where the groups are so large that a cut of the share holds none, the share is doubled until it does.
  private static func validation(
    among rest: [Int], of table: FoldTable, share: Double, seed: UInt64, classCount: Int
  ) throws(WorkbenchError) -> [Bool] {
    var isValidation = Array(repeating: false, count: table.candidates.count)
    let candidates = GroupedFolds.renumbered(rest.map { table.candidates[$0] })
    var share = share
    while share > 0, share <= 0.5 {
      let assignment = try lifting { () throws(SamplingError) in
        try GroupedSplitter(
          shares: SplitShares(train: 1 - share, val: share, test: 0), seed: seed,
          classCount: classCount
        ).assign(candidates).assignment
      }
      for (index, split) in zip(rest, assignment) where split == .val { isValidation[index] = true }
      if assignment.contains(.val) { break }
      share *= 2
    }
    return isValidation
  }

  /// The cut of each fold is drawn on its own, so that it is not always the neighbouring fold.
  private static func seed(ofFold fold: Int, seed: UInt64) -> UInt64 {
    var luck = LuckKey(seed: seed, purpose: "folds/validation").luck(for: UInt64(fold), epoch: 0)
    return luck.nextUInt64()
  }

  /// The constants that pixels are standardized by: of the training part's originals alone.
  func constants(of table: FoldTable, pool: WorkerPool) -> PixelConstants {
    let rows = training.filter { table.sets[Int($0.part)].copy(at: Int($0.row)) == 0 }
    let channels = table.sets[0].channels
    let count = channels * table.sets[0].height * table.sets[0].width
    // Sums of integers have no order, so any cut will do.
    let step = 1024
    let parts = pool.map((rows.count + step - 1) / step) { slice, _ in
      var statistics = PixelStatistics(channels: channels)
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { pixels in
        for row in rows[slice * step..<min((slice + 1) * step, rows.count)] {
          table.sets[Int(row.part)].copyPixels(at: Int(row.row), into: pixels)
          statistics.add(planar: UnsafeRawBufferPointer(pixels))
        }
      }
      return statistics
    }
    var all = PixelStatistics(channels: channels)
    for part in parts { all.merge(part) }
    return PixelConstants(all)
  }
}
