internal import Core
internal import Imaging

/// One pair of pictures at full size, the second turned already.
struct PairComparison {
  let candidate: Similarity.Candidate
  let turn: Int
  let start: Similarity.PartStart
  let settings: NearDuplicateSettings
  let first: UnsafePointer<UInt8>
  let second: UnsafePointer<UInt8>
  /// The calm planes, where they are kept.
  let firstCalm, secondCalm: UnsafePointer<Float>?

  /// The least correlation of the details of a near duplicate that is moved only, in millionths.
  private static let movedDetails: Int32 = 700_000
  /// That of a part, or of what agrees but for a sixth: there are more ways to be alike by chance.
  private static let freerDetails: Int32 = 900_000
  /// From so far below the threshold on it is asked where two pictures differ most, in millionths.
  private static let reach: Int32 = 150_000

  /// A way in which the second lies over the first, and how well.
  private struct Way {
    let agreement: Similarity.Agreement
    let transform: PairTransform
  }

  /// The pair as it fits best, where it is a near duplicate or close to one.
  ///
  /// Moving comes first, then parts, then what agrees but for a sixth of the picture: each says less of what has
  /// been done to a picture than the one before.
  ///
  /// - Parameter isMoved: whether moving is tried; not where it was for the same pair, in vain.
  func pair(
    _ firstSums: UnsafePointer<Int32>, _ secondSums: UnsafePointer<Int32>, isMoved: Bool = true
  ) -> NearPair? {
    let moved = isMoved ? moved(firstSums, secondSums) : nil
    if let moved, let pair = whole(moved, least: settings.leastMillionths) { return pair }
    let part = part()
    if let part, let pair = whole(part, least: settings.leastMillionths) { return pair }
    // A part that leaves out a sixth would be free to fit faces of different people.
    if let moved, let pair = most(moved) { return pair }
    return [moved, part].compactMap { $0 }
      .compactMap { whole($0, least: settings.belowMillionths) }
      .max { $0.millionths < $1.millionths }
  }

  private func whole(_ way: Way, least: Int32) -> NearPair? {
    let details = way.transform.part == nil ? Self.movedDetails : Self.freerDetails
    guard way.agreement.millionths >= least, way.agreement.details >= details else { return nil }
    return pair(way.agreement.millionths, way.transform)
  }

  /// A near duplicate but for a sixth: something was written or laid over one of the two.
  private func most(_ way: Way) -> NearPair? {
    guard way.agreement.most >= settings.leastMillionths,
      way.agreement.mostDetails >= Self.freerDetails
    else { return nil }
    return pair(way.agreement.most, way.transform.leavingOutTheWorst)
  }

  private var mirrorings: [Bool] {
    [false, true].filter { $0 ? candidate.isMirrored : candidate.isPlain }
  }

  private func moved(
    _ firstSums: UnsafePointer<Int32>, _ secondSums: UnsafePointer<Int32>
  ) -> Way? {
    var best: (fit: Similarity.Fit, isMirrored: Bool)?
    for isMirrored in mirrorings {
      let fit = Similarity.fit(
        first, firstSums, second, secondSums, mirrored: isMirrored, shift: settings.shift)
      if fit.millionths > best?.fit.millionths ?? -1_000_001 { best = (fit, isMirrored) }
    }
    guard let best, best.fit.millionths >= settings.leastMillionths - Self.reach else { return nil }
    return Way(
      agreement: Similarity.agreement(
        first, second, mirrored: best.isMirrored, x: best.fit.x, y: best.fit.y,
        least: settings.belowMillionths),
      transform: PairTransform(
        shiftX: best.fit.x, shiftY: best.fit.y, isMirrored: best.isMirrored, quarterTurns: turn))
  }

  private func part() -> Way? {
    var best: (part: Similarity.Part, isMirrored: Bool)?
    for isMirrored in mirrorings {
      guard let part = fittedPart(isMirrored) else { continue }
      let highest = best?.part.agreement.millionths ?? -1_000_001
      if part.agreement.millionths > highest { best = (part, isMirrored) }
    }
    guard let (part, isMirrored) = best else { return nil }
    return Way(
      agreement: part.agreement,
      transform: PairTransform(
        isMirrored: isMirrored, quarterTurns: turn,
        part: PairPart(
          x: part.x, y: part.y, width: part.width, height: part.height,
          isOfSecond: part.isOfSecond)))
  }

  private func fittedPart(_ isMirrored: Bool) -> Similarity.Part? {
    let least = settings.leastMillionths - Self.reach
    guard let firstCalm, let secondCalm else {
      return Similarity.part(first, second, mirrored: isMirrored, start: start, least: least)
    }
    return Similarity.part(
      first, calm: firstCalm, second, calm: secondCalm, mirrored: isMirrored, start: start,
      least: least)
  }

  private func pair(_ millionths: Int32, _ transform: PairTransform) -> NearPair {
    NearPair(
      first: candidate.row, second: candidate.column, millionths: millionths, transform: transform)
  }
}
